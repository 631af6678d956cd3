import { z } from 'zod'
import { BookingStatus, PartyEntry, PartyLine } from './bookings.ts'
import { CivilDate, Id, Instant, Money, page, plainText } from './common.ts'
import { SlotStatus } from './experiences.ts'

export const SchedulesIdParams = z.object({ id: Id })

// Rules: when an experience takes place.

/** A civil date that calendars and PostgreSQL both know, and that somebody may plan for. */
const PlannedDay = CivilDate.refine(
  (day) => day >= '2020-01-01' && day <= '2099-12-31',
  'must be between 2020 and 2099',
)
/** HH:MM at the place. */
export const StartTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * RFC 5545 without DTSTART, UNTIL and COUNT, which `validFrom` and `validUntil` say: `FREQ=WEEKLY;BYDAY=TU,SA`, with
 * `BYMONTH` for a season that comes back, `INTERVAL=2` for every other week (counted from `validFrom`).
 */
export const RecurrenceRule = z
  .string()
  .max(200)
  .regex(
    /^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL=[1-9]\d?|BYDAY=[-+\dA-Z,]{2,60}|BYMONTH=[\d,]{1,30}|BYMONTHDAY=[-\d,]{1,90}|BYSETPOS=[-\d,]{1,20}|WKST=(MO|SU)))*$/,
    'FREQ=DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY, BYMONTH, BYMONTHDAY, BYSETPOS or WKST',
  )
  .meta({ example: 'FREQ=WEEKLY;BYDAY=TU,SA' })

const unique = <T>(items: readonly T[]) => new Set(items).size === items.length
const ruleFields = {
  /** Null: only the single `dates`. */
  rrule: RecurrenceRule.nullable(),
  /** Civil dates besides what the rule says. */
  dates: z.array(PlannedDay).max(100).refine(unique, 'each date at most once'),
  startTimes: z.array(StartTime).min(1).max(8).refine(unique, 'each time at most once'),
  durationMinutes: z
    .int()
    .min(15)
    .max(60 * 24 * 7),
  capacity: z.int().min(1).max(500),
  /** Civil dates at the place, both included. */
  validFrom: PlannedDay,
  validUntil: PlannedDay.nullable(),
  /** Civil dates on which it does not take place. */
  exceptions: z.array(PlannedDay).max(400).refine(unique, 'each date at most once'),
}
export const ScheduleRuleWrite = z
  .object({
    ...ruleFields,
    rrule: ruleFields.rrule.default(null),
    dates: ruleFields.dates.default([]),
    /** The experience's own when absent. */
    durationMinutes: ruleFields.durationMinutes.optional(),
    validUntil: ruleFields.validUntil.default(null),
    exceptions: ruleFields.exceptions.default([]),
  })
  .strict()
  .meta({ id: 'ScheduleRuleWrite' })
export type ScheduleRuleWrite = z.infer<typeof ScheduleRuleWrite>
/** What is absent stays. Only times ahead that nobody booked follow; `If-Match` carries the version. */
export const ScheduleRulePatch = z.object(ruleFields).partial().strict().meta({ id: 'ScheduleRulePatch' })
export type ScheduleRulePatch = z.infer<typeof ScheduleRulePatch>

export const ScheduleRule = z
  .object({
    id: Id,
    experienceId: Id,
    ...ruleFields,
    timeZone: z.string(),
    version: z.int(),
    /** Times ahead that it made and that still take place. */
    slotsAhead: z.int(),
    createdAt: Instant,
  })
  .meta({ id: 'ScheduleRule' })
export type ScheduleRule = z.infer<typeof ScheduleRule>
export const ScheduleRulePage = page(ScheduleRule).meta({ id: 'ScheduleRulePage' })

/** What saving a rule did to the calendar. */
export const ScheduleRuleSaved = z
  .object({
    rule: ScheduleRule,
    made: z.int(),
    changed: z.int(),
    removed: z.int(),
    /** Times that no longer follow the rule but have guests: they stay, to be moved or closed by hand. */
    kept: z.array(z.object({ slotId: Id, startsAt: Instant, seats: z.int() })),
  })
  .meta({ id: 'ScheduleRuleSaved' })
export type ScheduleRuleSaved = z.infer<typeof ScheduleRuleSaved>

/** The next twenty times; `exists` when the calendar has a time then already. */
export const SchedulePreview = z
  .object({
    timeZone: z.string(),
    /** How many times the whole calendar ahead would get. */
    total: z.int(),
    items: z.array(z.object({ startsAt: Instant, endsAt: Instant, exists: z.boolean() })),
  })
  .meta({ id: 'SchedulePreview' })
export type SchedulePreview = z.infer<typeof SchedulePreview>

// The calendar of a host.

export const HostCalendarQuery = z.object({
  /** Civil dates at the place, both included; at most 92 days. */
  from: PlannedDay,
  to: PlannedDay,
  experience: Id.optional(),
})
export const HostSlot = z
  .object({
    id: Id,
    experience: z.object({ id: Id, title: z.string() }),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    capacity: z.int(),
    taken: z.int(),
    /** Bookings that count, paid or being paid. */
    bookings: z.int(),
    /** People admitted at the door. */
    arrived: z.int(),
    waiting: z.int(),
    /** Guests who have not answered yet after the time was moved or closed. */
    openOffers: z.int(),
    status: SlotStatus,
    /** Too late to book: CLOSED then says nothing of what its host decided. */
    bookingOver: z.boolean(),
    /** Of a group alone; `linkMadeAt` is null without a link. */
    isPrivate: z.boolean(),
    linkMadeAt: Instant.nullable(),
    ruleId: Id.nullable(),
  })
  .meta({ id: 'HostSlot' })
export type HostSlot = z.infer<typeof HostSlot>
export const HostCalendar = z.object({ items: z.array(HostSlot) }).meta({ id: 'HostCalendar' })

/** Who a change of the calendar would touch; asked for before it is made. */
export const AffectedSlot = z.object({
  slotId: Id,
  experience: z.object({ id: Id, title: z.string() }),
  startsAt: Instant,
  timeZone: z.string(),
  bookings: z.array(
    z.object({
      id: Id,
      code: z.string(),
      guest: z.object({ name: z.string() }),
      seats: z.int(),
      status: BookingStatus,
      total: Money,
    }),
  ),
})
export const Affected = z
  .object({
    slots: z.array(AffectedSlot),
    bookings: z.int(),
    seats: z.int(),
    waiting: z.int(),
    /** If everybody asked for their money back. */
    refundAtMost: Money,
    /** Until when the guests could answer, were it done now. */
    answerBy: Instant.nullable(),
  })
  .meta({ id: 'Affected' })
export type Affected = z.infer<typeof Affected>
export const AffectedDayQuery = z.object({ date: PlannedDay, experienceId: Id.optional() })

const message = plainText(500)
export const SlotMove = z
  .object({ startsAt: Instant, message: message.default('') })
  .strict()
  .meta({ id: 'SlotMove' })
/** Guests get offers until `answerBy`; null when nobody is affected. */
export const SlotMoved = z
  .object({ slotId: Id, startsAt: Instant, offers: z.int(), answerBy: Instant.nullable() })
  .meta({ id: 'SlotMoved' })
export type SlotMoved = z.infer<typeof SlotMoved>
export const CloseDay = z
  .object({ date: PlannedDay, experienceId: Id.optional(), message: message.default('') })
  .strict()
  .meta({ id: 'CloseDay' })
export const DayClosed = z
  .object({ closed: z.array(Id), offers: z.int(), answerBy: Instant.nullable() })
  .meta({ id: 'DayClosed' })
export type DayClosed = z.infer<typeof DayClosed>

// What a guest is offered when a time was moved or closed.

export const slotOfferStatuses = ['OPEN', 'KEPT', 'MOVED', 'REFUNDED', 'LAPSED'] as const
export const SlotOfferStatus = z.enum(slotOfferStatuses)
export const slotOfferChoices = ['KEEP', 'ANOTHER_TIME', 'REFUND'] as const
export const SlotOfferChoice = z.enum(slotOfferChoices)
export type SlotOfferChoice = z.infer<typeof SlotOfferChoice>
export const SlotOffer = z
  .object({
    id: Id,
    kind: z.enum(['MOVED', 'CLOSED']),
    status: SlotOfferStatus,
    booking: z.object({ id: Id, code: z.string(), seats: z.int(), total: Money, status: BookingStatus }),
    experience: z.object({ id: Id, slug: z.string(), title: z.string(), image: z.string().nullable() }),
    oldStartsAt: Instant,
    /** Null when it was closed. */
    newStartsAt: Instant.nullable(),
    timeZone: z.string(),
    /** What the host says about it. */
    message: z.string(),
    /** Not answered by then: a moved booking is kept, a closed one is refunded in full. */
    answerBy: Instant,
    /** What can be answered now. */
    choices: z.array(SlotOfferChoice),
  })
  .meta({ id: 'SlotOffer' })
export type SlotOffer = z.infer<typeof SlotOffer>
export const SlotOfferPage = page(SlotOffer).meta({ id: 'SlotOfferPage' })
/** `slotId` with ANOTHER_TIME only. */
export const SlotOfferAnswer = z
  .object({ choice: SlotOfferChoice, slotId: Id.optional() })
  .strict()
  .refine(({ choice, slotId }) => (choice === 'ANOTHER_TIME') === (slotId !== undefined), {
    path: ['slotId'],
    message: 'with ANOTHER_TIME only',
  })
  .meta({ id: 'SlotOfferAnswer' })

// Who comes to a slot.

export const ManifestBooking = z.object({
  id: Id,
  code: z.string(),
  status: BookingStatus,
  guest: z.object({ name: z.string() }),
  seats: z.int(),
  party: z.array(PartyLine.omit({ unitPrice: true })),
  admitted: z.int(),
  specialRequests: z.string().nullable(),
  noShowAt: Instant.nullable(),
})
export const Manifest = z
  .object({
    slot: HostSlot,
    meetingPoint: z.object({ address: z.string() }),
    /** Confirmed and completed, by name. */
    bookings: z.array(ManifestBooking),
  })
  .meta({ id: 'Manifest' })
export type Manifest = z.infer<typeof Manifest>
export const ManifestQuery = z.object({ format: z.enum(['json', 'csv']).default('json') })

export const NoShow = z.object({ noShow: z.boolean() }).strict().meta({ id: 'NoShow' })
export const NoShowMarked = z.object({ id: Id, noShowAt: Instant.nullable() }).meta({ id: 'NoShowMarked' })

export const Announcement = z
  .object({ text: plainText(1000, 3) })
  .strict()
  .meta({ id: 'SlotAnnouncement' })
export const Announced = z.object({ id: Id, guests: z.int(), createdAt: Instant }).meta({ id: 'SlotAnnounced' })

// The waiting list.

export const WaitlistJoin = z
  .object({ party: z.array(PartyEntry).min(1).max(8) })
  .strict()
  .meta({ id: 'WaitlistJoin' })
export const WaitStatus = z.enum(['WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'EXPIRED'])
export const WaitlistEntry = z
  .object({
    id: Id,
    status: WaitStatus,
    slotId: Id,
    startsAt: Instant,
    timeZone: z.string(),
    experience: z.object({ id: Id, slug: z.string(), title: z.string(), image: z.string().nullable() }),
    party: z.array(PartyEntry),
    seats: z.int(),
    /** How many are ahead; 0 is next. Null unless WAITING. */
    ahead: z.int().nullable(),
    /** While OFFERED: the held booking, to be paid until `offeredUntil`. */
    bookingId: Id.nullable(),
    offeredUntil: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'WaitlistEntry' })
export type WaitlistEntry = z.infer<typeof WaitlistEntry>
export const WaitlistPage = page(WaitlistEntry).meta({ id: 'WaitlistPage' })

// The secret address of a host's own calendar.

/** `url` is shown once: only its hash is kept. */
export const CalendarFeedMade = z.object({ url: z.string(), createdAt: Instant }).meta({ id: 'CalendarFeedMade' })
export const CalendarFeed = z.object({ createdAt: Instant.nullable() }).meta({ id: 'CalendarFeed' })
export const CalendarFeedParams = z.object({ file: z.string().max(100) })
