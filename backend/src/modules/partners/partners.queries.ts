/** Applications and teams as screens show them. */
import type {
  AdminApplication,
  Application,
  ApplicationAnswers,
  ApplicationStatus,
  Invitation,
  PartnerKind,
  TeamMember,
} from '../../../../contracts/partners.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import type { Media } from '../media/index.ts'
import { checklistOf } from './checklist.rules.ts'
import { type Marks, stateOf } from './profile-state.rules.ts'
import { maskedAddress } from './masked-address.rules.ts'

interface ApplicationRecord {
  id: string
  userId: string
  kind: PartnerKind
  status: ApplicationStatus
  answers: ApplicationAnswers
  documents: string[]
  staffNote: string | null
  submittedAt: Date | null
  reviewedAt: Date | null
  reviewedBy: string | null
  reviewerName: string | null
  version: number
  createdAt: Date
  updatedAt: Date
  userName: string
  emailVerified: boolean
  userCreatedAt: Date
  payouts: Application['payouts']
  partner: (Marks & { id: string; name: string; slug: string; verified: boolean }) | null
}

const profile = Prisma.sql`json_build_object('id', p.id, 'name', p.name, 'slug', p.slug, 'verified', p.verified,
    'pausedAt', p.paused_at, 'closedAt', p.closed_at, 'hiddenAt', p.hidden_at)`

const select = Prisma.sql`
  SELECT a.id, a.user_id AS "userId", a.kind::text AS kind, a.status::text AS status, a.answers, a.documents, a.staff_note AS "staffNote",
    a.submitted_at AS "submittedAt", a.reviewed_at AS "reviewedAt", a.reviewed_by AS "reviewedBy", r.name AS "reviewerName", a.version,
    a.created_at AS "createdAt", a.updated_at AS "updatedAt", u.name AS "userName", u.email_verified AS "emailVerified", u.created_at AS "userCreatedAt",
    coalesce((SELECT CASE WHEN bool_or(c.details_submitted) THEN 'READY' ELSE 'BEGUN' END
      FROM connected_accounts c WHERE c.user_id = a.user_id AND c.payee_kind::text = a.kind::text HAVING count(*) > 0), 'NONE') AS payouts,
    CASE a.kind WHEN 'HOST' THEN (SELECT ${profile} FROM host_profiles p WHERE p.user_id = a.user_id)
      ELSE (SELECT ${profile} FROM seller_profiles p WHERE p.user_id = a.user_id) END AS partner
  FROM applications a JOIN users u ON u.id = a.user_id LEFT JOIN users r ON r.id = a.reviewed_by`

type Pictures = Pick<Media, 'imageUrls'>

async function toApplication(media: Pictures, db: Reader, row: ApplicationRecord): Promise<Application> {
  const photoIds = row.answers.photoIds ?? []
  // One by one keeps each address with its id when one of them is gone.
  const photos = await Promise.all(
    photoIds.map(async (id) => ({ id, url: (await media.imageUrls(db, [id]))[0] ?? null })),
  )
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    answers: row.answers,
    photos: photos.flatMap(({ id, url }) => (url === null ? [] : [{ id, url }])),
    documents: row.documents.map((id) => ({ id, url: `/api/v1/media/${id}/file` })),
    checklist: checklistOf(row),
    payouts: row.payouts,
    staffNote: row.staffNote,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Newest first. */
export async function listOwnApplications(media: Pictures, db: Reader, userId: string): Promise<Application[]> {
  const rows = await db.$queryRaw<ApplicationRecord[]>`
    ${select} WHERE a.user_id = ${userId}::uuid ORDER BY a.id DESC LIMIT 50`
  return Promise.all(rows.map((row) => toApplication(media, db, row)))
}

/** Null when it is somebody else's. */
export async function findOwnApplication(
  media: Pictures,
  db: Reader,
  input: { id: string; userId: string },
): Promise<Application | null> {
  const [row] = await db.$queryRaw<ApplicationRecord[]>`
    ${select} WHERE a.id = ${input.id}::uuid AND a.user_id = ${input.userId}::uuid`
  return row ? toApplication(media, db, row) : null
}

const partnerOf = ({ id, name, slug, verified, ...marks }: NonNullable<ApplicationRecord['partner']>) => ({
  id,
  name,
  slug,
  verified,
  state: stateOf(marks),
})

async function toAdmin(media: Pictures, db: Reader, row: ApplicationRecord): Promise<AdminApplication> {
  return {
    ...(await toApplication(media, db, row)),
    applicant: {
      id: row.userId,
      name: row.userName,
      emailVerified: row.emailVerified,
      createdAt: row.userCreatedAt.toISOString(),
    },
    reviewedBy: row.reviewedBy === null ? null : { id: row.reviewedBy, name: row.reviewerName ?? '' },
    partner: row.partner && partnerOf(row.partner),
  }
}

export async function findApplication(media: Pictures, db: Reader, id: string): Promise<AdminApplication | null> {
  const [row] = await db.$queryRaw<ApplicationRecord[]>`${select} WHERE a.id = ${id}::uuid`
  return row ? toAdmin(media, db, row) : null
}

/** By when they were begun; one row more than `limit` when there is a next page. Drafts are nobody's business but their owner's. */
export async function listApplications(
  media: Pictures,
  db: Reader,
  query: {
    status?: ApplicationStatus | undefined
    kind?: PartnerKind | undefined
    sort: 'newest' | 'oldest'
    after: string | undefined
    limit: number
  },
): Promise<AdminApplication[]> {
  const [order, past] = (query.sort === 'oldest' ? ['ASC', '>'] : ['DESC', '<']).map((word) => Prisma.raw(word))
  const rows = await db.$queryRaw<ApplicationRecord[]>`
    ${select} WHERE a.status <> 'DRAFT'
      ${query.status ? Prisma.sql`AND a.status = ${query.status}::"ApplicationStatus"` : Prisma.empty}
      ${query.kind ? Prisma.sql`AND a.kind = ${query.kind}::"PartnerKind"` : Prisma.empty}
      ${query.after ? Prisma.sql`AND a.id ${past} ${query.after}::uuid` : Prisma.empty}
    ORDER BY a.id ${order} LIMIT ${query.limit + 1}`
  return Promise.all(rows.map((row) => toAdmin(media, db, row)))
}

/** What the checklist asks about the person. */
export async function personFacts(db: Reader | Tx, userId: string): Promise<{ emailVerified: boolean; email: string }> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { emailVerified: true, email: true } })
  return user
}

/** Null for none, and for one that is closed: that one may be opened again. */
export async function openProfileOf(db: Reader | Tx, userId: string, kind: PartnerKind): Promise<string | null> {
  const where = { userId, closedAt: null }
  const found =
    kind === 'HOST'
      ? await db.hostProfile.findFirst({ where, select: { id: true } })
      : await db.sellerProfile.findFirst({ where, select: { id: true } })
  return found?.id ?? null
}

/**
 * Whose account is opened while the application is still read: the closed profile it would open again, else the profile it
 * would become, which gets the application's own id.
 */
export async function payeeIdOf(
  db: Reader | Tx,
  application: { id: string; userId: string; kind: PartnerKind },
): Promise<string> {
  const { id, userId, kind } = application
  const where = { userId }
  const found =
    kind === 'HOST'
      ? await db.hostProfile.findFirst({ where, select: { id: true } })
      : await db.sellerProfile.findFirst({ where, select: { id: true } })
  return found?.id ?? id
}

/** Name and owner of a partner, whatever its state. */
export async function partnerFacts(
  db: Reader | Tx,
  kind: PartnerKind,
  id: string,
): Promise<{ name: string; userId: string; email: string } | null> {
  const select = { name: true, userId: true } as const
  const found =
    kind === 'HOST'
      ? await db.hostProfile.findUnique({ where: { id }, select })
      : await db.sellerProfile.findUnique({ where: { id }, select })
  if (!found) return null
  const owner = await db.user.findUniqueOrThrow({ where: { id: found.userId }, select: { email: true } })
  return { ...found, email: owner.email }
}

interface TeamRecord {
  id: string
  email: string
  name: string | null
  role: TeamMember['role']
  acceptedAt: Date | null
  expiresAt: Date
  createdAt: Date
  isOver: boolean
}

/** Who is in the team and who is invited, in the order they were asked. */
export async function listTeam(db: Reader, partnerId: string): Promise<TeamMember[]> {
  const rows = await db.$queryRaw<TeamRecord[]>`
    SELECT t.id, t.email, u.name, t.role::text AS role, t.accepted_at AS "acceptedAt", t.expires_at AS "expiresAt", t.created_at AS "createdAt",
      t.expires_at <= app_now() AS "isOver"
    FROM team_members t LEFT JOIN users u ON u.id = t.user_id
    WHERE t.partner_id = ${partnerId}::uuid AND t.removed_at IS NULL ORDER BY t.created_at, t.id LIMIT 100`
  return rows.map(({ isOver, acceptedAt, expiresAt, createdAt, ...row }) => ({
    ...row,
    status: acceptedAt ? 'ACTIVE' : isOver ? 'EXPIRED' : 'INVITED',
    expiresAt: acceptedAt ? null : expiresAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }))
}

/** What a link leads to; null for one that was never sent, was used, or of which a newer one was sent. */
export async function invitationByHash(db: Reader, inviteHash: string): Promise<Invitation | null> {
  const [row] = await db.$queryRaw<(Omit<Invitation, 'state' | 'expiresAt'> & { isOver: boolean; expiresAt: Date })[]>`
    SELECT t.email, t.role::text AS role, t.partner_kind::text AS kind, coalesce(h.name, s.name) AS "partnerName", u.name AS inviter,
      t.expires_at AS "expiresAt", t.removed_at IS NOT NULL OR t.expires_at <= app_now() AS "isOver"
    FROM team_members t JOIN users u ON u.id = t.invited_by
    LEFT JOIN host_profiles h ON h.id = t.partner_id LEFT JOIN seller_profiles s ON s.id = t.partner_id
    WHERE t.invite_hash = ${inviteHash}`
  if (!row) return null
  const { isOver, expiresAt, email, ...facts } = row
  return {
    ...facts,
    state: isOver ? 'OVER' : 'OPEN',
    email: maskedAddress(email),
    expiresAt: expiresAt.toISOString(),
  }
}

/** What a mail of an invitation says; null when it is no longer open. */
export async function invitationFacts(db: Reader, memberId: string) {
  const [row] = await db.$queryRaw<
    {
      email: string
      role: TeamMember['role']
      kind: PartnerKind
      partnerName: string
      inviter: string
      language: string
    }[]
  >`
    SELECT t.email, t.role::text AS role, t.partner_kind::text AS kind, coalesce(h.name, s.name) AS "partnerName", u.name AS inviter,
      coalesce(known.language, u.language) AS language
    FROM team_members t JOIN users u ON u.id = t.invited_by
    LEFT JOIN host_profiles h ON h.id = t.partner_id LEFT JOIN seller_profiles s ON s.id = t.partner_id
    LEFT JOIN users known ON known.email = t.email
    WHERE t.id = ${memberId}::uuid AND t.accepted_at IS NULL AND t.removed_at IS NULL AND t.expires_at > app_now()`
  return row ?? null
}

/** Confirmed bookings of a host that are not over. */
export async function bookingsAhead(db: Reader | Tx, hostId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ ahead: number }[]>`
    SELECT count(*)::int AS ahead FROM bookings b JOIN slots s ON s.id = b.slot_id
    WHERE b.host_id = ${hostId}::uuid AND b.status = 'CONFIRMED' AND s.ends_at > app_now()`
  return row?.ahead ?? 0
}

/** Orders of a workshop that are paid and did not reach their buyer yet. */
export async function ordersOpen(db: Reader | Tx, sellerId: string): Promise<number> {
  return db.order.count({ where: { sellerId, status: { in: ['PAID', 'PROCESSING', 'SHIPPED'] } } })
}
