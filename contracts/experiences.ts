import { z } from 'zod'
import { CivilDate, Id, Instant, LatLng, Money, PageQuery, page, plainText, RegionSlug } from './common.ts'
import { OwnPicture, pictureFields, ShownPicture } from './media.ts'

export const experienceCategories = ['TOUR', 'TALLER', 'DEGUSTACION', 'CLASE', 'VISITA'] as const
export const ExperienceCategory = z.enum(experienceCategories)
export type ExperienceCategory = z.infer<typeof ExperienceCategory>

/** `hoursBefore` descending; the first tier whose hours are still ahead decides the percentage. */
export const CancellationTier = z.object({
  hoursBefore: z.int().min(0).max(8760),
  refundPct: z.int().min(0).max(100),
})
export type CancellationTier = z.infer<typeof CancellationTier>

export const CancellationPolicy = z
  .object({ key: z.string(), summary: z.string(), tiers: z.array(CancellationTier).min(1) })
  .meta({ id: 'CancellationPolicy' })
export type CancellationPolicy = z.infer<typeof CancellationPolicy>

export const TicketTypeKey = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)
export const TicketType = z
  .object({
    type: TicketTypeKey,
    label: z.string(),
    price: Money,
    /** Inclusive ages in years; null is open. */
    minAge: z.int().nullable(),
    maxAge: z.int().nullable(),
  })
  .meta({ id: 'TicketType' })
export type TicketType = z.infer<typeof TicketType>

export const HostSummary = z.object({ id: Id, name: z.string(), slug: z.string() })

export const ExperienceCard = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    category: ExperienceCategory,
    region: RegionSlug,
    durationMinutes: z.int(),
    languages: z.array(z.string()),
    meetingPoint: LatLng.extend({ address: z.string() }),
    images: z.array(z.string()),
    rating: z.number().nullable(),
    reviewCount: z.int(),
    timeZone: z.string(),
    /** The cheapest ticket type's price. */
    priceFrom: Money,
    /** Start of the next slot with room (for `guests`, inside `from`–`to` when given); null when none. */
    nextSlotAt: Instant.nullable(),
    host: HostSummary,
  })
  .meta({ id: 'ExperienceCard' })
export type ExperienceCard = z.infer<typeof ExperienceCard>

export const Experience = ExperienceCard.omit({ summary: true })
  .extend({
    description: z.string(),
    /** `images` with what is known of them. */
    pictures: z.array(ShownPicture),
    cancellationPolicy: CancellationPolicy,
    ticketTypes: z.array(TicketType),
    host: HostSummary.extend({
      kind: z.string(),
      bio: z.string(),
      verified: z.boolean(),
      image: z.string().nullable(),
    }),
    minParty: z.int(),
    maxParty: z.int(),
    /** Booking closes this many minutes before the start. */
    cutoffMinutes: z.int(),
    minAge: z.int().nullable(),
    includes: z.array(z.string()),
    bring: z.array(z.string()),
    accessibility: z.string(),
    /** What of each 10,000 centavos goes to the host (the rest is the platform's commission), in basis points. */
    hostShareBps: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Experience' })
export type Experience = z.infer<typeof Experience>

/** Who offers experiences, as everyone reads it. */
export const PublicHost = HostSummary.extend({
  kind: z.string(),
  bio: z.string(),
  region: RegionSlug,
  image: z.string().nullable(),
  /** Staff have seen who they are. */
  verified: z.boolean(),
  /** Over all they offer. */
  rating: z.number().nullable(),
  reviewCount: z.int(),
  experienceCount: z.int(),
  /** They take a break: nothing can be booked until they are back. */
  isPaused: z.boolean(),
}).meta({ id: 'PublicHost' })
export type PublicHost = z.infer<typeof PublicHost>
export const HostIdOrSlugParams = z.object({ idOrSlug: z.string().min(1).max(120) })

/** A civil date that PostgreSQL and calendars both know. */
const Day = CivilDate.refine((day) => day >= '2000-01-01' && day <= '2999-12-31', 'must be between 2000 and 2999')

export const experienceSorts = ['recommended', 'soonest', 'price', '-price', 'rating'] as const
export const ExperienceListQuery = PageQuery.extend({
  category: ExperienceCategory.optional(),
  region: RegionSlug.optional(),
  /** Of one host, by id or slug. */
  host: z
    .string()
    .regex(/^[a-z0-9-]{1,120}$/)
    .optional(),
  /** Civil dates at the place, inclusive: only experiences with a bookable slot in the range. */
  from: Day.optional(),
  to: Day.optional(),
  guests: z.coerce.number().int().min(1).max(50).optional(),
  /** Centavos, against the cheapest ticket. */
  priceMin: z.coerce.number().int().min(0).max(100_000_000).optional(),
  priceMax: z.coerce.number().int().min(0).max(100_000_000).optional(),
  q: plainText(100).optional(),
  sort: z.enum(experienceSorts).default('recommended'),
})
export type ExperienceListQuery = z.infer<typeof ExperienceListQuery>
export const ExperiencePage = page(ExperienceCard).meta({ id: 'ExperiencePage' })

/** CLOSED: closed by the host or past its cut-off; FULL: no seat left; CANCELLED: will not take place. */
export const SlotStatus = z.enum(['OPEN', 'FULL', 'CLOSED', 'CANCELLED'])
export const Slot = z
  .object({
    id: Id,
    startsAt: Instant,
    endsAt: Instant,
    capacity: z.int(),
    available: z.int(),
    status: SlotStatus,
  })
  .meta({ id: 'Slot' })
export type Slot = z.infer<typeof Slot>

/** One slot with what it is a time of: all that a link to it needs to know. */
export const SlotWithExperience = Slot.extend({ experience: ExperienceCard }).meta({ id: 'SlotWithExperience' })
export type SlotWithExperience = z.infer<typeof SlotWithExperience>

/** Civil dates at the place, inclusive; default today and the 30 days after; at most 120 days. */
export const SlotListQuery = z.object({ from: Day.optional(), to: Day.optional() })
export type SlotListQuery = z.infer<typeof SlotListQuery>
export const SlotPage = page(Slot).meta({ id: 'SlotPage' })
export type SlotPage = z.infer<typeof SlotPage>

export const ExperienceIdParams = z.object({ id: Id })
export const SlotIdParams = z.object({ id: Id })
export const ExperienceIdOrSlugParams = z.object({ idOrSlug: z.string().min(1).max(120) })

// What a host writes: Spanish in the plain fields, other languages in `translations`.
const ListingTexts = z.object({
  title: plainText(120, 3),
  description: plainText(5000, 10),
  meetingAddress: plainText(200, 3),
  includes: z.array(plainText(200, 1)).max(20),
  bring: z.array(plainText(200, 1)).max(20),
  accessibility: plainText(500),
  /** By ticket type. */
  ticketLabels: z.record(TicketTypeKey, plainText(60, 1)),
})
export const TicketTypeWrite = z
  .object({
    type: TicketTypeKey,
    label: plainText(60, 1),
    /** Free, or from the least that a card can be charged (10 pesos) to 100,000 pesos. */
    price: Money.extend({ amount: z.int().min(0).max(10_000_000) }).refine(
      ({ amount }) => amount === 0 || amount >= 1000,
      'must be 0 or at least 1000 centavos',
    ),
    minAge: z.int().min(0).max(120).nullable().default(null),
    maxAge: z.int().min(0).max(120).nullable().default(null),
  })
  .strict()
  .refine(({ minAge, maxAge }) => minAge === null || maxAge === null || maxAge >= minAge, {
    path: ['maxAge'],
    message: 'must not be below minAge',
  })
export const cancellationPolicyKeys = ['flexible', 'moderate', 'strict'] as const
export const ListingStatus = z.enum(['DRAFT', 'ACTIVE', 'PAUSED'])

/** Without defaults: in a patch, what is not sent stays as it is. */
const listingFields = {
  title: plainText(120, 3),
  description: plainText(5000, 10),
  translations: z.object({ en: ListingTexts.partial().strict().optional() }).strict().optional(),
  category: ExperienceCategory,
  region: RegionSlug,
  durationMinutes: z
    .int()
    .min(15)
    .max(60 * 24 * 7),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .max(10),
  meetingPoint: LatLng.extend({ address: plainText(200, 3) }),
  cancellationPolicy: z.enum(cancellationPolicyKeys),
  ticketTypes: z
    .array(TicketTypeWrite)
    .min(1)
    .max(8)
    .refine((types) => new Set(types.map(({ type }) => type)).size === types.length, 'each type at most once'),
  minParty: z.int().min(1).max(50),
  maxParty: z.int().min(1).max(50),
  cutoffMinutes: z.int().min(0).max(20160),
  /** Youngest guest in years; null is any age. */
  minAge: z.int().min(0).max(120).nullable(),
  includes: z.array(plainText(200, 1)).max(20),
  bring: z.array(plainText(200, 1)).max(20),
  accessibility: plainText(500),
  status: ListingStatus,
}
export const ExperienceWrite = z
  .object({
    ...listingFields,
    minParty: listingFields.minParty.default(1),
    maxParty: listingFields.maxParty.default(10),
    cutoffMinutes: listingFields.cutoffMinutes.default(120),
    minAge: listingFields.minAge.default(null),
    includes: listingFields.includes.default([]),
    bring: listingFields.bring.default([]),
    accessibility: listingFields.accessibility.default(''),
    status: listingFields.status.default('DRAFT'),
    imageIds: pictureFields.imageIds.optional(),
    imageAlts: pictureFields.imageAlts.optional(),
  })
  .strict()
  .meta({ id: 'ExperienceWrite' })
export type ExperienceWrite = z.infer<typeof ExperienceWrite>
/** What is absent stays; ticket types and translations are replaced whole. Prices of existing bookings never change. */
export const ExperiencePatch = z
  .object({ ...listingFields, ...pictureFields })
  .partial()
  .strict()
  .meta({ id: 'ExperiencePatch' })
export type ExperiencePatch = z.infer<typeof ExperiencePatch>
export const SlotWrite = z
  .object({
    startsAt: Instant,
    capacity: z.int().min(1).max(500),
    /** Of a group alone: in no list, booked by who has its link. */
    isPrivate: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'SlotWrite' })
/** Lowering a capacity below what is taken answers 409 with the numbers. */
export const SlotPatch = z
  .object({ capacity: z.int().min(1).max(500).optional(), status: z.enum(['OPEN', 'CLOSED', 'CANCELLED']).optional() })
  .strict()
  .meta({ id: 'SlotPatch' })

/** The secret of a group's link. */
export const GroupToken = z.string().regex(/^[\w-]{43}$/)
export const GroupLinkQuery = z.object({ token: GroupToken })
/** `url` is shown once: only its hash is kept. */
export const GroupLinkMade = z.object({ url: z.string(), createdAt: Instant }).meta({ id: 'GroupLinkMade' })
export type GroupLinkMade = z.infer<typeof GroupLinkMade>
/** `public`: from now on everybody sees and books it. */
export const GroupLinkEnd = z.object({ public: z.enum(['true', 'false']).default('false') })
export const GroupLinkEnded = z.object({ slotId: Id, isPrivate: z.boolean() }).meta({ id: 'GroupLinkEnded' })

export const HostExperience = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    category: ExperienceCategory,
    region: RegionSlug,
    status: ListingStatus,
    priceFrom: Money,
    nextSlotAt: Instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'HostExperience' })
export const HostExperiencePage = page(HostExperience).meta({ id: 'HostExperiencePage' })
export type HostExperience = z.infer<typeof HostExperience>
export const hostExperienceSorts = ['newest', 'name', 'next', 'price', '-price'] as const
export const HostExperienceQuery = PageQuery.extend({
  status: ListingStatus.optional(),
  /** Words of the title. */
  q: plainText(100).optional(),
  /** `next` begins with what takes place first. */
  sort: z.enum(hostExperienceSorts).default('newest'),
})
export type HostExperienceQuery = z.infer<typeof HostExperienceQuery>

/** A listing as its host edits it: both languages, and the version that `If-Match` names. */
export const HostListing = z
  .object({
    ...listingFields,
    translations: z.object({ en: ListingTexts.partial().optional() }),
    pictures: z.array(OwnPicture),
    id: Id,
    slug: z.string(),
    version: z.int(),
  })
  .meta({ id: 'HostListing' })
export type HostListing = z.infer<typeof HostListing>
