/** What staff look up, across all modules; read only. */
import type { AdminUserDetail } from '../../../../contracts/staff.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'

export interface Subject {
  code: string
  userId: string
  payeeId: string
  payeeUserId: string
  checkoutId: string | null
}

/** An order or booking, locked: what is decided about its money is decided one after the other. */
export async function findSubject(tx: Tx, type: 'booking' | 'order', id: string): Promise<Subject | null> {
  const [row] =
    type === 'booking'
      ? await tx.$queryRaw<Subject[]>`
          SELECT b.code, b.user_id AS "userId", b.host_id AS "payeeId", h.user_id AS "payeeUserId", b.checkout_id AS "checkoutId"
          FROM bookings b JOIN host_profiles h ON h.id = b.host_id WHERE b.id = ${id}::uuid FOR UPDATE OF b`
      : await tx.$queryRaw<Subject[]>`
          SELECT o.code, o.user_id AS "userId", o.seller_id AS "payeeId", s.user_id AS "payeeUserId", o.checkout_id AS "checkoutId"
          FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.id = ${id}::uuid FOR UPDATE OF o`
  return row ?? null
}

export async function profilesOf(
  db: Reader | Tx,
  userId: string,
): Promise<{ hostId: string | null; sellerId: string | null }> {
  const select = { id: true } as const
  const host = await db.hostProfile.findUnique({ where: { userId }, select })
  const seller = await db.sellerProfile.findUnique({ where: { userId }, select })
  return { hostId: host?.id ?? null, sellerId: seller?.id ?? null }
}

/** What was paid and is still to happen, on either side. */
export async function obligationsOf(
  tx: Tx,
  userId: string,
  { hostId, sellerId }: { hostId: string | null; sellerId: string | null },
) {
  const [row] = await tx.$queryRaw<
    { guestsExpected: number; ordersToFulfil: number; ownBookings: number; ownOrders: number }[]
  >`
    SELECT
      (SELECT count(*)::int FROM bookings b WHERE b.host_id = ${hostId}::uuid AND b.status = 'CONFIRMED') AS "guestsExpected",
      (SELECT count(*)::int FROM orders o WHERE o.seller_id = ${sellerId}::uuid AND o.status IN ('PAID', 'PROCESSING', 'SHIPPED')) AS "ordersToFulfil",
      (SELECT count(*)::int FROM bookings b WHERE b.user_id = ${userId}::uuid AND b.status = 'CONFIRMED') AS "ownBookings",
      (SELECT count(*)::int FROM orders o WHERE o.user_id = ${userId}::uuid AND o.status IN ('PAID', 'PROCESSING', 'SHIPPED')) AS "ownOrders"`
  return row ?? { guestsExpected: 0, ordersToFulfil: 0, ownBookings: 0, ownOrders: 0 }
}

const shown = 20
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Everything of a person, the latest of each; their address as it is. */
export async function userDetail(db: Reader, id: string): Promise<Omit<AdminUserDetail, 'masked'> | null> {
  const user = await db.user.findUnique({ where: { id }, omit: { image: true } })
  if (!user) return null
  const [profiles, teams, applications, bookings, orders, payments, reports, decisions, audit, [counts]] =
    await Promise.all([
      db.$queryRaw<AdminUserDetail['profiles']>`
        SELECT id, kind, name, slug, verified, CASE WHEN closed THEN 'CLOSED' WHEN hidden THEN 'HIDDEN' WHEN paused THEN 'PAUSED' ELSE 'OPEN' END AS state FROM (
          SELECT id, 'HOST' AS kind, name, slug, verified, closed_at IS NOT NULL AS closed, hidden_at IS NOT NULL AS hidden, paused_at IS NOT NULL AS paused FROM host_profiles WHERE user_id = ${id}::uuid
          UNION ALL
          SELECT id, 'SELLER', name, slug, verified, closed_at IS NOT NULL, hidden_at IS NOT NULL, paused_at IS NOT NULL FROM seller_profiles WHERE user_id = ${id}::uuid) p`,
      db.$queryRaw<AdminUserDetail['teams']>`
        SELECT t.partner_id AS "partnerId", t.partner_kind::text AS kind, coalesce(h.name, s.name) AS name, t.role::text AS role
        FROM team_members t LEFT JOIN host_profiles h ON h.id = t.partner_id LEFT JOIN seller_profiles s ON s.id = t.partner_id
        WHERE t.user_id = ${id}::uuid AND t.accepted_at IS NOT NULL AND t.removed_at IS NULL`,
      db.application.findMany({
        where: { userId: id, status: { not: 'DRAFT' } },
        orderBy: { id: 'desc' },
        take: shown,
      }),
      db.$queryRaw<{ id: string; code: string; status: string; title: string; cents: number; createdAt: Date }[]>`
        SELECT b.id, b.code, b.status::text AS status, e.title, b.total_cents AS cents, b.created_at AS "createdAt"
        FROM bookings b JOIN experiences e ON e.id = b.experience_id WHERE b.user_id = ${id}::uuid ORDER BY b.created_at DESC LIMIT ${shown}`,
      db.$queryRaw<{ id: string; code: string; status: string; seller: string; cents: number; createdAt: Date }[]>`
        SELECT o.id, o.code, o.status::text AS status, s.name AS seller, o.total_cents AS cents, o.created_at AS "createdAt"
        FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.user_id = ${id}::uuid ORDER BY o.created_at DESC LIMIT ${shown}`,
      db.payment.findMany({ where: { userId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
      db.report.findMany({ where: { reportedUserId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
      db.decision.findMany({ where: { reportedUserId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
      db.$queryRaw<
        { id: string; action: string; actor: string | null; details: Record<string, unknown>; createdAt: Date }[]
      >`
        SELECT a.id, a.action, u.name AS actor, a.details, a.created_at AS "createdAt" FROM audit_entries a LEFT JOIN users u ON u.id = a.actor_id
        WHERE a.subject = ${`user:${id}`} ORDER BY a.id DESC LIMIT ${shown}`,
      db.$queryRaw<(AdminUserDetail['counts'] & { sessions: number })[]>`
        SELECT (SELECT count(*)::int FROM bookings WHERE user_id = ${id}::uuid) AS bookings, (SELECT count(*)::int FROM orders WHERE user_id = ${id}::uuid) AS orders,
          (SELECT count(*)::int FROM payments WHERE user_id = ${id}::uuid) AS payments, (SELECT count(*)::int FROM reports WHERE reported_user_id = ${id}::uuid) AS reports,
          (SELECT count(*)::int FROM reviews WHERE user_id = ${id}::uuid) AS reviews, (SELECT count(*)::int FROM sessions WHERE user_id = ${id}::uuid AND expires_at > app_now()) AS sessions`,
    ])
  const { sessions = 0, ...numbers } = counts ?? { bookings: 0, orders: 0, payments: 0, reports: 0, reviews: 0 }
  const banned = user.banned && (user.banExpires === null || user.banExpires > new Date())
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    role: user.role as AdminUserDetail['role'],
    language: user.language as AdminUserDetail['language'],
    banned,
    banReason: banned ? user.banReason : null,
    banExpires: banned ? iso(user.banExpires) : null,
    createdAt: user.createdAt.toISOString(),
    sessions,
    profiles,
    teams,
    applications: applications.map(({ id: one, kind, status, createdAt }) => ({
      id: one,
      kind,
      status,
      createdAt: createdAt.toISOString(),
    })),
    bookings: bookings.map(({ cents, createdAt, ...row }) => ({
      ...row,
      total: pesos(cents),
      createdAt: createdAt.toISOString(),
    })),
    orders: orders.map(({ cents, createdAt, ...row }) => ({
      ...row,
      total: pesos(cents),
      createdAt: createdAt.toISOString(),
    })),
    payments: payments.map((row) => ({
      id: row.id,
      status: row.status,
      amount: pesos(row.amountCents),
      refunded: pesos(row.refundedCents),
      createdAt: row.createdAt.toISOString(),
    })),
    reports: reports.map((row) => ({
      id: row.id,
      contentKind: row.contentKind,
      contentId: row.contentId,
      reason: row.reason,
      note: row.note,
      decided: row.decisionId !== null,
      createdAt: row.createdAt.toISOString(),
    })),
    decisions: decisions.map((row) => ({
      id: row.id,
      contentKind: row.contentKind,
      action: row.action,
      reason: row.reason,
      until: iso(row.until),
      appeal: row.appeal,
      createdAt: row.createdAt.toISOString(),
    })),
    audit: audit.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    counts: numbers,
  }
}

export interface RefundView {
  id: string
  subjectType: 'booking' | 'order'
  subjectId: string
  paymentId: string
  amountCents: number
  reason: string
  bearer: 'PLATFORM' | 'PARTNER'
  status: 'WAITING' | 'DONE' | 'REFUSED'
  requestedBy: string
  requesterName: string
  decidedBy: string | null
  deciderName: string | null
  createdAt: Date
  decidedAt: Date | null
}

/** Newest first; one more than `limit` when there is a next page. */
export function listStaffRefunds(
  db: Reader,
  query: { id?: string; status?: string | undefined; before?: string | undefined; limit: number },
): Promise<RefundView[]> {
  return db.$queryRaw<RefundView[]>`
    SELECT r.id, r.subject_type AS "subjectType", r.subject_id AS "subjectId", r.payment_id AS "paymentId", r.amount_cents AS "amountCents", r.reason, r.bearer,
      r.status::text AS status, r.requested_by AS "requestedBy", u.name AS "requesterName", r.decided_by AS "decidedBy", d.name AS "deciderName",
      r.created_at AS "createdAt", r.decided_at AS "decidedAt"
    FROM staff_refunds r JOIN users u ON u.id = r.requested_by LEFT JOIN users d ON d.id = r.decided_by
    WHERE true ${query.id ? Prisma.sql`AND r.id = ${query.id}::uuid` : Prisma.empty}
      ${query.status ? Prisma.sql`AND r.status = ${query.status}::"StaffRefundStatus"` : Prisma.empty}
      ${query.before ? Prisma.sql`AND r.id < ${query.before}::uuid` : Prisma.empty}
    ORDER BY r.id DESC LIMIT ${query.limit + 1}`
}

export interface TaskView {
  id: string
  kind: string
  subject: string
  details: Record<string, unknown>
  createdAt: Date
  resolvedAt: Date | null
  resolvedBy: string | null
  resolverName: string | null
}

export function listTasks(
  db: Reader,
  query: { id?: string; state: 'open' | 'resolved' | 'all'; before?: string | undefined; limit: number },
): Promise<TaskView[]> {
  const state = {
    open: Prisma.sql`AND t.resolved_at IS NULL`,
    resolved: Prisma.sql`AND t.resolved_at IS NOT NULL`,
    all: Prisma.empty,
  }
  return db.$queryRaw<TaskView[]>`
    SELECT t.id, t.kind, t.subject, t.details, t.created_at AS "createdAt", t.resolved_at AS "resolvedAt", t.resolved_by AS "resolvedBy", u.name AS "resolverName"
    FROM staff_tasks t LEFT JOIN users u ON u.id = t.resolved_by
    WHERE true ${state[query.state]} ${query.id ? Prisma.sql`AND t.id = ${query.id}::uuid` : Prisma.empty}
      ${query.before ? Prisma.sql`AND t.id < ${query.before}::uuid` : Prisma.empty}
    ORDER BY t.id DESC LIMIT ${query.limit + 1}`
}

export interface AnnouncementView {
  id: string
  text: { es: string; en: string }
  startsAt: Date
  endsAt: Date | null
  createdBy: string
  creatorName: string
  createdAt: Date
}

export function listAnnouncements(
  db: Reader,
  query: { id?: string; current: boolean; before?: string | undefined; limit: number },
): Promise<AnnouncementView[]> {
  return db.$queryRaw<AnnouncementView[]>`
    SELECT a.id, a.text, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.created_by AS "createdBy", u.name AS "creatorName", a.created_at AS "createdAt"
    FROM announcements a JOIN users u ON u.id = a.created_by
    WHERE true ${query.current ? Prisma.sql`AND a.starts_at <= app_now() AND (a.ends_at IS NULL OR a.ends_at > app_now())` : Prisma.empty}
      ${query.id ? Prisma.sql`AND a.id = ${query.id}::uuid` : Prisma.empty} ${query.before ? Prisma.sql`AND a.id < ${query.before}::uuid` : Prisma.empty}
    ORDER BY a.id DESC LIMIT ${query.limit + 1}`
}

/** By the time we got them; ids of events say nothing of time. */
export function listWebhookEvents(
  db: Reader,
  query: {
    status?: 'RECEIVED' | 'DONE' | 'IGNORED' | 'FAILED' | undefined
    objectId?: string | undefined
    after: { at: Date; id: string } | null
    limit: number
  },
) {
  return db.webhookEvent.findMany({
    where: {
      ...(query.status ? { status: query.status } : {}),
      ...(query.objectId ? { objectId: query.objectId } : {}),
      ...(query.after
        ? { OR: [{ receivedAt: { lt: query.after.at } }, { receivedAt: query.after.at, id: { lt: query.after.id } }] }
        : {}),
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    omit: { payload: true },
  })
}
