import { z } from 'zod'
import { Id, Instant, Language, Money, PageQuery, page, plainText } from './common.ts'
import { Role } from './identity.ts'
import { ApplicationStatus, PartnerKind, PartnerRole, ProfileState } from './partners.ts'

const Facts = z.record(z.string(), z.unknown())
const Person = z.object({ id: Id, name: z.string() })
const ByTime = z.enum(['newest', 'oldest']).default('newest')

/** Personal data is masked unless it is opened with a reason, and that is written down. */
export const OpenQuery = z.object({ reason: plainText(500, 3).optional() })
export const StaffReason = z
  .object({ reason: plainText(500, 3) })
  .strict()
  .meta({ id: 'StaffReason' })
export const AdminIdParams = z.object({ id: Id })

/** `hasMoney`: what was paid and has not gone back whole. */
const bought = {
  id: Id,
  code: z.string(),
  status: z.string(),
  total: Money,
  hasMoney: z.boolean(),
  createdAt: Instant,
}

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
    bookings: z.array(z.object({ ...bought, title: z.string() })),
    orders: z.array(z.object({ ...bought, seller: z.string() })),
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
    /** Of their host profile and workshop. */
    listings: z.array(
      z.object({
        id: Id,
        kind: z.enum(['EXPERIENCE', 'PRODUCT']),
        slug: z.string(),
        title: z.string(),
        hidden: z.boolean(),
        createdAt: Instant,
      }),
    ),
    /** What this person wrote. */
    reviews: z.array(
      z.object({
        id: Id,
        listingKind: z.enum(['EXPERIENCE', 'PRODUCT']),
        listingId: Id,
        title: z.string(),
        rating: z.int(),
        text: z.string(),
        hidden: z.boolean(),
        createdAt: Instant,
      }),
    ),
    /** `203.0.…` unless opened. */
    liveSessions: z.array(
      z.object({
        id: Id,
        userAgent: z.string().nullable(),
        ipAddress: z.string().nullable(),
        createdAt: Instant,
        expiresAt: Instant,
      }),
    ),
    /** What staff did to this account. */
    audit: z.array(
      z.object({ id: Id, action: z.string(), actor: z.string().nullable(), details: Facts, createdAt: Instant }),
    ),
    counts: z.object({
      bookings: z.int(),
      orders: z.int(),
      payments: z.int(),
      reports: z.int(),
      reportsMade: z.int(),
      reviews: z.int(),
      listings: z.int(),
      messages: z.int(),
    }),
  })
  .meta({ id: 'AdminUserDetail' })
export type AdminUserDetail = z.infer<typeof AdminUserDetail>
export const SessionsEnded = z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' })

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
export const StaffRefundListQuery = PageQuery.extend({
  status: z.enum(['WAITING', 'DONE', 'REFUSED']).optional(),
  sort: ByTime,
})

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
  /** The type, or how it begins: `charge.` */
  type: plainText(100).optional(),
  sort: ByTime,
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
/** By the day they begin. */
export const CommissionRateListQuery = z.object({ sort: ByTime })
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
/** How loud it is; the loudest that counts now is shown above every page. */
export const AnnouncementLevel = z.enum(['INFO', 'NOTICE', 'URGENT'])
export type AnnouncementLevel = z.infer<typeof AnnouncementLevel>
const Words = z.object({ es: plainText(300, 3), en: plainText(300, 3) }).strict()
export const Announcement = z
  .object({
    id: Id,
    text: z.string(),
    level: AnnouncementLevel,
    startsAt: Instant,
    endsAt: Instant.nullable(),
  })
  .meta({ id: 'Announcement' })
export const AnnouncementList = page(Announcement).meta({ id: 'AnnouncementList' })
export const AdminAnnouncement = z
  .object({
    id: Id,
    text: z.object({ es: z.string(), en: z.string() }),
    level: AnnouncementLevel,
    startsAt: Instant,
    endsAt: Instant.nullable(),
    createdBy: Person,
    createdAt: Instant,
  })
  .meta({ id: 'AdminAnnouncement' })
export const AdminAnnouncementPage = page(AdminAnnouncement).meta({ id: 'AdminAnnouncementPage' })
export const AnnouncementListQuery = PageQuery.extend({ sort: ByTime })
/** Shown from now on when it does not say from when. */
export const AnnouncementWrite = z
  .object({
    text: Words,
    level: AnnouncementLevel.default('INFO'),
    startsAt: Instant.optional(),
    endsAt: Instant.nullable().optional(),
  })
  .strict()
  .meta({ id: 'AnnouncementWrite' })

// Tasks.
export const StaffTask = z
  .object({
    id: Id,
    /** `BANNED_PERSON`, `CLOSED_BUSINESS`, … */
    kind: z.string(),
    /** e.g. `user:<id>` */
    subject: z.string(),
    /** The name of that person, when it is one. */
    subjectName: z.string().nullable(),
    details: Facts,
    createdAt: Instant,
    resolvedAt: Instant.nullable(),
    resolvedBy: Person.nullable(),
  })
  .meta({ id: 'StaffTask' })
export type StaffTask = z.infer<typeof StaffTask>
export const StaffTaskPage = page(StaffTask).meta({ id: 'StaffTaskPage' })
export const StaffTaskListQuery = PageQuery.extend({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  sort: ByTime,
})
export const StaffTaskResolve = z
  .object({ note: plainText(1000, 3) })
  .strict()
  .meta({ id: 'StaffTaskResolve' })
