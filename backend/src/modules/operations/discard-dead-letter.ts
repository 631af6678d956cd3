import { platformErrors } from '../../platform/errors.ts'
import type { OperationsDeps, StaffMember } from './deps.ts'

/** Takes a job that can never succeed out of the dead letters, with the reason on record. @throws NOT_FOUND when it is none (any more) */
export async function discardDeadLetter(
  deps: Pick<OperationsDeps, 'database' | 'jobs' | 'audit'>,
  input: { id: string; reason: string; by: StaffMember },
): Promise<void> {
  const { id, reason, by } = input
  await deps.database.transaction(async (tx) => {
    const queue = await deps.jobs.discardDeadLetter(tx, id)
    if (queue === null) throw platformErrors.NOT_FOUND()
    await deps.audit(tx, {
      actorId: by.userId,
      action: 'dead-letter.discarded',
      subject: `dead-letter:${id}`,
      details: { queue, reason },
      ipAddress: by.ipAddress,
    })
  })
}
