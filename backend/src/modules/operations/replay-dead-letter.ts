import { platformErrors } from '../../platform/errors.ts'
import type { OperationsDeps, StaffMember } from './deps.ts'

/**
 * Gives a job that had failed for the last time its attempts again. It leaves the dead letters in the same statement that
 * enqueues it, so pressing twice replays once. @throws NOT_FOUND when it is no dead letter (any more)
 */
export async function replayDeadLetter(
  deps: Pick<OperationsDeps, 'database' | 'jobs' | 'audit'>,
  input: { id: string; by: StaffMember },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (!(await deps.jobs.replayDeadLetter(tx, input.id))) throw platformErrors.NOT_FOUND()
    await deps.audit(tx, {
      actorId: input.by.userId,
      action: 'dead-letter.replayed',
      subject: `dead-letter:${input.id}`,
      details: {},
      ipAddress: input.by.ipAddress,
    })
  })
}
