/** Writes and sends one mail about a booking, in the guest's language. */
import type { Mail, Mailer } from '../../platform/outside/mail/index.ts'
import type { BookingMailFacts as Facts } from '../bookings/index.ts'
import { bookingCancelledMail } from './mails/booking-cancelled.ts'
import { bookingConfirmedMail } from './mails/booking-confirmed.ts'
import { bookingRefundedMail } from './mails/booking-refunded.ts'
import { announcementMail, seatOfferedMail, timeChangedMail } from './mails/booking-time.ts'
import { latePaymentMail } from './mails/late-payment.ts'
import { paymentFailedMail } from './mails/payment-failed.ts'
import type { BookingMail } from './notifications.jobs.ts'

export interface MailGuestDeps {
  mailer: Pick<Mailer, 'sendOnce'>
  publicUrl: string
  /** Null when the booking or its guest is gone. */
  mailFacts: (bookingId: string) => Promise<Facts | null>
}

/** The mail for what happened, from what the booking says now. */
export function composeGuestMail(facts: Facts, publicUrl: string, mail: BookingMail): Mail {
  const about = { booking: facts.booking, guest: facts.guest, publicUrl }
  switch (mail.kind) {
    case 'confirmed':
    case 'rescheduled':
      return bookingConfirmedMail({
        ...about,
        tickets: facts.tickets,
        ics: facts.ics,
        moved: mail.kind === 'rescheduled',
      })
    case 'payment-failed':
      return paymentFailedMail({ ...about, holdExpiresAt: mail.holdExpiresAt })
    case 'cancelled':
      return bookingCancelledMail({
        ...about,
        reason: mail.reason,
        refundCents: mail.refundCents,
        wasPaid: mail.wasPaid,
      })
    case 'refunded':
      return bookingRefundedMail({ ...about, amountCents: mail.amountCents, status: mail.status })
    case 'late-payment':
      return latePaymentMail({ ...about, amountCents: mail.amountCents })
    case 'time-changed':
      return timeChangedMail({ ...about, ...mail })
    case 'seat-offered':
      return seatOfferedMail({ ...about, holdExpiresAt: mail.holdExpiresAt })
    case 'announcement':
      return announcementMail({ ...about, hostName: mail.hostName, text: mail.text })
  }
}

/**
 * What is no longer true is not mailed: tickets of a booking cancelled meanwhile, a second try for one already paid.
 * The tickets of a purchase are in its receipt: one mail for one payment.
 */
function stillTrue(facts: Facts, mail: BookingMail): boolean {
  if (mail.kind === 'confirmed' && facts.booking.checkoutId) return false
  if (mail.kind === 'confirmed' || mail.kind === 'rescheduled') {
    return facts.booking.status === 'CONFIRMED' || facts.booking.status === 'COMPLETED'
  }
  // Answered, cancelled or paid meanwhile; a seat that was let go is somebody else's.
  if (mail.kind === 'time-changed' || mail.kind === 'announcement') return facts.booking.status !== 'CANCELLED'
  if (mail.kind === 'seat-offered') return facts.booking.holdExpiresAt !== null && facts.booking.status !== 'CANCELLED'
  return mail.kind !== 'payment-failed' || facts.booking.status === 'PAYMENT_FAILED'
}

export async function mailGuestAbout(
  deps: MailGuestDeps,
  job: { key: string; bookingId: string; mail: BookingMail },
): Promise<void> {
  const facts = await deps.mailFacts(job.bookingId)
  if (!facts || !stillTrue(facts, job.mail)) return
  const write = async () => composeGuestMail(facts, deps.publicUrl, job.mail)
  await deps.mailer.sendOnce(job.key, `booking-${job.mail.kind}`, facts.guest.email, write)
}
