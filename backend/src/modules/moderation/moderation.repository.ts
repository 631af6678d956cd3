/** Every write on reports and decisions. */
import type {
  AppealStatus,
  ContentCopy,
  DecisionAction,
  ReportedKind,
  ReportReason,
} from '../../../../contracts/moderation.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

/** Whatever happens to one case happens one after the other: reports, decisions, appeals. First in the lock order. */
export async function lockCase(tx: Tx, kind: ReportedKind, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`case:${kind}:${id}`}, 0))`
}

export async function countReportsToday(tx: Tx, reporterId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    SELECT count(*)::int AS number FROM reports WHERE reporter_id = ${reporterId}::uuid AND created_at > app_now() - interval '1 day'`
  return row?.number ?? 0
}

/** Null when the person's earlier report of it is still open. */
export async function insertReport(
  tx: Tx,
  report: {
    kind: ReportedKind
    id: string
    reportedUserId: string
    reporterId: string
    reason: ReportReason
    note: string
    snapshot: ContentCopy
  },
): Promise<{ id: string; createdAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ id: string; createdAt: Date }[]>`
    INSERT INTO reports (id, content_kind, content_id, reported_user_id, reporter_id, reason, note, snapshot, created_at)
    VALUES (${newId()}::uuid, ${report.kind}::"ReportedKind", ${report.id}::uuid, ${report.reportedUserId}::uuid, ${report.reporterId}::uuid,
      ${report.reason}::"ReportReason", ${report.note}, ${JSON.stringify(report.snapshot)}::jsonb, app_now())
    ON CONFLICT DO NOTHING RETURNING id, created_at AS "createdAt"`
  return row ?? null
}

interface OpenCase {
  reports: number
  reportedUserId: string | null
  /** A thousand at most: of a crowd's reports the rest is not told. */
  reporterIds: string[]
  title: string | null
}
const mostTold = 1000

/** Whoever was reported, by the open reports; null when there is none. The caller holds the case. */
export async function findOpenCase(
  tx: Tx,
  kind: ReportedKind,
  id: string,
): Promise<(Omit<OpenCase, 'title'> & { title: string }) | null> {
  const [row] = await tx.$queryRaw<OpenCase[]>`
    SELECT count(*)::int AS reports, (array_agg(reported_user_id ORDER BY created_at))[1] AS "reportedUserId",
      (array_agg(DISTINCT reporter_id))[1:${mostTold}] AS "reporterIds",
      (array_agg(snapshot ->> 'title' ORDER BY created_at))[1] AS title
    FROM reports WHERE content_kind = ${kind}::"ReportedKind" AND content_id = ${id}::uuid AND decision_id IS NULL`
  return row && row.reports > 0 ? { ...row, title: row.title ?? '' } : null
}

/** The decision, and all open reports closed by it. The caller holds the case. */
export async function insertDecision(
  tx: Tx,
  decision: {
    kind: ReportedKind
    id: string
    reportedUserId: string | null
    action: DecisionAction
    reason: string
    until: Date | null
    decidedBy: string
  },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO decisions (id, content_kind, content_id, reported_user_id, action, reason, until, decided_by, created_at)
    VALUES (${id}::uuid, ${decision.kind}::"ReportedKind", ${decision.id}::uuid, ${decision.reportedUserId}::uuid, ${decision.action}::"DecisionAction",
      ${decision.reason}, ${decision.until}, ${decision.decidedBy}::uuid, app_now())`
  await tx.$executeRaw`
    UPDATE reports SET decision_id = ${id}::uuid
    WHERE content_kind = ${decision.kind}::"ReportedKind" AND content_id = ${decision.id}::uuid AND decision_id IS NULL`
  return id
}

export interface DecisionRow {
  id: string
  kind: ReportedKind
  contentId: string
  reportedUserId: string | null
  action: DecisionAction
  reason: string
  decidedBy: string
  appeal: AppealStatus
  title: string
}

/** The case of the decision is locked first, as everywhere. */
export async function lockDecision(tx: Tx, id: string): Promise<DecisionRow | null> {
  const find = () => tx.$queryRaw<DecisionRow[]>`
    SELECT d.id, d.content_kind::text AS kind, d.content_id AS "contentId", d.reported_user_id AS "reportedUserId", d.action::text AS action, d.reason,
      d.decided_by AS "decidedBy", d.appeal::text AS appeal,
      coalesce((SELECT r.snapshot ->> 'title' FROM reports r WHERE r.decision_id = d.id ORDER BY r.created_at LIMIT 1), '') AS title
    FROM decisions d WHERE d.id = ${id}::uuid`
  const [before] = await find()
  if (!before) return null
  await lockCase(tx, before.kind, before.contentId)
  const [row] = await find()
  return row ?? null
}

/** The caller holds the case. */
export async function openAppeal(tx: Tx, id: string, text: string): Promise<void> {
  const opened = await tx.$executeRaw`
    UPDATE decisions SET appeal = 'OPEN', appeal_text = ${text}, appealed_at = app_now() WHERE id = ${id}::uuid AND appeal = 'NONE'`
  if (opened !== 1) throw new Error('an appeal was opened twice')
}

/** The caller holds the case. */
export async function closeAppeal(
  tx: Tx,
  id: string,
  outcome: { status: 'UPHELD' | 'OVERTURNED'; answer: string; by: string },
): Promise<void> {
  const closed = await tx.$executeRaw`
    UPDATE decisions SET appeal = ${outcome.status}::"AppealStatus", appeal_answer = ${outcome.answer}, appeal_decided_by = ${outcome.by}::uuid,
      appeal_decided_at = app_now()
    WHERE id = ${id}::uuid AND appeal = 'OPEN'`
  if (closed !== 1) throw new Error('an appeal was decided twice')
}

/** Whether another decision, which stands, keeps it out of sight. The caller holds the case. */
export async function isHiddenByAnother(tx: Tx, decision: DecisionRow): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM decisions WHERE content_kind = ${decision.kind}::"ReportedKind" AND content_id = ${decision.contentId}::uuid AND id <> ${decision.id}::uuid
      AND appeal <> 'OVERTURNED' AND (action = 'HIDE' OR (action = 'SUSPEND' AND content_kind <> 'PROFILE')) LIMIT 1`
  return rows.length > 0
}

/**
 * A suspension that staff gave without a case becomes one, so that it can be appealed like any other: reported and decided
 * by whoever gave it. The caller holds the case.
 */
export async function writeDownBan(
  tx: Tx,
  userId: string,
  ban: { reason: string; until: Date | null; by: string },
): Promise<string> {
  const { reason, until, by } = ban
  const profile = { kind: 'PROFILE', id: userId, reportedUserId: userId } as const
  const id = await insertDecision(tx, { ...profile, action: 'SUSPEND', reason, until, decidedBy: by })
  await tx.$executeRaw`
    INSERT INTO reports (id, content_kind, content_id, reported_user_id, reporter_id, reason, note, decision_id, created_at)
    SELECT ${newId()}::uuid, content_kind, content_id, reported_user_id, decided_by, 'OTHER', '', id, created_at FROM decisions WHERE id = ${id}::uuid`
  return id
}
