/** Cases and decisions as staff, and the people they are about, read them. */
import type {
  AppealStatus,
  CaseCard,
  CaseReport,
  Decision,
  DecisionAction,
  OwnDecision,
  PersonHistory,
  ReportedKind,
  ReportReason,
} from '../../../../contracts/moderation.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { Keyset } from '../../platform/pure/keyset-cursor.ts'
import { mayAppeal } from './decision.rules.ts'

interface CaseRow {
  kind: ReportedKind
  id: string
  title: string | null
  reportedUser: { id: string; name: string } | null
  reports: number
  reasons: ReportReason[]
  first: Date
  last: Date
}

/** Open cases, by their first report. */
export async function listCases(
  reader: Reader,
  {
    kind,
    sort,
    limit,
    after,
  }: { kind: ReportedKind | null; sort: 'oldest' | 'newest'; limit: number; after: Keyset | null },
): Promise<{ items: CaseCard[]; next: Keyset | null }> {
  const [way, beyond] = sort === 'newest' ? [Prisma.raw('DESC'), Prisma.raw('<')] : [Prisma.raw('ASC'), Prisma.raw('>')]
  const rows = await reader.$queryRaw<CaseRow[]>`
    SELECT c.*, CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS "reportedUser"
    FROM (
      SELECT content_kind::text AS kind, content_id AS id, (array_agg(snapshot ->> 'title' ORDER BY created_at))[1] AS title,
        (array_agg(reported_user_id ORDER BY created_at))[1] AS user_id, count(*)::int AS reports,
        array_agg(DISTINCT reason::text) AS reasons, min(created_at) AS first, max(created_at) AS last
      FROM reports WHERE decision_id IS NULL ${kind ? Prisma.sql`AND content_kind = ${kind}::"ReportedKind"` : Prisma.empty}
      GROUP BY content_kind, content_id
    ) c LEFT JOIN users u ON u.id = c.user_id
    ${after ? Prisma.sql`WHERE (c.first, c.id) ${beyond} (${after.at}, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY c.first ${way}, c.id ${way} LIMIT ${limit + 1}`
  const shown = rows.slice(0, limit)
  const end = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      contentKind: row.kind,
      contentId: row.id,
      title: row.title,
      reportedUser: row.reportedUser,
      reports: row.reports,
      reasons: row.reasons,
      firstReportedAt: row.first.toISOString(),
      lastReportedAt: row.last.toISOString(),
    })),
    next: end ? { at: end.first, id: end.id } : null,
  }
}

/** What waits for staff. */
export async function countWork(reader: Reader): Promise<{ open: number; appeals: number }> {
  const [row] = await reader.$queryRaw<{ open: number; appeals: number }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT DISTINCT content_kind, content_id FROM reports WHERE decision_id IS NULL) c) AS open,
      (SELECT count(*)::int FROM decisions WHERE appeal = 'OPEN') AS appeals`
  return row ?? { open: 0, appeals: 0 }
}

/** More than anybody reads of one case. */
const mostReports = 100

export async function listReports(reader: Reader, kind: ReportedKind, id: string): Promise<CaseReport[]> {
  const rows = await reader.$queryRaw<
    (Omit<CaseReport, 'createdAt' | 'was'> & { createdAt: Date; was: NonNullable<CaseReport['was']> })[]
  >`
    SELECT r.id, jsonb_build_object('id', u.id, 'name', u.name) AS reporter, r.reason::text AS reason, r.note, r.snapshot AS was,
      r.decision_id AS "decisionId", r.created_at AS "createdAt"
    FROM reports r JOIN users u ON u.id = r.reporter_id
    WHERE r.content_kind = ${kind}::"ReportedKind" AND r.content_id = ${id}::uuid
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${mostReports}`
  return rows.map((row) => ({
    ...row,
    was: 'title' in row.was ? row.was : null,
    createdAt: row.createdAt.toISOString(),
  }))
}

interface DecisionRow {
  id: string
  kind: ReportedKind
  contentId: string
  title: string | null
  action: DecisionAction
  reason: string
  until: Date | null
  decidedBy: { id: string; name: string }
  createdAt: Date
  appeal: AppealStatus
  appealText: string | null
  appealedAt: Date | null
  appealAnswer: string | null
  appealDecidedBy: { id: string; name: string } | null
  appealDecidedAt: Date | null
}

/** By id, which sorts by time; latest first unless asked otherwise. */
interface DecisionSlice {
  limit: number
  before: string | undefined
  sort?: 'newest' | 'oldest'
}
export interface DecisionFilter {
  content?: { kind: ReportedKind; id: string }
  userId?: string
  appeal?: AppealStatus
  /** What the person is told of. */
  toldOnly?: boolean
  id?: string
}

async function findDecisions(reader: Reader, filter: DecisionFilter, page: DecisionSlice): Promise<DecisionRow[]> {
  const where = [Prisma.sql`true`]
  if (filter.id) where.push(Prisma.sql`d.id = ${filter.id}::uuid`)
  if (filter.content)
    where.push(
      Prisma.sql`d.content_kind = ${filter.content.kind}::"ReportedKind" AND d.content_id = ${filter.content.id}::uuid`,
    )
  if (filter.userId) where.push(Prisma.sql`d.reported_user_id = ${filter.userId}::uuid`)
  if (filter.appeal) where.push(Prisma.sql`d.appeal = ${filter.appeal}::"AppealStatus"`)
  if (filter.toldOnly) where.push(Prisma.sql`d.action <> 'KEEP'`)
  const [way, beyond] =
    page.sort === 'oldest' ? [Prisma.raw('ASC'), Prisma.raw('>')] : [Prisma.raw('DESC'), Prisma.raw('<')]
  if (page.before) where.push(Prisma.sql`d.id ${beyond} ${page.before}::uuid`)
  return reader.$queryRaw<DecisionRow[]>`
    SELECT d.id, d.content_kind::text AS kind, d.content_id AS "contentId", d.action::text AS action, d.reason, d.until, d.created_at AS "createdAt",
      (SELECT r.snapshot ->> 'title' FROM reports r WHERE r.decision_id = d.id ORDER BY r.created_at LIMIT 1) AS title,
      jsonb_build_object('id', m.id, 'name', m.name) AS "decidedBy", d.appeal::text AS appeal, d.appeal_text AS "appealText", d.appealed_at AS "appealedAt",
      d.appeal_answer AS "appealAnswer", d.appeal_decided_at AS "appealDecidedAt",
      CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'name', a.name) END AS "appealDecidedBy"
    FROM decisions d JOIN users m ON m.id = d.decided_by LEFT JOIN users a ON a.id = d.appeal_decided_by
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY d.id ${way} LIMIT ${page.limit}`
}

const decisionOf = (row: DecisionRow): Decision => ({
  id: row.id,
  contentKind: row.kind,
  contentId: row.contentId,
  action: row.action,
  reason: row.reason,
  until: row.until?.toISOString() ?? null,
  decidedBy: row.decidedBy,
  createdAt: row.createdAt.toISOString(),
  appeal: {
    status: row.appeal,
    text: row.appealText,
    at: row.appealedAt?.toISOString() ?? null,
    answer: row.appealAnswer,
    decidedBy: row.appealDecidedBy,
    decidedAt: row.appealDecidedAt?.toISOString() ?? null,
  },
})

/** As the person sees it: not who took it. */
const ownDecisionOf = (row: DecisionRow): OwnDecision => {
  const { decidedBy: _by, appeal, ...decision } = decisionOf(row)
  const { decidedBy: _appealBy, ...told } = appeal
  return {
    ...decision,
    title: row.title,
    mayAppeal: mayAppeal({ action: row.action, appeal: row.appeal }),
    appeal: told,
  }
}

export async function listDecisions(reader: Reader, filter: DecisionFilter, page: DecisionSlice): Promise<Decision[]> {
  return (await findDecisions(reader, filter, page)).map(decisionOf)
}

export async function listOwnDecisions(
  reader: Reader,
  userId: string,
  page: { limit: number; before: string | undefined; id?: string },
): Promise<OwnDecision[]> {
  const filter = { userId, toldOnly: true, ...(page.id ? { id: page.id } : {}) }
  return (await findDecisions(reader, filter, page)).map(ownDecisionOf)
}

const mostHistory = 20

export async function findHistory(reader: Reader, userId: string): Promise<PersonHistory | null> {
  const [[row], decisions] = await Promise.all([
    reader.$queryRaw<
      {
        id: string
        name: string
        role: string
        since: Date
        banned: boolean
        banExpires: Date | null
        reports: number
      }[]
    >`
      SELECT u.id, u.name, u.role, u.created_at AS since, u.banned AND (u.ban_expires IS NULL OR u.ban_expires > app_now()) AS banned,
        u.ban_expires AS "banExpires", (SELECT count(*)::int FROM reports r WHERE r.reported_user_id = u.id) AS reports
      FROM users u WHERE u.id = ${userId}::uuid`,
    listDecisions(reader, { userId }, { limit: mostHistory, before: undefined }),
  ])
  if (!row) return null
  return {
    ...row,
    since: row.since.toISOString(),
    banExpires: row.banned ? (row.banExpires?.toISOString() ?? null) : null,
    decisions,
  }
}

/** The decision by which a person is, or was last, suspended; null when staff did it without a case. */
export async function findLastSuspension(reader: Reader, userId: string): Promise<string | null> {
  const [row] = await reader.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM decisions d JOIN users u ON u.id = d.reported_user_id
    WHERE u.id = ${userId}::uuid AND d.action = 'SUSPEND' AND (NOT u.banned OR d.reason = u.ban_reason AND NOT EXISTS (
      -- Suspended again since, for the same reason and without a case: that is for a new appeal.
      SELECT 1 FROM audit_entries a WHERE a.subject = 'user:' || u.id AND a.action = 'user.banned' AND a.id > d.id AND NOT EXISTS (
        SELECT 1 FROM audit_entries m WHERE m.subject = lower(d.content_kind::text) || ':' || d.content_id
          AND m.action = 'moderation.decided' AND m.details ->> 'decisionId' = d.id::text AND m.id > a.id)))
    ORDER BY d.id DESC LIMIT 1`
  return row?.id ?? null
}

/** A suspension that lasts, and who gave it; null when there is none. */
export async function findBan(
  reader: Reader,
  userId: string,
): Promise<{ reason: string; until: Date | null; by: string } | null> {
  const [row] = await reader.$queryRaw<{ reason: string; until: Date | null; by: string }[]>`
    SELECT coalesce(u.ban_reason, '') AS reason, u.ban_expires AS until,
      (SELECT a.actor_id FROM audit_entries a WHERE a.subject = 'user:' || u.id AND a.action = 'user.banned' ORDER BY a.id DESC LIMIT 1) AS by
    FROM users u WHERE u.id = ${userId}::uuid AND u.banned AND (u.ban_expires IS NULL OR u.ban_expires > app_now())`
  return row?.by ? row : null
}

/** Null for an account that is no more. */
export async function findSuspended(
  reader: Reader,
  userId: string,
): Promise<{ banned: boolean; reason: string | null; until: string | null } | null> {
  const [row] = await reader.$queryRaw<{ banned: boolean; reason: string | null; until: Date | null }[]>`
    SELECT banned AND (ban_expires IS NULL OR ban_expires > app_now()) AS banned, ban_reason AS reason, ban_expires AS until
    FROM users WHERE id = ${userId}::uuid AND closed_at IS NULL`
  if (!row) return null
  return row.banned
    ? { banned: true, reason: row.reason, until: row.until?.toISOString() ?? null }
    : { banned: false, reason: null, until: null }
}
