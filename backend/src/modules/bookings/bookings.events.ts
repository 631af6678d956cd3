/** What other modules may know of a booking's life. */
import { z } from 'zod'
import { CancellationReason } from '../../../../contracts/bookings.ts'
import { Id, Instant } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

const bilingual = z.object({ es: z.string(), en: z.string() })
const about = z.object({ bookingId: Id, code: z.string(), userId: Id, experienceTitle: bilingual })
const when = z.object({ startsAt: Instant, timeZone: z.string() })

export const bookingConfirmed = defineEvent(
  'booking.confirmed',
  about.extend({ hostUserId: Id, experienceId: Id, seats: z.int(), totalCents: z.int() }).extend(when.shape),
)
export const bookingPaymentFailed = defineEvent('booking.payment-failed', about.extend({ holdExpiresAt: Instant }))
export const bookingCancelled = defineEvent(
  'booking.cancelled',
  about
    .extend({ hostUserId: Id, reason: CancellationReason, wasConfirmed: z.boolean(), refundCents: z.int() })
    .extend(when.shape),
)
export const bookingRefunded = defineEvent(
  'booking.refunded',
  about.omit({ experienceTitle: true }).extend({ amountCents: z.int(), status: z.enum(['SUCCEEDED', 'FAILED']) }),
)
export const bookingRescheduled = defineEvent(
  'booking.rescheduled',
  about.extend({ hostUserId: Id }).extend(when.shape),
)
export const bookingLatePaymentRefunded = defineEvent(
  'booking.late-payment-refunded',
  about.extend({ amountCents: z.int() }),
)
