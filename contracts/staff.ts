import { z } from 'zod'
import { Id, Instant, Language, Money, PageQuery, page, plainText } from './common.ts'
import { Role } from './identity.ts'
import { ApplicationStatus, PartnerKind, PartnerRole, ProfileState } from './partners.ts'

const Facts = z.record(z.string(), z.unknown())

/** Personal data is masked unless it is opened with a reason, and that is written down. */
export const OpenQuery = z.object({ reason: plainText(500, 3).optional() })
export const StaffReason = z
  .object({ reason: plainText(500, 3) })
  .strict()
  .meta({ id: 'StaffReason' })
export const AdminIdParams = z.object({ id: Id })

export const AdminUserDetail = z
  .object({
    id: Id,
    name: z.string(),
    /** `a…@example.com` unless opened. */
    email: z.string(),
    masked: z.boolean(),
    emailVerified: z.boolean(),
    role: Role,
    language: Language,
    banned: z.boolean(),
    banReason: z.string().nullable(),
    banExpires: Instant.nullable(),
    createdAt: Instant,
    /** Live ones. */
    sessions: z.int(),
    profiles: z.array(
      z.object({
        id: Id,
        kind: PartnerKind,
        name: z.string(),
        slug: z.string(),
        verified: z.boolean(),
        state: ProfileState,
      }),
    ),
    teams: z.array(z.object({ partnerId: Id, kind: PartnerKind, name: z.string(), role: PartnerRole })),
    applications: z.array(z.object({ id: Id, kind: PartnerKind, status: ApplicationStatus, createdAt: Instant })),
    /** The latest twenty of each; `counts` say how many there are. */
    bookings: z.array(
      z.object({ id: Id, code: z.string(), status: z.string(), title: z.string(), total: Money, createdAt: Instant }),
    ),
    orders: z.array(
      z.object({ id: Id, code: z.string(), status: z.string(), seller: z.string(), total: Money, createdAt: Instant }),
    ),
    payments: z.array(z.object({ id: Id, status: z.string(), amount: Money, refunded: Money, createdAt: Instant })),
    /** Of what this person made. */
    reports: z.array(
      z.object({
        id: Id,
        contentKind: z.string(),
        contentId: Id,
        reason: z.string(),
        note: z.string(),
        decided: z.boolean(),
        createdAt: Instant,
      }),
    ),
    decisions: z.array(
      z.object({
        id: Id,
        contentKind: z.string(),
        action: z.string(),
        reason: z.string(),
        until: Instant.nullable(),
        appeal: z.string(),
        createdAt: Instant,
      }),
    ),
    /** What staff did to this account. */
    audit: z.array(
      z.object({ id: Id, action: z.string(), actor: z.string().nullable(), details: Facts, createdAt: Instant }),
    ),
    counts: z.object({ bookings: z.int(), orders: z.int(), payments: z.int(), reports: z.int(), reviews: z.int() }),
  })
  .meta({ id: 'AdminUserDetail' })
export type AdminUserDetail = z.infer<typeof AdminUserDetail>
export const SessionsEnded = z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' })

/** Something that happened, whatever module wrote it. `kind` is such as `payment.succeeded`, `refund.filed`, `booking.cancelled`. */
export const TimelineEntry = z
  .object({ at: Instant, kind: z.string(), id: z.string().nullable(), facts: Facts })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const AdminRefundRow = z.object({
  id: Id,
  reasonKey: z.string(),
  amount: Money,
  status: z.string(),
  providerRefundId: z.string().nullable(),
  failureReason: z.string().nullable(),
  requestedBy: Id.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
})
export const FreshQuery = z.object({
  /** Asks the payment provider now. */
  fresh: z.stringbool().default(false),
})
export const AdminPayment = z
  .object({
    id: Id,
    payableType: z.string(),
    payableId: Id,
    user: z.object({ id: Id, name: z.string() }),
    status: z.string(),
    amount: Money,
    captured: Money,
    refunded: Money,
    intentId: z.string().nullable(),
    chargeId: z.string().nullable(),
    lastErrorCode: z.string().nullable(),
    createdAt: Instant,
    succeededAt: Instant.nullable(),
    canceledAt: Instant.nullable(),
    checkedAt: Instant.nullable(),
    refunds: z.array(AdminRefundRow),
    /** Double-entry, in centavos: debits positive. */
    ledger: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        at: Instant,
        entries: z.array(z.object({ account: z.string(), ownerId: Id, purpose: z.string(), amountCents: z.int() })),
      }),
    ),
    transfers: z.array(
      z.object({
        id: Id,
        payeeId: Id,
        status: z.string(),
        amount: Money,
        providerTransferId: z.string().nullable(),
        createdAt: Instant,
      }),
    ),
    webhooks: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        status: z.string(),
        attempts: z.int(),
        lastError: z.string().nullable(),
        providerAt: Instant,
        receivedAt: Instant,
      }),
    ),
    /** What the provider says now; null unless asked for with `fresh`, or when it does not answer. */
    provider: z
      .object({ askedAt: Instant, intent: Facts.nullable(), refunds: z.array(Facts), error: z.string().nullable() })
      .nullable(),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminPayment' })
export type AdminPayment = z.infer<typeof AdminPayment>

const Person = z.object({ id: Id, name: z.string() })
export const AdminBooking = z
  .object({
    id: Id,
    code: z.string(),
    status: z.string(),
    guest: Person,
    host: z.object({ id: Id, name: z.string(), userId: Id }),
    experience: z.object({ id: Id, slug: z.string(), title: z.string() }),
    slot: z.object({ id: Id, startsAt: Instant, endsAt: Instant, timeZone: z.string() }),
    checkoutId: Id.nullable(),
    seats: z.int(),
    party: z.array(Facts),
    total: Money,
    discount: Money,
    refunded: Money,
    commissionBps: z.int(),
    cancelReason: z.string().nullable(),
    cancelNote: z.string().nullable(),
    createdAt: Instant,
    payments: z.array(AdminPayment),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminBooking' })
export type AdminBooking = z.infer<typeof AdminBooking>

export const AdminOrder = z
  .object({
    id: Id,
    code: z.string(),
    status: z.string(),
    buyer: Person,
    seller: z.object({ id: Id, name: z.string(), userId: Id }),
    checkoutId: Id,
    lines: z.array(
      z.object({
        id: Id,
        name: z.string(),
        quantity: z.int(),
        unitPrice: Money,
        refundedQuantity: z.int(),
        refunded: Money,
      }),
    ),
    subtotal: Money,
    discount: Money,
    shipping: Money,
    total: Money,
    refunded: Money,
    cancelReason: z.string().nullable(),
    cancelNote: z.string().nullable(),
    createdAt: Instant,
    payments: z.array(AdminPayment),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminOrder' })
export type AdminOrder = z.infer<typeof AdminOrder>

// Refunds above policy.
export const StaffRefundRequest = z
  .object({
    subjectType: z.enum(['booking', 'order']),
    subjectId: Id,
    amount: Money.refine(({ amount }) => amount > 0, 'must be more than nothing'),
    reason: plainText(500, 3),
    /** PARTNER: the host gives back their part, where the booking is over or cancelled. Pieces of an order go back by its lines. */
    bearer: z.enum(['PLATFORM', 'PARTNER']).default('PLATFORM'),
  })
  .strict()
  .meta({ id: 'StaffRefundRequest' })
export const StaffRefund = z
  .object({
    id: Id,
    subjectType: z.enum(['booking', 'order']),
    subjectId: Id,
    paymentId: Id,
    amount: Money,
    reason: z.string(),
    bearer: z.enum(['PLATFORM', 'PARTNER']),
    /** WAITING: above the limit; a second administrator decides. */
    status: z.enum(['WAITING', 'DONE', 'REFUSED']),
    requestedBy: Person,
    decidedBy: Person.nullable(),
    createdAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'StaffRefund' })
export type StaffRefund = z.infer<typeof StaffRefund>
export const StaffRefundPage = page(StaffRefund).meta({ id: 'StaffRefundPage' })
export const StaffRefundListQuery = PageQuery.extend({ status: z.enum(['WAITING', 'DONE', 'REFUSED']).optional() })

// Webhook events.
export const WebhookEvent = z
  .object({
    id: z.string(),
    type: z.string(),
    objectId: z.string().nullable(),
    status: z.enum(['RECEIVED', 'DONE', 'IGNORED', 'FAILED']),
    attempts: z.int(),
    lastError: z.string().nullable(),
    providerAt: Instant,
    receivedAt: Instant,
    processedAt: Instant.nullable(),
  })
  .meta({ id: 'WebhookEvent' })
export type WebhookEvent = z.infer<typeof WebhookEvent>
export const WebhookEventPage = page(WebhookEvent).meta({ id: 'WebhookEventPage' })
export const WebhookEventListQuery = PageQuery.extend({
  status: z.enum(['RECEIVED', 'DONE', 'IGNORED', 'FAILED']).optional(),
  objectId: plainText(255).optional(),
})
export const WebhookEventParams = z.object({ id: z.string().regex(/^[\w-]{1,255}$/) })
export const WebhookReplayed = z.object({ replayed: z.literal(true) }).meta({ id: 'WebhookReplayed' })

// Commission.
export const CommissionRate = z
  .object({
    kind: z.enum(['BOOKING', 'PRODUCT']),
    bps: z.int().min(0).max(5000),
    startsAt: Instant,
    state: z.enum(['PAST', 'CURRENT', 'FUTURE']),
  })
  .meta({ id: 'CommissionRate' })
export type CommissionRate = z.infer<typeof CommissionRate>
export const CommissionRateList = page(CommissionRate).meta({ id: 'CommissionRateList' })
/** In basis points: 1000 is ten per cent. What was sold keeps the rate it was sold at. */
export const CommissionRateWrite = z
  .object({
    kind: z.enum(['BOOKING', 'PRODUCT']),
    bps: z.int().min(0).max(5000),
    startsAt: Instant,
    reason: plainText(500, 3),
  })
  .strict()
  .meta({ id: 'CommissionRateWrite' })

// Announcements.
const Words = z.object({ es: plainText(300, 3), en: plainText(300, 3) }).strict()
export const Announcement = z
  .object({ id: Id, text: z.string(), startsAt: Instant, endsAt: Instant.nullable() })
  .meta({ id: 'Announcement' })
export const AnnouncementList = page(Announcement).meta({ id: 'AnnouncementList' })
export const AdminAnnouncement = z
  .object({
    id: Id,
    text: z.object({ es: z.string(), en: z.string() }),
    startsAt: Instant,
    endsAt: Instant.nullable(),
    createdBy: Person,
    createdAt: Instant,
  })
  .meta({ id: 'AdminAnnouncement' })
export const AdminAnnouncementPage = page(AdminAnnouncement).meta({ id: 'AdminAnnouncementPage' })
/** Shown from now on when it does not say from when. */
export const AnnouncementWrite = z
  .object({ text: Words, startsAt: Instant.optional(), endsAt: Instant.nullable().optional() })
  .strict()
  .meta({ id: 'AnnouncementWrite' })

// Tasks.
export const StaffTask = z
  .object({
    id: Id,
    /** `BANNED_PERSON`, … */
    kind: z.string(),
    /** e.g. `user:<id>` */
    subject: z.string(),
    details: Facts,
    createdAt: Instant,
    resolvedAt: Instant.nullable(),
    resolvedBy: Person.nullable(),
  })
  .meta({ id: 'StaffTask' })
export type StaffTask = z.infer<typeof StaffTask>
export const StaffTaskPage = page(StaffTask).meta({ id: 'StaffTaskPage' })
export const StaffTaskListQuery = PageQuery.extend({ state: z.enum(['open', 'resolved', 'all']).default('open') })
export const StaffTaskResolve = z
  .object({ note: plainText(1000, 3) })
  .strict()
  .meta({ id: 'StaffTaskResolve' })
