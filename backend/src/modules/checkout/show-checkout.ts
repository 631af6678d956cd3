/** A checkout with its orders and bookings, as its buyer sees it. */
import type { Checkout } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pesos } from '../../platform/pure/money.ts'
import { findCheckout } from './checkouts.repository.ts'
import type { CheckoutDeps } from './deps.ts'

/** @throws NOT_FOUND, also for somebody else's */
export async function showCheckout(
  deps: CheckoutDeps,
  input: { checkoutId: string; userId: string; language: Language },
): Promise<Checkout> {
  const { read } = deps.database
  const row = await findCheckout(read, input.checkoutId, input.userId)
  if (!row) throw platformErrors.NOT_FOUND()
  const [orders, bookings] = await Promise.all([
    deps.orders.ordersOf(read, row.id, input.language),
    row.hasBookings ? deps.bookings.forCheckout.of(read, row.id, input.language) : [],
  ])
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    total: pesos(row.totalCents),
    discount: pesos(row.discountCents),
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
    orders,
    bookings,
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    cancellation:
      row.cancelReason && row.cancelledAt ? { reason: row.cancelReason, at: row.cancelledAt.toISOString() } : null,
  }
}
