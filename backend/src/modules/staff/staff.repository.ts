/** Every query that writes or locks what staff own: tasks, refunds above policy, announcements. */
import type { Prisma, Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

/** Unique while open: the same task is filed once, and says what is true now. */
export async function fileTask(
  tx: Tx,
  task: { key: string; kind: string; subject: string; details: Prisma.InputJsonObject },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO staff_tasks (id, key, kind, subject, details, created_at)
    VALUES (${newId()}::uuid, ${task.key}, ${task.kind}, ${task.subject}, ${JSON.stringify(task.details)}::jsonb, app_now())
    ON CONFLICT (key) WHERE resolved_at IS NULL DO UPDATE SET details = excluded.details`
}

/** False when it is resolved already, or there is none. */
export async function resolveTask(tx: Tx, id: string, by: string): Promise<boolean> {
  const resolved = await tx.$executeRaw`
    UPDATE staff_tasks SET resolved_at = app_now(), resolved_by = ${by}::uuid WHERE id = ${id}::uuid AND resolved_at IS NULL`
  return resolved === 1
}

export interface HiddenByBan {
  taskId: string
  userId: string
  hostId: string | null
  sellerId: string | null
}

/** What bans hid and nobody has shown again, of one person or of everybody whose ban is over. Locks the tasks. */
export function lockHidden(tx: Tx, userId: string | null): Promise<HiddenByBan[]> {
  return tx.$queryRaw<HiddenByBan[]>`
    SELECT t.id AS "taskId", u.id AS "userId", t.details ->> 'hiddenHostId' AS "hostId", t.details ->> 'hiddenSellerId' AS "sellerId"
    FROM staff_tasks t JOIN users u ON t.subject = 'user:' || u.id
    WHERE t.kind = 'BANNED_PERSON' AND (t.details ->> 'hiddenHostId' IS NOT NULL OR t.details ->> 'hiddenSellerId' IS NOT NULL)
      AND (${userId}::uuid = u.id OR (${userId}::uuid IS NULL AND NOT (u.banned AND (u.ban_expires IS NULL OR u.ban_expires > app_now()))))
    ORDER BY t.id LIMIT 100 FOR UPDATE OF t`
}

/** They are shown again, and nothing is left to show. */
export async function markShown(tx: Tx, taskId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE staff_tasks SET details = details - 'hiddenHostId' - 'hiddenSellerId' WHERE id = ${taskId}::uuid`
}

export interface StaffRefundRow {
  id: string
  subjectType: 'booking' | 'order'
  subjectId: string
  paymentId: string
  amountCents: number
  reason: string
  bearer: 'PLATFORM' | 'PARTNER'
  status: 'WAITING' | 'DONE' | 'REFUSED'
  requestedBy: string
}

export async function insertRefund(tx: Tx, row: Omit<StaffRefundRow, 'id' | 'status'>): Promise<string> {
  const id = newId()
  await tx.staffRefund.create({ data: { ...row, id, status: 'WAITING' } })
  return id
}

export async function lockStaffRefund(tx: Tx, id: string): Promise<StaffRefundRow | null> {
  await tx.$queryRaw`SELECT 1 FROM staff_refunds WHERE id = ${id}::uuid FOR UPDATE`
  return (await tx.staffRefund.findUnique({ where: { id } })) as StaffRefundRow | null
}

/** `by` is null when whoever asked decided alone. */
export async function setRefundDecided(
  tx: Tx,
  id: string,
  decision: { status: 'DONE' | 'REFUSED'; by: string | null; refundId: string | null },
): Promise<void> {
  const moved = await tx.$executeRaw`
    UPDATE staff_refunds SET status = ${decision.status}::"StaffRefundStatus", decided_by = ${decision.by}::uuid, refund_id = ${decision.refundId}::uuid, decided_at = app_now()
    WHERE id = ${id}::uuid AND status = 'WAITING'`
  if (moved !== 1) throw new Error(`staff refund ${id} moved under its lock`)
}

export async function insertAnnouncement(
  tx: Tx,
  row: { text: { es: string; en: string }; level: string; startsAt: Date | null; endsAt: Date | null; by: string },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO announcements (id, text, level, starts_at, ends_at, created_by, created_at)
    VALUES (${id}::uuid, ${JSON.stringify(row.text)}::jsonb, ${row.level}, coalesce(${row.startsAt}::timestamptz, app_now()), ${row.endsAt}::timestamptz, ${row.by}::uuid, app_now())`
  return id
}

export async function deleteAnnouncement(tx: Tx, id: string): Promise<{ es: string; en: string } | null> {
  const rows = await tx.$queryRaw<
    { text: { es: string; en: string } }[]
  >`DELETE FROM announcements WHERE id = ${id}::uuid RETURNING text`
  return rows[0]?.text ?? null
}
