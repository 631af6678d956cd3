import { expect, test } from 'vitest'
import { marketHouse } from '../../../test-support/market-house.ts'

const house = await marketHouse()
const { get } = house
const listed = async (path: string, id: string) =>
  (await get(path)).body.items.some((item: { id: string }) => item.id === id) as boolean

test.each([
  ['hidden by staff', `UPDATE products SET hidden_at = app_now() WHERE id = $1`, true],
  [
    'of a workshop that pauses',
    `UPDATE seller_profiles SET paused_at = app_now() WHERE id = (SELECT seller_id FROM products WHERE id = $1)`,
    true,
  ],
  [
    'of a workshop that closed',
    `UPDATE seller_profiles SET closed_at = app_now() WHERE id = (SELECT seller_id FROM products WHERE id = $1)`,
    false,
  ],
  [
    'of a hidden workshop',
    `UPDATE seller_profiles SET hidden_at = app_now() WHERE id = (SELECT seller_id FROM products WHERE id = $1)`,
    false,
  ],
])(
  'a product %s is nowhere to be seen, but by its seller; none of it can be set aside',
  async (what, hide, shopStays) => {
    const { sellerId, userId, slug } = await house.seller({ name: `Obrador ${what}` })
    const { id, variantIds } = await house.product({ sellerId, name: `Alebrije${hide.length}` })
    const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }))
    const reserve = () => house.database.transaction((tx) => house.products.reserve(tx, lines))
    expect(await listed('/products', id)).toBe(true)
    expect(await reserve()).toEqual({ ok: true })
    await house.db.query(hide, [id])
    expect(await listed('/products', id)).toBe(false)
    expect(await listed(`/suggestions?q=alebrije${hide.length}`, id)).toBe(false)
    expect((await get(`/products/${id}`)).status).toBe(404)
    expect((await get(`/products/${id}/related`)).status).toBe(404)
    expect((await get(`/products/${id}`, { as: userId })).status).toBe(200)
    expect(await reserve()).toMatchObject({ ok: false, short: [{ available: 0, asked: 1 }] })
    // What was set aside before may still be sold and comes back all the same.
    await house.database.transaction((tx) => house.products.release(tx, lines))
    expect((await get(`/sellers/${slug}`)).status).toBe(shopStays ? 200 : 404)
    expect(await listed('/sellers?limit=100', sellerId)).toBe(shopStays)
  },
)

test('hidden and brought back once each; a review moves the rating', async () => {
  const { products, database } = house
  const { id } = await house.product()
  const hide = (hidden: boolean) => database.transaction((tx) => products.hide(tx, id, hidden))
  expect([await hide(true), await hide(true), await listed('/products', id)]).toEqual([true, false, false])
  expect([await hide(false), await hide(false), await listed('/products', id)]).toEqual([true, false, true])
  await database.transaction((tx) => products.rate(tx, id, { stars: 4, count: 1 }))
  expect((await get(`/products/${id}`)).body).toMatchObject({ rating: 4, reviewCount: 1 })
})
