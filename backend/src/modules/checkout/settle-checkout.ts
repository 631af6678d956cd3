/** What a payment's news mean for the checkout it pays for. Runs inside the settling transaction. */
import { type Tx, violates } from '../../platform/database/index.ts'
import type { Share } from '../ledger/index.ts'
import { bookingsReadyStatement } from '../bookings/index.ts'
import type { PaidAnswer, Payable } from '../payments/index.ts'
import { giveBackToCart, takeFromCart } from './carts.repository.ts'
import {
  checkoutCancelled,
  checkoutLatePaymentRefunded,
  checkoutPaid,
  checkoutPaymentFailed,
} from './checkout.events.ts'
import {
  type CheckoutCancelReason,
  checkoutReadyStatement,
  isHeld,
  findWhatChanged,
  type LockedCheckout,
  type LockedPurchase,
  lockCheckoutStatement,
  lockPurchase,
  releaseUse,
  retakeUse,
  setCancelled,
  setHeldStatus,
  setPaid,
} from './checkouts.repository.ts'
import type { CheckoutDeps } from './deps.ts'

type SettleDeps = Pick<CheckoutDeps, 'events' | 'orders' | 'bookings' | 'metrics'>

/** Rolled back and tried again, as a lost race of the database's own is: the next try sees what the race left. */
class RaceLost extends Error {
  readonly code = '40001'
}

const about = ({ id, code, userId }: LockedCheckout) => ({ checkoutId: id, code, userId })

export function checkoutPayable(deps: CheckoutDeps): Payable {
  const seats = deps.bookings.forCheckout
  async function move(tx: Tx, checkout: LockedPurchase, to: 'PENDING' | 'PAYMENT_FAILED'): Promise<boolean> {
    if (!isHeld(checkout.status)) return false
    if (checkout.status !== to) await setHeldStatus(tx, checkout, to)
    return true
  }

  return {
    type: 'checkout',
    async lock(tx, id) {
      const checkout = await lockWhole(deps, tx, id)
      return {
        async paying() {
          if (!(await move(tx, checkout, 'PENDING'))) return
          await deps.orders.paying(tx, id)
          if (checkout.parties > 0) await seats.paying(tx, id)
        },
        async attemptFailed() {
          if (!(await move(tx, checkout, 'PAYMENT_FAILED')) || !checkout.holdExpiresAt) return
          await deps.orders.attemptFailed(tx, id)
          if (checkout.parties > 0) await seats.attemptFailed(tx, id)
          await deps.events.publish(tx, checkoutPaymentFailed, {
            ...about(checkout),
            holdExpiresAt: checkout.holdExpiresAt.toISOString(),
          })
        },
        async paid({ capturedCents }): Promise<PaidAnswer> {
          const answer = await takePaidCheckout(deps, tx, checkout)
          if (!answer.kept) {
            deps.metrics.count('late_payments_total', { outcome: answer.reasonKey })
            await deps.events.publish(tx, checkoutLatePaymentRefunded, {
              ...about(checkout),
              amountCents: capturedCents,
            })
          }
          return answer
        },
        async released() {
          // One that still had time was given up: the provider's word of it may come before the buyer's own request has ended.
          if (isHeld(checkout.status))
            await releaseCheckout(deps, tx, checkout, isOver(checkout) ? 'HOLD_EXPIRED' : 'BY_BUYER')
        },
        async calledOff() {
          if (isHeld(checkout.status)) await releaseCheckout(deps, tx, checkout, 'BY_ADMIN')
        },
      }
    },
    lockStatement: lockCheckoutStatement,
    intentReadyStatement: checkoutReadyStatement,
    moreReadyStatements: (id, condition) => [
      deps.orders.readyStatement(id, condition),
      bookingsReadyStatement(id, condition),
    ],
    async refundSettled(tx, _id, facts) {
      const [kind, subject] = facts.reasonKey.split(':')
      if (kind === 'booking-cancelled' && subject) await seats.refundSettled(tx, subject, facts)
      else await deps.orders.refundSettled(tx, facts)
    },
    async changed(id) {
      const checkout = await findWhatChanged(deps.database.read, id)
      if (!checkout) return
      await Promise.all([
        checkout.hasOrders && deps.orders.changed(id),
        checkout.hasBookings && seats.changed(id),
        deps.checkoutChanged(checkout.userId, id, checkout.status),
      ])
    },
  }
}

/** @throws when there is none */
export async function lockWhole(
  deps: Pick<CheckoutDeps, 'orders' | 'bookings'>,
  tx: Tx,
  id: string,
): Promise<LockedPurchase> {
  const { orders, bookings } = deps
  const purchase = await lockPurchase(tx, id, {
    orders: orders.lockStatement,
    bookings: bookings.forCheckout.lockStatement,
  })
  if (!purchase) throw new Error(`no checkout ${id}`)
  return purchase
}

/** Money is here. Either the buyer gets everything, or the money goes back: never a part, never neither. */
async function takePaidCheckout(deps: SettleDeps, tx: Tx, checkout: LockedPurchase): Promise<PaidAnswer> {
  if (checkout.status === 'PAID') return { kept: false, reasonKey: 'duplicate' }
  if (!isHeld(checkout.status)) {
    // Only a hold that ran out comes back; who cancelled on purpose gets the money.
    if (checkout.cancelReason !== 'HOLD_EXPIRED') return { kept: false, reasonKey: 'cancelled' }
    if (!(await retakeEverything(deps, tx, checkout))) return { kept: false, reasonKey: 'late' }
    await takeFromCart(tx, checkout.id)
    deps.metrics.count('late_payments_total', { outcome: 'retaken' })
  }
  return { kept: true, shares: await confirmCheckout(deps, tx, checkout) }
}

/** @throws RaceLost when another purchase of the same person takes its use of the code at this moment */
async function retakeCode(tx: Tx, checkout: LockedPurchase): Promise<boolean> {
  try {
    return await retakeUse(tx, checkout)
  } catch (error) {
    if (violates(error, 'discount_uses_one_ordinal_idx'))
      throw new RaceLost('the same use of a code was taken meanwhile')
    throw error
  }
}

/** Code, pieces and seats as they were, or nothing: in the order in which everybody locks them. */
async function retakeEverything(deps: SettleDeps, tx: Tx, checkout: LockedPurchase): Promise<boolean> {
  const seats = deps.bookings.forCheckout
  const hasParties = checkout.parties > 0
  if (hasParties && !(await seats.mayRetake(tx, checkout.id))) return false
  if (!(await retakeCode(tx, checkout))) return false
  if (!(await deps.orders.retake(tx, checkout.id))) {
    await releaseUse(tx, checkout.id)
    return false
  }
  if (hasParties && !(await seats.retake(tx, checkout.id)))
    throw new RaceLost('seats went while pieces were taken again')
  return true
}

/** Held, or just taken again, becomes paid: orders, bookings, and who earns what. */
export async function confirmCheckout(deps: SettleDeps, tx: Tx, checkout: LockedPurchase): Promise<Share[]> {
  await setPaid(tx, checkout)
  const sellers = await deps.orders.paid(tx, { checkoutId: checkout.id, count: checkout.orders })
  const hosts = checkout.parties > 0 ? await deps.bookings.forCheckout.paid(tx, checkout.id) : []
  await deps.events.publish(tx, checkoutPaid, {
    ...about(checkout),
    totalCents: checkout.totalCents,
    orders: sellers.length,
    bookings: hosts.length,
  })
  deps.metrics.count('checkouts_paid_total')
  return [...sellers, ...hosts]
}

/** No money will come: the code may be used again, pieces and seats are free, and the basket has its things back. */
export async function releaseCheckout(
  deps: SettleDeps,
  tx: Tx,
  checkout: LockedCheckout,
  reason: CheckoutCancelReason,
): Promise<void> {
  await setCancelled(tx, checkout, reason)
  await releaseUse(tx, checkout.id)
  await deps.orders.released(tx, checkout.id, reason)
  await deps.bookings.forCheckout.released(tx, checkout.id, reason)
  await giveBackToCart(tx, checkout.id)
  await deps.events.publish(tx, checkoutCancelled, { ...about(checkout), reason })
  deps.metrics.count('checkouts_released_total', { reason })
}

const isOver = ({ holdExpiresAt, now }: LockedCheckout): boolean => holdExpiresAt === null || holdExpiresAt <= now
