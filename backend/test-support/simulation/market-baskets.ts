/** How a shopper of the simulation fills a basket and buys it. */
import { randomUUID } from 'node:crypto'
import { deliveryOf, type MarketWorld, type Purchase } from './market-world.ts'

/** What a person wants of the market, one request after the other. */
export async function fillBasket(world: MarketWorld, userId: string): Promise<void> {
  const { chance } = world
  const wishes = Array.from({ length: chance.between(1, 3) }, () => ({
    piece: chance.pick(world.pieces),
    quantity: chance.happens(0.3) ? 2 : 1,
  }))
  const slot = chance.happens(0.25) ? chance.pick(world.slots) : null
  const code = chance.happens(0.6) ? chance.pick(world.codes) : null
  for (const { piece, quantity } of wishes)
    await world.ask(userId, 'PUT', `/cart/items/${piece.productId}`, { quantity, variantId: piece.variantId })
  if (slot) await world.ask(userId, 'PUT', `/cart/slots/${slot.slotId}`, { party: [{ type: 'adult', quantity: 1 }] })
  if (code) await world.ask(userId, 'PUT', `/cart/code`, { code })
}

/** Somebody whose basket cannot be bought takes it all out and begins anew. */
export async function emptyBasket(world: MarketWorld, userId: string): Promise<void> {
  const { status, body } = await world.ask(userId, 'GET', '/cart')
  if (status !== 200) return
  for (const { items } of body.groups)
    for (const { productId, variantId } of items)
      await world.ask(userId, 'DELETE', `/cart/items/${productId}?variantId=${variantId}`)
  for (const { slotId } of body.slots) await world.ask(userId, 'DELETE', `/cart/slots/${slotId}`)
  if (body.discount) await world.ask(userId, 'DELETE', '/cart/code')
}

export async function buy(world: MarketWorld, userId: string): Promise<void> {
  const { chance } = world
  const delivery = deliveryOf(world, chance.happens(0.4))
  const clicks = chance.happens(0.2) ? 2 : 1
  const sameKey = chance.happens(0.6)
  const paysAtOnce = chance.happens(0.65)
  const givesUp = chance.happens(0.7)
  const key = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: clicks }, (_, click) =>
      world.ask(userId, 'POST', '/checkouts', delivery, sameKey || click === 0 ? key : randomUUID()),
    ),
  )
  for (const { status, body } of answers) {
    if (status === 409 && givesUp) await emptyBasket(world, userId)
    if (status !== 201) continue
    const purchase = await remember(world, userId, body.checkout.id)
    if (purchase?.intentId && paysAtOnce) await world.house.pay(purchase.intentId).catch(() => undefined)
  }
}

export async function remember(world: MarketWorld, userId: string, checkoutId: string): Promise<Purchase | undefined> {
  const known = world.purchases.find((purchase) => purchase.checkoutId === checkoutId)
  if (known) return known
  const [payment] = await world.house.db.query<{ id: string; intentId: string | null }>(
    `SELECT id, intent_id AS "intentId" FROM payments WHERE payable_id = $1`,
    [checkoutId],
  )
  const purchase = { checkoutId, userId, paymentId: payment?.id ?? null, intentId: payment?.intentId ?? null }
  world.purchases.push(purchase)
  const seats = await world.house.db.query<{ id: string }>(`SELECT id FROM bookings WHERE checkout_id = $1`, [
    checkoutId,
  ])
  const guest = world.guests.find((one) => one.userId === userId)
  guest?.bookings.push(
    ...seats.map(({ id }) => ({ bookingId: id, paymentId: purchase.paymentId, intentId: purchase.intentId })),
  )
  return purchase
}
