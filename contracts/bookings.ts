import { z } from 'zod'
import { CivilDate, Id, Instant, LatLng, Money, PageQuery, page, plainText } from './common.ts'
import { CancellationPolicy, GroupToken, TicketTypeKey } from './experiences.ts'
import { Payment, RefundSummary } from './payments.ts'

export const bookingStatuses = [
  'PENDING_PAYMENT',
  'PENDING',
  'PAYMENT_FAILED',
  'CONFIRMED',
  'COMPLETED',
  'CANCELLED',
] as const
export const BookingStatus = z.enum(bookingStatuses)
export type BookingStatus = z.infer<typeof BookingStatus>

export const CancellationReason = z.enum(['BY_GUEST', 'BY_HOST', 'HOLD_EXPIRED', 'BY_ADMIN'])
export type CancellationReason = z.infer<typeof CancellationReason>

export const PartyEntry = z.object({ type: TicketTypeKey, quantity: z.int().min(1).max(50) }).strict()
export const PartyLine = z.object({
  type: z.string(),
  label: z.string(),
  quantity: z.int(),
  unitPrice: Money,
})

export const Booking = z
  .object({
    id: Id,
    /** Short and speakable, e.g. `GX7K2M9Q`. */
    code: z.string(),
    status: BookingStatus,
    slotId: Id,
    experienceId: Id,
    party: z.array(PartyLine),
    seats: z.int(),
    total: Money,
    /** What a code of the platform took off; the guest pays the total less this. */
    discount: Money.optional(),
    /** Bought together with other things: the payment is that purchase’s. */
    checkoutId: Id.nullable().optional(),
    /** Null once confirmed. While PENDING_PAYMENT, PENDING or PAYMENT_FAILED the seats are kept until then. */
    holdExpiresAt: Instant.nullable(),
    specialRequests: z.string().nullable(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    /** Frozen when the seats were taken. */
    cancellationPolicy: CancellationPolicy,
    experience: z.object({
      id: Id,
      slug: z.string(),
      title: z.string(),
      category: z.string(),
      region: z.string(),
      images: z.array(z.string()),
      meetingPoint: LatLng.extend({ address: z.string() }),
      host: z.object({ id: Id, name: z.string() }),
      /** False when its page is not there now: its host paused or closed, or took it down. The booking stands. */
      isOffered: z.boolean().optional(),
    }),
    /** `note`: what a host who cancels tells the guest. */
    cancellation: z
      .object({ reason: CancellationReason, at: Instant, note: z.string().nullable().optional() })
      .nullable(),
    refund: RefundSummary.nullable(),
    createdAt: Instant,
    confirmedAt: Instant.nullable(),
    /** When its host noted that nobody of the party came; they may take it back. */
    noShowAt: Instant.nullable().optional(),
  })
  .meta({ id: 'Booking' })
export type Booking = z.infer<typeof Booking>

export const BookingCreate = z
  .object({
    slotId: Id,
    party: z.array(PartyEntry).min(1).max(8),
    specialRequests: plainText(500).optional(),
    /** For a time of a group alone: the secret of its link. */
    groupToken: GroupToken.optional(),
  })
  .strict()
  .meta({
    id: 'BookingCreate',
    example: { slotId: '01a200cd-ddd9-7211-8467-58fb6374bc3f', party: [{ type: 'adult', quantity: 2 }] },
  })
export type BookingCreate = z.infer<typeof BookingCreate>

/** `payment` is null only when nothing is to be paid. */
export const BookingWithPayment = z
  .object({ booking: Booking, payment: Payment.nullable() })
  .meta({ id: 'BookingWithPayment' })
export type BookingWithPayment = z.infer<typeof BookingWithPayment>
export const BookingListQuery = PageQuery.extend({
  /** `upcoming`: not over and not cancelled; `past`: the rest. */
  when: z.enum(['upcoming', 'past']).optional(),
})
export const BookingPage = page(Booking).meta({ id: 'BookingPage' })
export const BookingIdParams = z.object({ id: Id })

export const BookingCancel = z
  .object({ reason: plainText(500).optional() })
  .strict()
  .meta({ id: 'BookingCancel' })
export const BookingCancelled = z
  .object({ booking: Booking, refund: RefundSummary.nullable() })
  .meta({ id: 'BookingCancelled' })

/** What a cancellation right now would give back, by the frozen policy. */
export const CancellationQuote = z
  .object({
    cancellable: z.boolean(),
    refund: Money,
    refundPct: z.int().min(0).max(100),
    total: Money,
    /** When this quote gets worse, null when it cannot. */
    validUntil: Instant.nullable(),
  })
  .meta({ id: 'CancellationQuote' })
export type CancellationQuote = z.infer<typeof CancellationQuote>

export const Ticket = z
  .object({
    id: Id,
    code: z.string(),
    type: z.string(),
    label: z.string(),
    /** `GC1.<payload>.<signature>`, base64url; Ed25519 over the payload, see docs/tickets.md. */
    qr: z.string(),
    admittedAt: Instant.nullable(),
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof Ticket>
export const TicketPage = page(Ticket).meta({ id: 'TicketPage' })

/** The public key that checks a ticket without network. */
export const TicketKey = z
  .object({ algorithm: z.literal('Ed25519'), keyId: z.string(), publicKeyPem: z.string() })
  .meta({ id: 'TicketKey' })

export const BookingReschedule = z.object({ slotId: Id }).strict().meta({ id: 'BookingReschedule' })

/** By when they were made, or by when they take place. */
export const hostBookingSorts = ['newest', 'soonest', 'latest'] as const
export const HostBookingListQuery = PageQuery.extend({
  slotId: Id.optional(),
  status: BookingStatus.optional(),
  /** Whose time begins on this civil day at its place. */
  day: CivilDate.optional(),
  /** From this civil day on, and up to that one. */
  from: CivilDate.optional(),
  to: CivilDate.optional(),
  /** `booked`: those that were confirmed once, and no hold that nobody paid. */
  only: z.enum(['booked']).optional(),
  /** Words of the guest, the code or the title. */
  q: plainText(100).optional(),
  sort: z.enum(hostBookingSorts).default('newest'),
})
export type HostBookingListQuery = z.infer<typeof HostBookingListQuery>
export const HostBooking = z
  .object({
    id: Id,
    code: z.string(),
    status: BookingStatus,
    slotId: Id,
    startsAt: Instant,
    timeZone: z.string(),
    experience: z.object({ id: Id, title: z.string() }),
    guest: z.object({ name: z.string() }),
    party: z.array(PartyLine),
    seats: z.int(),
    admitted: z.int(),
    total: Money,
    specialRequests: z.string().nullable(),
    /** When they noted that nobody of the party came. */
    noShowAt: Instant.nullable().optional(),
    createdAt: Instant,
  })
  .meta({ id: 'HostBooking' })
export type HostBooking = z.infer<typeof HostBooking>
export const HostBookingPage = page(HostBooking).meta({ id: 'HostBookingPage' })
/** The same for helpers of a team, who receive guests and see no money: every amount is absent. */
export const DoorBooking = HostBooking.omit({ total: true })
  .extend({ party: z.array(PartyLine.omit({ unitPrice: true })) })
  .meta({ id: 'DoorBooking' })
export type DoorBooking = z.infer<typeof DoorBooking>
/** What `GET /host/bookings` answers: by the reader's role in the team. */
export const HostedBookingPage = page(z.union([HostBooking, DoorBooking])).meta({ id: 'HostedBookingPage' })

/**
 * A ticket's code or the whole QR text. `duringHours`: admit only around the ticket's own time, otherwise 409
 * `OUTSIDE_CHECK_IN_HOURS`; without it the host decides, and the answer says what the ticket is for.
 */
export const CheckIn = z
  .object({ code: plainText(1000, 4), duringHours: z.boolean().default(false) })
  .strict()
  .meta({ id: 'CheckIn' })
export const CheckInResult = z
  .object({
    /** A ticket admits once: the second scan is 409 `ALREADY_ADMITTED`, with the time of the first in its text. */
    result: z.literal('ADMITTED'),
    admittedAt: Instant,
    ticket: z.object({ id: Id, code: z.string(), type: z.string(), label: z.string() }),
    booking: z.object({ id: Id, code: z.string(), guestName: z.string(), seats: z.int(), admitted: z.int() }),
    /** What the ticket is for. */
    slot: z.object({
      id: Id,
      startsAt: Instant,
      endsAt: Instant,
      timeZone: z.string(),
      experience: z.object({ id: Id, title: z.string() }),
    }),
  })
  .meta({ id: 'CheckInResult' })
export type CheckInResult = z.infer<typeof CheckInResult>

export const HostSlotParams = z.object({ id: Id })
export const HostBookingCancel = z
  .object({ reason: plainText(500, 3) })
  .strict()
  .meta({ id: 'HostBookingCancel' })
