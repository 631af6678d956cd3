/** What other modules may know of calendars: times that changed under their guests, seats offered, words to a group. */
import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

const bilingual = z.object({ es: z.string(), en: z.string() })
const about = z.object({
  bookingId: Id,
  code: z.string(),
  userId: Id,
  experienceTitle: bilingual,
  timeZone: z.string(),
})

/** `newStartsAt` null: it was closed. */
export const slotOfferMade = defineEvent(
  'slot-offer.made',
  about.extend({
    offerId: Id,
    oldStartsAt: Instant,
    newStartsAt: Instant.nullable(),
    answerBy: Instant,
    message: z.string(),
  }),
)
/** Kept at the new time, by answer or by silence. Other outcomes are told as the booking's own cancellation or new time. */
export const slotOfferKept = defineEvent('slot-offer.kept', about.extend({ offerId: Id, startsAt: Instant }))
export const waitlistSeatOffered = defineEvent(
  'waitlist.seat-offered',
  about.extend({ entryId: Id, startsAt: Instant, holdExpiresAt: Instant, seats: z.int() }),
)
/** One per guest. */
export const slotAnnounced = defineEvent(
  'slot.announced',
  about.extend({ announcementId: Id, startsAt: Instant, hostName: z.string(), text: z.string() }),
)
