/** Who is told what when something happens to a booking. */
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { NotificationData } from './notification-texts.rules.ts'

interface Bilingual {
  es: string
  en: string
}
interface About {
  bookingId: string
  code: string
  userId: string
}
interface Where {
  experienceTitle: Bilingual
}
interface When {
  startsAt: string
  timeZone: string
}

export interface News {
  userId: string
  type: NotificationType
  data: NotificationData
  dedupeKey: string
}

const about = (facts: About): NotificationData => ({ bookingId: facts.bookingId, code: facts.code })
const where = (facts: Where): NotificationData => ({
  titleEs: facts.experienceTitle.es,
  titleEn: facts.experienceTitle.en,
})
const when = (facts: When): NotificationData => ({ startsAt: facts.startsAt, timeZone: facts.timeZone })

export function newsOfConfirmation(
  facts: About & Where & When & { hostUserId: string; experienceId: string; seats: number; totalCents: number },
): News[] {
  const data = {
    ...about(facts),
    ...where(facts),
    ...when(facts),
    experienceId: facts.experienceId,
    seats: facts.seats,
    amountCents: facts.totalCents,
  }
  const dedupeKey = `booking.confirmed:${facts.bookingId}`
  return [
    { userId: facts.userId, type: 'BOOKING_CONFIRMED', data, dedupeKey },
    { userId: facts.hostUserId, type: 'HOST_BOOKING_CONFIRMED', data, dedupeKey: `${dedupeKey}:host` },
  ]
}

/** A card may be declined more than once: `eventId` tells one refusal from the next. */
export function newsOfFailedPayment(facts: About & Where & { holdExpiresAt: string }, eventId: string): News[] {
  const data = { ...about(facts), ...where(facts), holdExpiresAt: facts.holdExpiresAt }
  return [
    { userId: facts.userId, type: 'BOOKING_PAYMENT_FAILED', data, dedupeKey: `booking.payment-failed:${eventId}` },
  ]
}

/** The host hears of a cancellation only when they had been told of the booking and did not cancel it themselves. */
export function newsOfCancellation(
  facts: About & Where & When & { hostUserId: string; reason: string; wasConfirmed: boolean; refundCents: number },
): News[] {
  const data = {
    ...about(facts),
    ...where(facts),
    ...when(facts),
    reason: facts.reason,
    amountCents: facts.refundCents,
  }
  // Late money may bring an expired booking back; cancelled after that, it is news again.
  const expired = facts.reason === 'HOLD_EXPIRED'
  const dedupeKey = `booking.${expired ? 'hold-expired' : 'cancelled'}:${facts.bookingId}`
  const type = expired ? 'BOOKING_HOLD_EXPIRED' : 'BOOKING_CANCELLED'
  const guest: News = { userId: facts.userId, type, data, dedupeKey }
  if (!facts.wasConfirmed || facts.reason === 'BY_HOST') return [guest]
  return [guest, { userId: facts.hostUserId, type: 'HOST_BOOKING_CANCELLED', data, dedupeKey: `${dedupeKey}:host` }]
}

export function newsOfRefund(
  facts: About & { amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  eventId: string,
): News[] {
  const data = { ...about(facts), amountCents: facts.amountCents, status: facts.status }
  return [{ userId: facts.userId, type: 'BOOKING_REFUNDED', data, dedupeKey: `booking.refunded:${eventId}` }]
}

export function newsOfReschedule(facts: About & Where & When & { hostUserId: string }, eventId: string): News[] {
  const data = { ...about(facts), ...where(facts), ...when(facts) }
  const dedupeKey = `booking.rescheduled:${eventId}`
  return [
    { userId: facts.userId, type: 'BOOKING_RESCHEDULED', data, dedupeKey },
    { userId: facts.hostUserId, type: 'HOST_BOOKING_RESCHEDULED', data, dedupeKey: `${dedupeKey}:host` },
  ]
}

export function newsOfLateMoney(facts: About & Where & { amountCents: number }, eventId: string): News[] {
  const data = { ...about(facts), ...where(facts), amountCents: facts.amountCents }
  return [
    {
      userId: facts.userId,
      type: 'BOOKING_LATE_PAYMENT_REFUNDED',
      data,
      dedupeKey: `booking.late-payment-refunded:${eventId}`,
    },
  ]
}
