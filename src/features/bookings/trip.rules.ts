import type { Booking } from '../../../contracts/bookings.ts'

export type Chip = { text: Booking['status'] | 'EXPIRED' | 'NO_SHOW'; tone: 'good' | 'attention' | 'bad' | 'quiet' }

/** A hold that may still be paid. */
export function isLiveHold(booking: Pick<Booking, 'status' | 'holdExpiresAt'>, now: number): boolean {
  const held =
    booking.status === 'PENDING_PAYMENT' || booking.status === 'PENDING' || booking.status === 'PAYMENT_FAILED'
  return held && booking.holdExpiresAt !== null && Date.parse(booking.holdExpiresAt) > now
}

export function chipOf(booking: Pick<Booking, 'status' | 'cancellation' | 'noShowAt'>): Chip {
  if (booking.noShowAt && booking.status !== 'CANCELLED') return { text: 'NO_SHOW', tone: 'attention' }
  switch (booking.status) {
    case 'CONFIRMED':
      return { text: 'CONFIRMED', tone: 'good' }
    case 'COMPLETED':
      return { text: 'COMPLETED', tone: 'quiet' }
    case 'CANCELLED':
      return { text: booking.cancellation?.reason === 'HOLD_EXPIRED' ? 'EXPIRED' : 'CANCELLED', tone: 'quiet' }
    case 'PAYMENT_FAILED':
      return { text: 'PAYMENT_FAILED', tone: 'bad' }
    default:
      return { text: booking.status, tone: 'attention' }
  }
}

export type TripDay<T> = { day: string; bookings: T[] }

/** Live holds apart (they need action now), the rest by the civil day at the place, in the order they came. */
export function tripTimeline<T extends Pick<Booking, 'status' | 'holdExpiresAt' | 'startsAt' | 'timeZone'>>(
  bookings: readonly T[],
  now: number,
  dayOf: (startsAt: string, timeZone: string) => string,
): { holds: T[]; days: TripDay<T>[] } {
  const holds: T[] = []
  const days: TripDay<T>[] = []
  for (const booking of bookings) {
    if (isLiveHold(booking, now)) {
      holds.push(booking)
      continue
    }
    const day = dayOf(booking.startsAt, booking.timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.bookings.push(booking)
    else days.push({ day, bookings: [booking] })
  }
  return { holds, days }
}

/** The refund's life as a guest follows it. */
export function refundPhase(status: NonNullable<Booking['refund']>['status']): 'underWay' | 'done' | 'failed' {
  if (status === 'SUCCEEDED') return 'done'
  return status === 'FAILED' ? 'failed' : 'underWay'
}

/** `GX7K 2M9Q`: codes are read aloud in halves. */
export function spokenCode(code: string): string {
  const half = Math.ceil(code.length / 2)
  return code.length >= 6 ? `${code.slice(0, half)} ${code.slice(half)}` : code
}
