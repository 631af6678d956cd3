/** What other modules may know of a purchase. Its orders and bookings have events of their own. */
import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

const about = z.object({ checkoutId: Id, code: z.string(), userId: Id })

export const checkoutPaid = defineEvent(
  'checkout.paid',
  about.extend({ totalCents: z.int(), orders: z.int(), bookings: z.int() }),
)
export const checkoutPaymentFailed = defineEvent('checkout.payment-failed', about.extend({ holdExpiresAt: Instant }))
/** Nothing was charged, and its things lie in the basket again. */
export const checkoutCancelled = defineEvent(
  'checkout.cancelled',
  about.extend({ reason: z.enum(['BY_BUYER', 'HOLD_EXPIRED', 'BY_ADMIN']) }),
)
/** Money came when the things were gone: all of it goes back. */
export const checkoutLatePaymentRefunded = defineEvent(
  'checkout.late-payment-refunded',
  about.extend({ amountCents: z.int() }),
)
