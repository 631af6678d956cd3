import { expect, test } from 'vitest'
import { checkoutHouse } from '../../../test-support/checkout-house.ts'

const house = await checkoutHouse()
const adults = [{ type: 'adult', quantity: 1 }]
const hide = (table: string, id: string) =>
  house.db.query(`UPDATE ${table} SET hidden_at = app_now() WHERE id = $1`, [id])

test('seats of a hidden experience cannot be held, alone or with a basket; what was held before can be paid', async () => {
  const { slotId, experienceId } = await house.slot()
  const [before, basket, late] = [await house.guest(), await house.guest(), await house.guest()]
  const held = await house.bookings.hold({ slotId, userId: before, party: adults })
  await house.putSlot(basket, slotId)
  await hide('experiences', experienceId)
  await expect(house.bookings.hold({ slotId, userId: late, party: adults })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(house.buy(basket)).rejects.toMatchObject({ status: 409 })
  expect((await house.ask(basket, 'GET', '/cart')).body.slots).toMatchObject([{ notices: [{ kind: 'SLOT_CLOSED' }] }])
  await house.pay(held.payment?.intentId ?? '')
  await house.payments.settle(held.payment?.id ?? '')
  expect((await house.booking(held.bookingId)).status).toBe('CONFIRMED')
  expect(await house.taken(slotId)).toBe(1)
})

test('a hidden piece cannot be put into a basket nor bought from one', async () => {
  const piece = await house.piece({ priceCents: 20_000 })
  const userId = await house.guest()
  await house.put(userId, piece)
  await hide('products', piece.productId)
  await expect(house.buy(userId)).rejects.toMatchObject({ status: 409, code: 'PRODUCT_UNAVAILABLE' })
  const other = await house.guest()
  expect((await house.ask(other, 'PUT', `/cart/items/${piece.productId}`, { quantity: 1 })).status).toBe(404)
})
