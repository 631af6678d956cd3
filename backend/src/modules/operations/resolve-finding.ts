import { platformErrors } from '../../platform/errors.ts'
import type { OperationsDeps, StaffMember } from './deps.ts'
import { markResolved } from './findings.repository.ts'
import { findFinding, type FindingRow } from './operations.queries.ts'

/**
 * Closes a finding with what was done about it, audited in the same transaction. Pressed twice, the second is refused.
 * @throws NOT_FOUND, INVALID_TRANSITION when it is resolved already
 */
export async function resolveFinding(
  deps: Pick<OperationsDeps, 'database' | 'audit'>,
  input: { id: string; note: string; by: StaffMember },
): Promise<FindingRow> {
  return deps.database.transaction(async (tx) => {
    const resolved = await markResolved(tx, input.id, input.by.userId)
    const finding = await findFinding(tx, input.id)
    if (!finding) throw platformErrors.NOT_FOUND()
    if (!resolved) throw platformErrors.INVALID_TRANSITION()
    await deps.audit(tx, {
      actorId: input.by.userId,
      action: 'finding.resolved',
      subject: `finding:${input.id}`,
      details: { kind: resolved.kind, about: resolved.subject, note: input.note },
      ipAddress: input.by.ipAddress,
    })
    return finding
  })
}
