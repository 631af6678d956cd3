/** The sweep: every overdue checkout, whenever it runs. Nothing is freed before the provider was asked. */
import { hoursBetween } from '../../platform/pure/time.ts'
import { type Swept, sweepHolds } from '../payments/index.ts'
import { deleteAbandonedCarts } from './carts.repository.ts'
import { claimOverdueCheckouts, isHeld, lockCheckout } from './checkouts.repository.ts'
import type { CheckoutDeps } from './deps.ts'
import { releaseCheckout } from './settle-checkout.ts'

export async function expireCheckouts(deps: CheckoutDeps): Promise<Swept> {
  const swept = await sweepHolds({
    claim: (limit) => claimOverdueCheckouts(deps.database, limit),
    release: (checkoutId) =>
      deps.payments.releaseOverdue({
        payableType: 'checkout',
        payableId: checkoutId,
        free: (unreachable) => free(deps, checkoutId, unreachable),
      }),
    batch: deps.config.holds.sweepBatch,
    onFault: (error, checkoutId) => deps.logger.error({ err: error, checkoutId }, 'a checkout could not be released'),
  })
  if (swept.released + swept.confirmed + swept.waiting > 0) deps.logger.info({ ...swept }, 'checkouts swept')
  return swept
}

async function free(deps: CheckoutDeps, checkoutId: string, unreachablePayment: string | null): Promise<boolean> {
  const freed = await deps.database.transaction(async (tx) => {
    const checkout = await lockCheckout(tx, checkoutId)
    if (!checkout || !isHeld(checkout.status) || !checkout.releasingSince) return null
    if (unreachablePayment) {
      const waitedHours = hoursBetween(checkout.releasingSince, checkout.now)
      if (waitedHours * 3600 < deps.config.payments.releaseGraceSeconds) return null
      await deps.payments.giveUp(tx, unreachablePayment)
    }
    await releaseCheckout(deps, tx, checkout, 'HOLD_EXPIRED')
    return checkout
  })
  if (!freed) return false
  await Promise.all([
    deps.orders.changed(checkoutId),
    deps.bookings.forCheckout.changed(checkoutId),
    deps.checkoutChanged(freed.userId, checkoutId, 'CANCELLED'),
  ])
  return true
}

/** Baskets of browsers that never signed in are forgotten after this. */
export const abandonedCartDays = 30

export async function forgetAbandonedCarts(deps: CheckoutDeps): Promise<number> {
  let total = 0
  for (;;) {
    const deleted = await deleteAbandonedCarts(deps.database, abandonedCartDays, 500)
    total += deleted
    if (deleted < 500) break
  }
  if (total > 0) deps.logger.info({ carts: total }, 'abandoned baskets forgotten')
  return total
}
