/** The buyer gives up before paying: the provider is asked first, then everything is free and lies in the basket again. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { checkoutErrors } from './checkout.errors.ts'
import { findCheckout, isHeld, lockCheckout } from './checkouts.repository.ts'
import type { CheckoutDeps } from './deps.ts'
import { releaseCheckout } from './settle-checkout.ts'

/**
 * @throws NOT_FOUND, INVALID_TRANSITION when it is not waiting for its payment (also when the money came first: what was bought is
 *   cancelled order by order), PAYMENT_IN_PROGRESS, PAYMENT_PROVIDER_UNAVAILABLE
 */
export async function cancelCheckout(deps: CheckoutDeps, input: { checkoutId: string; userId: string }): Promise<void> {
  const { checkoutId, userId } = input
  const found = await findCheckout(deps.database.read, checkoutId, userId)
  if (!found) throw platformErrors.NOT_FOUND()
  if (!isHeld(found.status)) throw platformErrors.INVALID_TRANSITION()
  const release = async (tx: Tx) => {
    const checkout = await lockCheckout(tx, checkoutId)
    if (checkout && isHeld(checkout.status)) await releaseCheckout(deps, tx, checkout, 'BY_BUYER')
  }
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'checkout', checkoutId)
  if (!payment || payment.status === 'CANCELED') {
    await deps.database.transaction(release)
    await Promise.all([
      deps.orders.changed(checkoutId),
      deps.bookings.forCheckout.changed(checkoutId),
      deps.checkoutChanged(userId, checkoutId, 'CANCELLED'),
    ])
    return
  }
  const outcome = await deps.payments.abandon(payment.id, { released: release })
  if (outcome === 'unreachable') throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ retryAfterSeconds: 5 })
  if (outcome === 'busy') throw checkoutErrors.PAYMENT_IN_PROGRESS()
  if (outcome === 'succeeded') throw platformErrors.INVALID_TRANSITION()
}
