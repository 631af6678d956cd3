import { z } from 'zod'
import { Id, Instant, LatLng, PageQuery, page, plainText, RegionSlug } from './common.ts'
import { Picture } from './media.ts'

/** A host offers experiences, a seller runs a workshop that sells. */
export const PartnerKind = z.enum(['HOST', 'SELLER'])
export type PartnerKind = z.infer<typeof PartnerKind>

/** Helpers check in and fulfil, and see no money; managers do everything but payouts, team and closing. */
export const PartnerRole = z.enum(['OWNER', 'MANAGER', 'HELPER'])
export type PartnerRole = z.infer<typeof PartnerRole>
export const TeamRole = z.enum(['MANAGER', 'HELPER'])
export type TeamRole = z.infer<typeof TeamRole>

/** What somebody may do for a host or seller. Who may what is data of the server; screens ask `GET /me/partners`. */
export const partnerActions = [
  /** Arrivals, manifest, tickets at the door. */
  'check-in',
  /** The list of bookings; without money for helpers. */
  'bookings',
  /** Cancel for guests, message them, offer other times. */
  'bookings-change',
  /** Times, capacity, closing days. */
  'schedule',
  /** Experiences and products. */
  'listings',
  'stock',
  /** The list of orders; without money for helpers. */
  'orders',
  /** Accept, ship, deliver. */
  'fulfil',
  /** Cancel, refund, decide returns. */
  'orders-change',
  /** Shipping rates and discount codes. */
  'terms',
  'reviews',
  'messages',
  /** Name, texts, town, pausing. */
  'profile',
  /** Amounts, wherever they stand. */
  'money',
  'insights',
  'statement',
  'payouts',
  'team',
  'close',
] as const
export const PartnerAction = z.enum(partnerActions)
export type PartnerAction = z.infer<typeof PartnerAction>

export const ProfileState = z.enum(['OPEN', 'PAUSED', 'CLOSED', 'HIDDEN'])

/** What opens an application again: where it stands in its way from draft to profile. */
export const ApplicationStatus = z.enum(['DRAFT', 'SUBMITTED', 'MORE_NEEDED', 'APPROVED', 'REFUSED'])
export type ApplicationStatus = z.infer<typeof ApplicationStatus>

export const hostTypes = ['guia', 'taller', 'cocina', 'palenque', 'cooperativa', 'comunidad'] as const
export const HostType = z.enum(hostTypes)

export const mostApplicationPhotos = 8
export const mostApplicationDocuments = 6
export const shortestStory = 80

/** Craft slugs are those of `GET /crafts`. */
const Crafts = z.array(z.string().regex(/^[a-z0-9-]{2,60}$/)).max(12)
const Year = z.int().min(1500).max(2100)
const Ids = (most: number) =>
  z
    .array(Id)
    .max(most)
    .refine((ids) => new Set(ids).size === ids.length, 'each at most once')

/** Everything may wait until it is sent; what is missing then stands in the checklist. */
export const ApplicationAnswers = z
  .object({
    /** The public name. */
    name: plainText(80).optional(),
    /** Who stands behind it. */
    ownerName: plainText(80).optional(),
    phone: plainText(30).optional(),
    region: RegionSlug.optional(),
    town: plainText(80).optional(),
    location: LatLng.nullable().optional(),
    /** Hosts: what they are. */
    hostType: HostType.optional(),
    /** Sellers: what they make. */
    crafts: Crafts.optional(),
    foundedYear: Year.nullable().optional(),
    /** What they want to offer: the tours, the pieces. */
    offer: plainText(2000).optional(),
    story: plainText(4000).optional(),
    /** The story in English; machine help is theirs to use. */
    storyEn: plainText(4000).optional(),
    links: z
      .array(z.url({ protocol: /^https?$/ }).max(300))
      .max(5)
      .optional(),
    /** Pictures of theirs (media, purpose PROFILE). */
    photoIds: Ids(mostApplicationPhotos).optional(),
  })
  .strict()
  .meta({ id: 'ApplicationAnswers' })
export type ApplicationAnswers = z.infer<typeof ApplicationAnswers>

export const checklistKeys = [
  'NAME',
  'CONTACT',
  'PLACE',
  'OFFER',
  'STORY',
  'PHOTOS',
  'DOCUMENTS',
  'EMAIL_VERIFIED',
  'PAYOUTS',
] as const
export const ChecklistItem = z
  .object({
    key: z.enum(checklistKeys),
    done: z.boolean(),
    /** PAYOUTS may come later: nothing is paid out before. */
    required: z.boolean(),
  })
  .meta({ id: 'ChecklistItem' })
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const ApplicationDocument = z.object({ id: Id, url: z.string() })

export const Application = z
  .object({
    id: Id,
    kind: PartnerKind,
    status: ApplicationStatus,
    answers: ApplicationAnswers,
    photos: z.array(z.object({ id: Id, url: z.string() })),
    documents: z.array(ApplicationDocument),
    checklist: z.array(ChecklistItem),
    /** The account that money goes to; READY once the provider has all it asked for. */
    payouts: z.enum(['NONE', 'BEGUN', 'READY']),
    /** What staff asked for, or why not. */
    staffNote: z.string().nullable(),
    submittedAt: Instant.nullable(),
    reviewedAt: Instant.nullable(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Application' })
export type Application = z.infer<typeof Application>
export const ApplicationList = page(Application).meta({ id: 'ApplicationList' })
export const ApplicationStart = z.object({ kind: PartnerKind }).strict().meta({ id: 'ApplicationStart' })
/** Answers that are named replace theirs; the others stay. `documentIds` are media of purpose DOCUMENT. */
export const ApplicationPatch = z
  .object({ answers: ApplicationAnswers.optional(), documentIds: Ids(mostApplicationDocuments).optional() })
  .strict()
  .meta({ id: 'ApplicationPatch' })
export type ApplicationPatch = z.infer<typeof ApplicationPatch>
export const ApplicationIdParams = z.object({ id: Id })

// Staff.
export const AdminApplication = Application.extend({
  applicant: z.object({ id: Id, name: z.string(), emailVerified: z.boolean(), createdAt: Instant }),
  reviewedBy: z.object({ id: Id, name: z.string() }).nullable(),
  /** The profile of that kind that the person has now, closed ones too. */
  partner: z
    .object({ id: Id, name: z.string(), slug: z.string(), verified: z.boolean(), state: ProfileState })
    .nullable(),
}).meta({ id: 'AdminApplication' })
export type AdminApplication = z.infer<typeof AdminApplication>
export const AdminApplicationPage = page(AdminApplication).meta({ id: 'AdminApplicationPage' })
export const AdminApplicationListQuery = PageQuery.extend({
  status: ApplicationStatus.optional(),
  kind: PartnerKind.optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
/** `verified` puts the mark on the new profile at once. */
export const ApplicationApproval = z
  .object({ verified: z.boolean().default(false), reason: plainText(1000).optional() })
  .strict()
  .meta({ id: 'ApplicationApproval' })
export const ApplicationReview = z
  .object({ reason: plainText(1000, 3) })
  .strict()
  .meta({ id: 'ApplicationReview' })
export const VerifiedMark = z
  .object({ verified: z.boolean(), reason: plainText(500).optional() })
  .strict()
  .meta({ id: 'VerifiedMark' })
export const PartnerIdParams = z.object({ id: Id })

// Profiles as their owner edits them.
export const HostProfile = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    hostType: z.string(),
    bio: z.string(),
    translations: z.object({ en: z.object({ bio: z.string() }).optional() }),
    region: RegionSlug,
    /** None or one. */
    pictures: z.array(Picture),
    verified: z.boolean(),
    /** HIDDEN: staff hide it. */
    state: ProfileState,
    /** Confirmed bookings that are not over: who closes is told that they still stand. */
    bookingsAhead: z.int(),
    /** For `If-Match`: the same as long as what is written on it reads the same. */
    version: z.string(),
  })
  .meta({ id: 'HostProfile' })
export type HostProfile = z.infer<typeof HostProfile>
export const HostProfilePatch = z
  .object({
    name: plainText(80, 2),
    hostType: HostType,
    bio: plainText(4000),
    translations: z
      .object({
        en: z
          .object({ bio: plainText(4000) })
          .strict()
          .optional(),
      })
      .strict(),
    region: RegionSlug,
    /** Of purpose PROFILE; null takes it away. */
    imageId: Id.nullable(),
  })
  .partial()
  .strict()
  .meta({ id: 'HostProfilePatch' })
export type HostProfilePatch = z.infer<typeof HostProfilePatch>

export const SellerProfile = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    ownerName: z.string(),
    town: z.string(),
    region: RegionSlug,
    location: LatLng.nullable(),
    crafts: z.array(z.string()),
    foundedYear: z.int().nullable(),
    story: z.string(),
    translations: z.object({ en: z.object({ story: z.string() }).optional() }),
    images: z.array(z.string()),
    /** `images` with their ids, to put them in another order. */
    pictures: z.array(Picture),
    returnDays: z.int(),
    verified: z.boolean(),
    state: ProfileState,
    /** Paid orders that are not delivered yet: who closes is told that they still stand. */
    ordersOpen: z.int(),
    /** For `If-Match`: the same as long as what is written on it reads the same. */
    version: z.string(),
  })
  .meta({ id: 'SellerProfile' })
export type SellerProfile = z.infer<typeof SellerProfile>
export const fewestReturnDays = 7
export const mostReturnDays = 60
export const SellerProfilePatch = z
  .object({
    name: plainText(80, 2),
    ownerName: plainText(80, 2),
    town: plainText(80, 2),
    region: RegionSlug,
    location: LatLng.nullable(),
    crafts: Crafts,
    foundedYear: Year.nullable(),
    story: plainText(4000),
    translations: z
      .object({
        en: z
          .object({ story: plainText(4000) })
          .strict()
          .optional(),
      })
      .strict(),
    /** Pictures of purpose PROFILE, in order. */
    imageIds: Ids(mostApplicationPhotos),
    /** Orders that are there keep the days they were bought with. */
    returnDays: z.int().min(fewestReturnDays).max(mostReturnDays),
  })
  .partial()
  .strict()
  .meta({ id: 'SellerProfilePatch' })
export type SellerProfilePatch = z.infer<typeof SellerProfilePatch>

// Team.
/** For whom the signed-in person may act, their own profiles first. Several of one kind: say which by the header `X-Acting-For`. */
export const ActingFor = z
  .object({
    partnerId: Id,
    kind: PartnerKind,
    name: z.string(),
    slug: z.string(),
    role: PartnerRole,
    /** Paused, closed or hidden, nothing of it is on sale; what was sold is still to be done. */
    state: ProfileState,
    actions: z.array(PartnerAction),
  })
  .meta({ id: 'ActingFor' })
export type ActingFor = z.infer<typeof ActingFor>
export const ActingForList = page(ActingFor).meta({ id: 'ActingForList' })

export const TeamMember = z
  .object({
    id: Id,
    email: z.string(),
    /** Null until the invitation is accepted. */
    name: z.string().nullable(),
    role: TeamRole,
    status: z.enum(['INVITED', 'EXPIRED', 'ACTIVE']),
    expiresAt: Instant.nullable(),
    acceptedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'TeamMember' })
export type TeamMember = z.infer<typeof TeamMember>
export const TeamList = page(TeamMember).meta({ id: 'TeamList' })
export const TeamInvitation = z
  .object({ email: z.string().trim().max(254).pipe(z.email()), role: TeamRole })
  .strict()
  .meta({ id: 'TeamInvitation' })
export const TeamRoleChange = z.object({ role: TeamRole }).strict().meta({ id: 'TeamRoleChange' })
export const TeamMemberParams = z.object({ id: Id })
/** What whoever has the link of a mail sees before they sign in; the address is masked. OVER: expired, withdrawn or used. */
export const Invitation = z
  .object({
    state: z.enum(['OPEN', 'OVER']),
    kind: PartnerKind,
    partnerName: z.string(),
    inviter: z.string(),
    role: TeamRole,
    email: z.string(),
    expiresAt: Instant,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>
export const InvitationAnswer = z
  .object({ token: z.string().min(20).max(200) })
  .strict()
  .meta({ id: 'InvitationAnswer' })
