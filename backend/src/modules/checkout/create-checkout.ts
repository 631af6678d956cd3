/** A basket becomes a checkout: everything in it is held, or nothing is. One order per seller, one payment for the sum. */
import { isDeepStrictEqual } from 'node:util'
import type { CheckoutCreate } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { SlotRefused } from '../bookings/index.ts'
import { newPaymentRow, type PaymentRow } from '../payments/index.ts'
import type { Short } from '../products/index.ts'
import { type Basket, findBasket } from './baskets.queries.ts'
import { checkoutErrors } from './checkout.errors.ts'
import { findLiveCheckout, findOwnSeatHold, isHeld, lockCheckout, writeCheckout } from './checkouts.repository.ts'
import type { CheckoutDeps } from './deps.ts'
import { type Plan, planCheckout, shortDespiteOwnHolds, stockRefusal } from './plan-checkout.ts'
import { confirmCheckout, lockWhole, releaseCheckout } from './settle-checkout.ts'

export interface CreateInput extends CheckoutCreate {
  userId: string
  language: Language
}
export interface Created {
  checkoutId: string
  /** Null when nothing is to be paid. */
  payment: PaymentRow | null
}

/** Thrown inside the transaction, so that nothing of it stays. */
class HoldRefused extends Error {
  readonly why: { short: Short[] } | { slots: SlotRefused[] } | 'moved' | 'code'
  constructor(why: HoldRefused['why']) {
    super('the basket could not be held')
    this.why = why
  }
}

/** Enough for any honest race; more would be a fault. */
const maxTries = 6

/**
 * Holds the basket and makes the payment intent. The person's own earlier checkout of the same things is replaced; with an empty
 * basket and the same request again, the checkout that waits for payment is the answer (a double click, a lost answer).
 * @throws CART_EMPTY, MARKET_CLOSED, BOOKINGS_PAUSED, the refusals of `planCheckout`, INSUFFICIENT_STOCK, SOLD_OUT, PAYMENT_IN_PROGRESS;
 *   PAYMENT_PROVIDER_UNAVAILABLE leaves the hold, and a repeat resumes it
 */
export async function createCheckout(deps: CheckoutDeps, input: CreateInput): Promise<Created> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const basket = await findBasket(deps.database.read, { kind: 'person', userId: input.userId }, { forCheckout: true })
    if (!basket || basket.items.length + basket.slots.length === 0) {
      const resumed = await resume(deps, input)
      if (resumed) return resumed
      continue
    }
    if (basket.items.length > 0) await deps.assertOpen?.('MARKET')
    if (basket.slots.length > 0) {
      await deps.assertOpen?.('BOOKINGS')
      await deps.bookings.forCheckout.serveLine(
        basket.slots.map(({ slotId }) => slotId),
        input.userId,
      )
    }
    const plan = planCheckout(basket, input, {
      productBps: await deps.ledger.commissionBps('PRODUCT'),
      bookingBps: await deps.ledger.commissionBps('BOOKING'),
      language: input.language,
      slotClosed: deps.bookings.forCheckout.slotClosed,
    })
    const held = await hold(deps, basket, plan, input)
    if (!held) continue
    deps.metrics.count('checkouts_created_total')
    const [payment] = await Promise.all([
      held.payment && deps.payments.submit(held.payment),
      told(deps, held, basket, input.userId),
    ])
    return { checkoutId: held.checkoutId, payment }
  }
  throw platformErrors.OVERLOADED({ retryAfterSeconds: 1 })
}

async function told(
  deps: CheckoutDeps,
  { checkoutId, payment }: Created,
  basket: Basket,
  userId: string,
): Promise<void> {
  await Promise.all([
    // Workshops hear of it once it is paid.
    payment
      ? deps.products.stockChanged(basket.items.map(({ productId }) => productId))
      : deps.orders.changed(checkoutId),
    basket.slots.length > 0 && deps.bookings.forCheckout.changed(checkoutId),
    deps.checkoutChanged(userId, checkoutId, payment ? 'PENDING_PAYMENT' : 'PAID'),
  ])
}

/** Null: the basket moved meanwhile, look again. */
async function hold(deps: CheckoutDeps, basket: Basket, plan: Plan, input: CreateInput): Promise<Created | null> {
  try {
    if (plan.inTheWay.length > 0) return await replaceOwn(deps, basket, plan, input)
    return await deps.database.transaction((tx) => write(deps, tx, basket, plan, input))
  } catch (error) {
    if (error instanceof HoldRefused) return refuse(deps, basket, input, error)
    if (violates(error, 'bookings_one_live_hold_idx')) return dropOwnSeatHold(deps, basket, input)
    const raced = ['checkouts_code_key', 'orders_code_key', 'bookings_code_key', 'discount_uses_one_ordinal_idx']
    if (raced.some((constraint) => violates(error, constraint))) return null
    throw error
  }
}

async function write(deps: CheckoutDeps, tx: Tx, basket: Basket, plan: Plan, input: CreateInput): Promise<Created> {
  const { userId } = input
  const { priced } = plan
  const checkoutId = newId()
  const paymentId = newId()
  const { livemode } = deps.config.payments
  const written = await writeCheckout(tx, {
    checkoutId,
    paymentId,
    userId,
    cartId: basket.id,
    items: basket.items,
    slots: basket.slots,
    totalCents: priced.totalCents,
    discountCents: priced.discountCents,
    discountCodeId: plan.discountCodeId,
    birthDate: plan.birthDate,
    holdSeconds: deps.config.holds.ttlSeconds,
    livemode,
  })
  if (
    written.items !== basket.items.length ||
    written.slots !== basket.slots.length ||
    written.priced !== basket.items.length
  )
    throw new HoldRefused('moved')
  if (plan.discountCodeId !== null && !written.codeTaken) throw new HoldRefused('code')
  const reservation = await deps.products.reserve(tx, basket.items)
  if (!reservation.ok) throw new HoldRefused({ short: reservation.short })
  if (basket.slots.length > 0) await holdSeats(deps, tx, basket, plan, { checkoutId, userId, ...written })
  await deps.orders.insert(tx, { checkoutId, userId, orders: plan.orders })
  if (priced.totalCents === 0) await confirmFree(deps, tx, checkoutId)
  return {
    checkoutId,
    payment:
      written.paymentCreatedAt &&
      newPaymentRow({
        id: paymentId,
        payableType: 'checkout',
        payableId: checkoutId,
        userId,
        amountCents: priced.totalCents,
        livemode,
        createdAt: written.paymentCreatedAt,
      }),
  }
}

async function holdSeats(
  deps: CheckoutDeps,
  tx: Tx,
  basket: Basket,
  { priced, bookingBps }: Plan,
  about: { checkoutId: string; userId: string; holdExpiresAt: Date },
): Promise<void> {
  const held = await deps.bookings.forCheckout.hold(tx, {
    ...about,
    commissionBps: bookingBps,
    slots: basket.slots.map(({ slotId, asked, totalCents }) => ({
      slotId,
      party: asked,
      totalCents,
      platformDiscountCents: priced.slots.find((slot) => slot.slotId === slotId)?.platformDiscountCents ?? 0,
    })),
  })
  if (!held.ok) throw new HoldRefused({ slots: held.refused })
}

/** Nothing is to be paid: paid at once. The platform owes the sellers what its code took off. */
async function confirmFree(deps: CheckoutDeps, tx: Tx, checkoutId: string): Promise<void> {
  const shares = await confirmCheckout(deps, tx, await lockWhole(deps, tx, checkoutId))
  await deps.ledger.given(tx, { subjectId: checkoutId, shares })
}

async function refuse(
  deps: CheckoutDeps,
  basket: Basket,
  { language }: CreateInput,
  { why }: HoldRefused,
): Promise<null> {
  if (why === 'moved') return null
  deps.metrics.count('checkout_refusals_total', {
    code: typeof why === 'string' ? why : 'short' in why ? 'stock' : 'seats',
  })
  if (why === 'code') throw checkoutErrors.DISCOUNT_UNAVAILABLE({ params: { code: basket.code ?? '' } })
  if ('short' in why) {
    await deps.products.recordRefusals(why.short)
    // What was on sale a moment ago and is not any more is told as such by the next look.
    throw stockRefusal(basket, why.short, language)
  }
  await deps.bookings.forCheckout.recordRefusals(why.slots)
  for (const refused of why.slots) {
    const error = deps.bookings.forCheckout.refusal(refused)
    if (error) throw error
  }
  // Only the price of a time moved, or somebody waits for it: the next look shows it, and serves them.
  return null
}

/**
 * The person's own earlier checkout holds some of the same things. Its intent is cancelled first; then it is given up and the new
 * one held in one transaction, so that nobody gets in between.
 */
async function replaceOwn(deps: CheckoutDeps, basket: Basket, plan: Plan, input: CreateInput): Promise<Created | null> {
  const short = shortDespiteOwnHolds(basket, plan.inTheWay)
  // Refused before the provider is asked, so that asking for too much does not cost the hold there is.
  if (short.length > 0) throw new HoldRefused({ short })
  const [oldest, ...others] = plan.inTheWay
  if (!oldest) return null
  // With several in the way (one for each of different things) the others go first, and the basket is looked at again.
  const { checkoutId } = others.length > 0 ? (others[0] as typeof oldest) : oldest
  let held: Created | null = null
  const swap = async (tx: Tx) => {
    const old = await lockCheckout(tx, checkoutId)
    if (!old || !isHeld(old.status)) return
    await releaseCheckout(deps, tx, old, 'BY_BUYER')
    held = others.length > 0 ? null : await write(deps, tx, basket, plan, input)
  }
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'checkout', checkoutId)
  if (!payment || payment.status === 'CANCELED') await deps.database.transaction(swap)
  else {
    try {
      const outcome = await deps.payments.abandon(payment.id, { released: swap })
      if (outcome === 'unreachable') throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ retryAfterSeconds: 5 })
      if (outcome === 'busy') throw checkoutErrors.PAYMENT_IN_PROGRESS()
    } catch (error) {
      // The intent is cancelled, but the new things could not be held: the old checkout is over all the same.
      if (error instanceof HoldRefused) await deps.payments.settle(payment.id)
      throw error
    }
  }
  await Promise.all([deps.orders.changed(checkoutId), deps.bookings.forCheckout.changed(checkoutId)])
  return held
}

/** Seats of the same time that the person holds alone give way, as they do to a new hold of their own. */
async function dropOwnSeatHold(deps: CheckoutDeps, basket: Basket, { userId }: CreateInput): Promise<null> {
  const slotIds = basket.slots.map(({ slotId }) => slotId)
  const bookingId = await findOwnSeatHold(deps.database.read, userId, slotIds)
  if (bookingId) await deps.bookings.cancel({ bookingId, actor: { kind: 'guest', userId }, note: 'bought in a basket' })
  return null
}

/**
 * The basket is empty: the very same request again gets the checkout that it made.
 * @returns null when that checkout could not be paid and its things are in the basket again
 */
async function resume(deps: CheckoutDeps, input: CreateInput): Promise<Created | null> {
  const live = await findLiveCheckout(deps.database.read, input.userId)
  if (!live || live.releasing || !live.orders.every((order) => goesThere(order, input)))
    throw checkoutErrors.CART_EMPTY()
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'checkout', live.id)
  if (payment && payment.status !== 'CANCELED')
    return { checkoutId: live.id, payment: payment.intentId ? payment : await deps.payments.submit(payment) }
  await deps.database.transaction(async (tx) => {
    const checkout = await lockCheckout(tx, live.id)
    if (checkout && isHeld(checkout.status)) await releaseCheckout(deps, tx, checkout, 'BY_BUYER')
  })
  return null
}

function goesThere(
  order: { sellerId: string; shippingAddress: Record<string, unknown> | null; pickupPointId: string | null },
  { pickups, shippingAddress }: CreateInput,
): boolean {
  const pickup = pickups.find(({ sellerId }) => sellerId === order.sellerId)
  if (order.pickupPointId !== null) return pickup?.pickupPointId === order.pickupPointId
  return pickup === undefined && isDeepStrictEqual(order.shippingAddress, { ...shippingAddress })
}
