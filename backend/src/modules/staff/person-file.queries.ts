/** Everything of a person, for staff; read only. */
import type { AdminUserDetail } from '../../../../contracts/staff.ts'
import type { Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { iso } from './timeline.rules.ts'

const shown = 20

/** Everything of a person, the latest of each; their address as it is. */
export async function userDetail(db: Reader, id: string): Promise<Omit<AdminUserDetail, 'masked'> | null> {
  const user = await db.user.findUnique({ where: { id }, omit: { image: true } })
  if (!user) return null
  const [
    profiles,
    teams,
    applications,
    bookings,
    orders,
    payments,
    reports,
    decisions,
    audit,
    listings,
    reviews,
    live,
    [counts],
  ] = await Promise.all([
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
    db.$queryRaw<
      { id: string; code: string; status: string; title: string; cents: number; hasMoney: boolean; createdAt: Date }[]
    >`
        SELECT b.id, b.code, b.status::text AS status, e.title, b.total_cents AS cents, b.created_at AS "createdAt", EXISTS (
          SELECT 1 FROM payments p WHERE p.payable_id IN (b.id, b.checkout_id) AND p.captured_cents > p.refunded_cents) AS "hasMoney"
        FROM bookings b JOIN experiences e ON e.id = b.experience_id WHERE b.user_id = ${id}::uuid ORDER BY b.created_at DESC LIMIT ${shown}`,
    db.$queryRaw<
      { id: string; code: string; status: string; seller: string; cents: number; hasMoney: boolean; createdAt: Date }[]
    >`
        SELECT o.id, o.code, o.status::text AS status, s.name AS seller, o.total_cents AS cents, o.created_at AS "createdAt", EXISTS (
          SELECT 1 FROM payments p WHERE p.payable_id IN (o.id, o.checkout_id) AND p.captured_cents > p.refunded_cents) AS "hasMoney"
        FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.user_id = ${id}::uuid ORDER BY o.created_at DESC LIMIT ${shown}`,
    db.payment.findMany({ where: { userId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
    db.report.findMany({ where: { reportedUserId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
    db.decision.findMany({ where: { reportedUserId: id }, orderBy: { createdAt: 'desc' }, take: shown }),
    db.$queryRaw<
      { id: string; action: string; actor: string | null; details: Record<string, unknown>; createdAt: Date }[]
    >`
        SELECT a.id, a.action, u.name AS actor, a.details, a.created_at AS "createdAt" FROM audit_entries a LEFT JOIN users u ON u.id = a.actor_id
        WHERE a.subject = ${`user:${id}`} ORDER BY a.id DESC LIMIT ${shown}`,
    db.$queryRaw<(Omit<AdminUserDetail['listings'][number], 'createdAt'> & { createdAt: Date })[]>`
        SELECT * FROM (
          SELECT 'EXPERIENCE' AS kind, e.id, e.slug, e.title, e.hidden_at IS NOT NULL AS hidden, e.created_at AS "createdAt"
          FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE h.user_id = ${id}::uuid
          UNION ALL
          SELECT 'PRODUCT', p.id, p.slug, p.name, p.hidden_at IS NOT NULL, p.created_at
          FROM products p JOIN seller_profiles s ON s.id = p.seller_id WHERE s.user_id = ${id}::uuid) l
        ORDER BY "createdAt" DESC, id DESC LIMIT ${shown}`,
    db.$queryRaw<(Omit<AdminUserDetail['reviews'][number], 'createdAt'> & { createdAt: Date })[]>`
        SELECT r.id, r.listing_kind::text AS "listingKind", r.listing_id AS "listingId", coalesce(e.title, p.name, '') AS title, r.rating, r.text,
          r.hidden_at IS NOT NULL AS hidden, r.created_at AS "createdAt"
        FROM reviews r LEFT JOIN experiences e ON r.listing_kind = 'EXPERIENCE' AND e.id = r.listing_id
          LEFT JOIN products p ON r.listing_kind = 'PRODUCT' AND p.id = r.listing_id
        WHERE r.user_id = ${id}::uuid ORDER BY r.id DESC LIMIT ${shown}`,
    db.$queryRaw<
      { id: string; userAgent: string | null; ipAddress: string | null; createdAt: Date; expiresAt: Date }[]
    >`
        SELECT id, user_agent AS "userAgent", ip_address AS "ipAddress", created_at AS "createdAt", expires_at AS "expiresAt"
        FROM sessions WHERE user_id = ${id}::uuid AND expires_at > app_now() ORDER BY id DESC LIMIT ${shown}`,
    db.$queryRaw<(AdminUserDetail['counts'] & { sessions: number })[]>`
        SELECT (SELECT count(*)::int FROM bookings WHERE user_id = ${id}::uuid) AS bookings, (SELECT count(*)::int FROM orders WHERE user_id = ${id}::uuid) AS orders,
          (SELECT count(*)::int FROM payments WHERE user_id = ${id}::uuid) AS payments, (SELECT count(*)::int FROM reports WHERE reported_user_id = ${id}::uuid) AS reports,
          (SELECT count(*)::int FROM reviews WHERE user_id = ${id}::uuid) AS reviews, (SELECT count(*)::int FROM messages WHERE sender_id = ${id}::uuid) AS messages,
          (SELECT count(*)::int FROM reports WHERE reporter_id = ${id}::uuid) AS "reportsMade",
          (SELECT count(*)::int FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE h.user_id = ${id}::uuid)
            + (SELECT count(*)::int FROM products p JOIN seller_profiles s ON s.id = p.seller_id WHERE s.user_id = ${id}::uuid) AS listings, (SELECT count(*)::int FROM sessions WHERE user_id = ${id}::uuid AND expires_at > app_now()) AS sessions`,
  ])
  if (!counts) throw new Error('a statement of counts answers one row')
  const { sessions, ...numbers } = counts
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
    // Their rows stay, so that an old token is known as a suspended person's; nobody is signed in with them.
    sessions: banned ? 0 : sessions,
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
    listings: listings.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    reviews: reviews.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    liveSessions: (banned ? [] : live).map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
    audit: audit.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    counts: numbers,
  }
}
