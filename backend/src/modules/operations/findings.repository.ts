/** What checks found that should not be. */
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface NewFinding {
  /** Says what was found, so that finding it again is no second finding: `dispute:<id>`. */
  key: string
  kind: string
  subject: string
  details: Record<string, unknown>
}

/** Files a fact that was found, once and for all: found again after staff resolved it, it stays resolved. */
export async function fileFinding(tx: Tx, finding: NewFinding): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO findings (id, key, kind, subject, details, created_at)
    SELECT ${newId()}::uuid, ${finding.key}, ${finding.kind}, ${finding.subject}, ${JSON.stringify(finding.details)}::jsonb, app_now()
    WHERE NOT EXISTS (SELECT 1 FROM findings WHERE key = ${finding.key})
    ON CONFLICT (key) WHERE resolved_at IS NULL DO NOTHING`
}

/** Files a state that should not be: once while it is open, and again when it is still, or again, so after staff resolved it. */
export async function fileOpenFinding(tx: Tx, finding: NewFinding): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO findings (id, key, kind, subject, details, created_at)
    VALUES (${newId()}::uuid, ${finding.key}, ${finding.kind}, ${finding.subject}, ${JSON.stringify(finding.details)}::jsonb, app_now())
    ON CONFLICT (key) WHERE resolved_at IS NULL DO NOTHING`
}

/** Null when it is not open (any more), or not there. */
export async function markResolved(
  tx: Tx,
  id: string,
  userId: string,
): Promise<{ kind: string; subject: string } | null> {
  const [row] = await tx.$queryRaw<{ kind: string; subject: string }[]>`
    UPDATE findings SET resolved_at = app_now(), resolved_by = ${userId}::uuid
    WHERE id = ${id}::uuid AND resolved_at IS NULL RETURNING kind, subject`
  return row ?? null
}
