import { expect, test } from 'vitest'
import { OwnProduct, Product } from '../../../../contracts/products.ts'
import { marketHouse } from '../../../test-support/market-house.ts'
import { readyPicture } from '../../../test-support/still-media.ts'

const house = await marketHouse()
const { get, send, db } = house

test('a piece shows its seller’s photos in order, with their words; another’s are refused', async () => {
  const [{ userId: eufemia }, { userId: other }] = [await house.seller(), await house.seller()]
  const [one, two, hers] = [
    await readyPicture(db, eufemia),
    await readyPicture(db, eufemia),
    await readyPicture(db, other),
  ]
  const price = { amount: 45_000, currency: 'MXN' }
  const { status, body } = await send(
    'POST',
    '/seller/products',
    {
      name: 'Jarra de barro',
      description: 'Pulida con cuarzo.',
      category: 'CERAMICA',
      price,
      stock: 3,
      status: 'ACTIVE',
      imageIds: [one.id],
      imageAlts: { [one.id]: { es: 'Jarra negra', en: 'Black jug' } },
    },
    { as: eufemia },
  )
  expect(status).toBe(201)
  expect(OwnProduct.parse(body)).toMatchObject({
    images: [one.url],
    pictures: [{ id: one.id, alt: { en: 'Black jug' } }],
  })

  const edit = (change: object) => send('PATCH', `/seller/products/${body.id}`, change, { as: eufemia })
  expect((await edit({ imageIds: [two.id, hers.id] })).body.code).toBe('MEDIA_NOT_FOUND')
  expect((await edit({ imageIds: [two.id, one.id] })).status).toBe(200)
  const shown = Product.parse((await get(`/products/${body.id}`, { language: 'en' })).body)
  expect(shown.images).toEqual([two.url, one.url])
  expect(shown.pictures.map(({ alt }) => alt)).toEqual(['', 'Black jug'])
  const listed = (await get('/seller/products', { as: eufemia })).body.items[0]
  expect(listed.pictures.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id])
})
