/** Holds that are freed while the provider cannot be asked, and the money that comes for them all the same. */
import { randomUUID } from 'node:crypto'
import { attempt } from './actions.ts'
import { emptyBasket, remember } from './market-baskets.ts'
import { deliveryOf, type MarketWorld, type Purchase } from './market-world.ts'

export const forward = ({ house }: MarketWorld, seconds: number) =>
  house.db.query(`UPDATE virtual_clock SET ahead = ahead + make_interval(secs => $1)`, [seconds])

const at = <T>(items: readonly T[], draw: number): T | undefined => items[Math.floor(draw * items.length)]

/** The hold ran out while nobody could be asked; the money comes all the same, just as the same basket is bought again. */
export async function paysLate(world: MarketWorld): Promise<void> {
  const { house, chance } = world
  const { sandbox } = house
  const draw = chance.next()
  const buysAgain = chance.happens(0.6)
  const delivery = deliveryOf(world, false)
  const [rival, piece] = [chance.pick(world.guests).userId, chance.pick(world.pieces)]
  const late = await house.db.query<{ paymentId: string; intentId: string; userId: string; code: string | null }>(`
    SELECT p.id AS "paymentId", p.intent_id AS "intentId", p.user_id AS "userId", d.code
    FROM payments p JOIN checkouts k ON k.id = p.payable_id LEFT JOIN discount_codes d ON d.id = k.discount_code_id
    WHERE k.status = 'CANCELLED' AND p.abandoned_at IS NOT NULL AND p.intent_id IS NOT NULL AND p.status NOT IN ('SUCCEEDED', 'CANCELED') ORDER BY k.created_at`)
  const one = at(late, draw)
  if (!one || sandbox.control.faults().length > 0) return
  await house.pay(one.intentId).catch(() => undefined)
  const again = async (userId: string) => {
    const { status, body } = await world.ask(userId, 'POST', '/checkouts', delivery, randomUUID())
    if (status === 201) await remember(world, userId, body.checkout.id)
  }
  // The code's last use may be somebody else's by now.
  if (one.code && rival !== one.userId) {
    await world.ask(rival, 'PUT', `/cart/items/${piece.productId}`, { quantity: 1, variantId: piece.variantId })
    await world.ask(rival, 'PUT', '/cart/code', { code: one.code })
    await again(rival)
  }
  await Promise.all([
    attempt(world, 'late money', () => house.payments.settle(one.paymentId)),
    buysAgain ? again(one.userId) : undefined,
  ])
}

/** Nobody can be asked for longer than the house's patience: what is held now is free afterwards, and its money may still come. */
export async function providerAway(world: MarketWorld): Promise<void> {
  const { control } = world.house.sandbox
  control.failNext({ kind: 'error_before', times: 200 })
  for (const seconds of [910, 400]) {
    await forward(world, seconds)
    await sweep(world)
  }
  control.clearFaults()
}

/**
 * A code that each person may use so often: bought with it, freed unasked, and the money comes late while the same person wants
 * the code for another purchase, whose money may be late as well. All of it at the same moment, or one after the other.
 */
export async function wantsCodeTwice(world: MarketWorld): Promise<void> {
  const { house, chance } = world
  const { userId } = chance.pick(world.guests)
  const code = chance.pick(world.personalCodes)
  const pieces = [chance.pick(world.pieces), chance.pick(world.pieces)]
  const [bothLate, atOnce, firstOfAll] = [chance.happens(0.6), chance.happens(0.7), chance.happens(0.5)]
  const delivery = deliveryOf(world, false)
  async function purchase(piece: (typeof pieces)[number]): Promise<Purchase | undefined> {
    await emptyBasket(world, userId)
    await world.ask(userId, 'PUT', `/cart/items/${piece.productId}`, { quantity: 1, variantId: piece.variantId })
    await world.ask(userId, 'PUT', '/cart/code', { code })
    const { status, body } = await world.ask(userId, 'POST', '/checkouts', delivery, randomUUID())
    return status === 201 ? remember(world, userId, body.checkout.id) : undefined
  }
  const settle = async (one: Purchase | undefined) => {
    if (one?.paymentId) await attempt(world, 'late money', () => house.payments.settle(one.paymentId as string))
  }
  const [early, late] = pieces as [(typeof pieces)[number], (typeof pieces)[number]]
  const first = await purchase(early)
  if (!first?.intentId || world.house.sandbox.control.faults().length > 0) return
  await providerAway(world)
  const bought = bothLate ? await purchase(late) : undefined
  if (bought) await providerAway(world)
  await house.pay(first.intentId).catch(() => undefined)
  if (bought?.intentId) await house.pay(bought.intentId).catch(() => undefined)
  const buysNow = async () => {
    const now = await purchase(late)
    if (now?.intentId) await house.pay(now.intentId).catch(() => undefined)
  }
  const both = [() => settle(first), bought ? () => settle(bought) : buysNow]
  if (atOnce) await Promise.all(both.map((each) => each()))
  else for (const each of firstOfAll ? both : both.toReversed()) await each()
}

export async function sweep(world: MarketWorld): Promise<void> {
  await Promise.all([
    attempt(world, 'sweep holds', () => world.house.bookings.expireHolds()),
    attempt(world, 'sweep checkouts', () => world.market.checkout.expire()),
  ])
}
