/** What staff look up, across all modules; read only. */
import type { AnnouncementLevel } from '../../../../contracts/staff.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'

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

/** Lists by id, which sorts by time. */
export interface Walk {
  sort?: 'newest' | 'oldest' | undefined
  after?: string | undefined
  limit: number
}
const beyond = (column: Prisma.Sql, { sort, after }: Walk): Prisma.Sql =>
  after ? Prisma.sql`AND ${column} ${Prisma.raw(sort === 'oldest' ? '>' : '<')} ${after}::uuid` : Prisma.empty
const way = ({ sort }: Walk): Prisma.Sql => Prisma.raw(sort === 'oldest' ? 'ASC' : 'DESC')

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

/** One more than `limit` when there is a next page. */
export function listStaffRefunds(
  db: Reader,
  query: Walk & { id?: string; status?: string | undefined },
): Promise<RefundView[]> {
  return db.$queryRaw<RefundView[]>`
    SELECT r.id, r.subject_type AS "subjectType", r.subject_id AS "subjectId", r.payment_id AS "paymentId", r.amount_cents AS "amountCents", r.reason, r.bearer,
      r.status::text AS status, r.requested_by AS "requestedBy", u.name AS "requesterName", r.decided_by AS "decidedBy", d.name AS "deciderName",
      r.created_at AS "createdAt", r.decided_at AS "decidedAt"
    FROM staff_refunds r JOIN users u ON u.id = r.requested_by LEFT JOIN users d ON d.id = r.decided_by
    WHERE true ${query.id ? Prisma.sql`AND r.id = ${query.id}::uuid` : Prisma.empty}
      ${query.status ? Prisma.sql`AND r.status = ${query.status}::"StaffRefundStatus"` : Prisma.empty}
      ${beyond(Prisma.sql`r.id`, query)}
    ORDER BY r.id ${way(query)} LIMIT ${query.limit + 1}`
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
  subjectName: string | null
}

export function listTasks(
  db: Reader,
  query: Walk & { id?: string; state: 'open' | 'resolved' | 'all' },
): Promise<TaskView[]> {
  const state = {
    open: Prisma.sql`AND t.resolved_at IS NULL`,
    resolved: Prisma.sql`AND t.resolved_at IS NOT NULL`,
    all: Prisma.empty,
  }
  return db.$queryRaw<TaskView[]>`
    SELECT t.id, t.kind, t.subject, t.details, t.created_at AS "createdAt", t.resolved_at AS "resolvedAt", t.resolved_by AS "resolvedBy", u.name AS "resolverName",
      p.name AS "subjectName"
    FROM staff_tasks t LEFT JOIN users u ON u.id = t.resolved_by LEFT JOIN users p ON t.subject = 'user:' || p.id
    WHERE true ${state[query.state]} ${query.id ? Prisma.sql`AND t.id = ${query.id}::uuid` : Prisma.empty}
      ${beyond(Prisma.sql`t.id`, query)}
    ORDER BY t.id ${way(query)} LIMIT ${query.limit + 1}`
}

export interface AnnouncementView {
  id: string
  text: { es: string; en: string }
  level: AnnouncementLevel
  startsAt: Date
  endsAt: Date | null
  createdBy: string
  creatorName: string
  createdAt: Date
}

export function listAnnouncements(
  db: Reader,
  query: Walk & { id?: string; current: boolean },
): Promise<AnnouncementView[]> {
  return db.$queryRaw<AnnouncementView[]>`
    SELECT a.id, a.text, a.level, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.created_by AS "createdBy", u.name AS "creatorName", a.created_at AS "createdAt"
    FROM announcements a JOIN users u ON u.id = a.created_by
    WHERE true ${query.current ? Prisma.sql`AND a.starts_at <= app_now() AND (a.ends_at IS NULL OR a.ends_at > app_now())` : Prisma.empty}
      ${query.id ? Prisma.sql`AND a.id = ${query.id}::uuid` : Prisma.empty} ${beyond(Prisma.sql`a.id`, query)}
    ORDER BY ${query.current ? Prisma.sql`array_position(ARRAY['URGENT', 'NOTICE', 'INFO'], a.level),` : Prisma.empty} a.id ${way(query)} LIMIT ${query.limit + 1}`
}

/** By the time we got them; ids of events say nothing of time. */
export function listWebhookEvents(
  db: Reader,
  query: {
    status?: 'RECEIVED' | 'DONE' | 'IGNORED' | 'FAILED' | undefined
    objectId?: string | undefined
    /** The type itself, or all that begin with it. */
    type?: string | undefined
    sort: 'newest' | 'oldest'
    after: { at: Date; id: string } | null
    limit: number
  },
) {
  const [order, past] = query.sort === 'oldest' ? (['asc', 'gt'] as const) : (['desc', 'lt'] as const)
  return db.webhookEvent.findMany({
    where: {
      ...(query.status ? { status: query.status } : {}),
      ...(query.objectId ? { objectId: query.objectId } : {}),
      ...(query.type ? { type: { startsWith: query.type } } : {}),
      ...(query.after
        ? {
            OR: [
              { receivedAt: { [past]: query.after.at } },
              { receivedAt: query.after.at, id: { [past]: query.after.id } },
            ],
          }
        : {}),
    },
    orderBy: [{ receivedAt: order }, { id: order }],
    take: query.limit + 1,
    omit: { payload: true },
  })
}
