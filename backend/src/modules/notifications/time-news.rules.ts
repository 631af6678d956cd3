/** Who is told what when a time changes under its guests, a seat comes free, or a host writes to a group. */
import type { News } from './booking-news.rules.ts'
import type { NotificationData } from './notification-text.rules.ts'

interface About {
  bookingId: string
  code: string
  userId: string
  experienceTitle: { es: string; en: string }
  timeZone: string
}

const about = (facts: About, startsAt: string): NotificationData => ({
  bookingId: facts.bookingId,
  code: facts.code,
  titleEs: facts.experienceTitle.es,
  titleEn: facts.experienceTitle.en,
  startsAt,
  timeZone: facts.timeZone,
})

/** A moved time is named by its new start, a closed one by the start that it had. */
export function newsOfTimeOffer(
  facts: About & {
    offerId: string
    oldStartsAt: string
    newStartsAt: string | null
    answerBy: string
    message: string
  },
): News[] {
  const { offerId, oldStartsAt, newStartsAt, answerBy, message } = facts
  return [
    {
      userId: facts.userId,
      type: newStartsAt ? 'BOOKING_TIME_MOVED' : 'BOOKING_TIME_CLOSED',
      data: { ...about(facts, newStartsAt ?? oldStartsAt), offerId, oldStartsAt, answerBy, text: message },
      dedupeKey: `slot-offer.made:${offerId}`,
    },
  ]
}

export function newsOfTimeKept(facts: About & { offerId: string; startsAt: string }): News[] {
  return [
    {
      userId: facts.userId,
      type: 'BOOKING_TIME_KEPT',
      data: { ...about(facts, facts.startsAt), offerId: facts.offerId },
      dedupeKey: `slot-offer.kept:${facts.offerId}`,
    },
  ]
}

export function newsOfOfferedSeat(
  facts: About & { entryId: string; startsAt: string; holdExpiresAt: string; seats: number },
): News[] {
  const { entryId, holdExpiresAt, seats } = facts
  return [
    {
      userId: facts.userId,
      type: 'BOOKING_SEAT_OFFERED',
      data: { ...about(facts, facts.startsAt), entryId, holdExpiresAt, seats },
      dedupeKey: `waitlist.seat-offered:${entryId}`,
    },
  ]
}

export function newsOfAnnouncement(
  facts: About & { announcementId: string; startsAt: string; hostName: string; text: string },
): News[] {
  const { announcementId, hostName, text } = facts
  return [
    {
      userId: facts.userId,
      type: 'BOOKING_ANNOUNCEMENT',
      data: { ...about(facts, facts.startsAt), announcementId, hostName, text },
      dedupeKey: `slot.announced:${announcementId}`,
    },
  ]
}
