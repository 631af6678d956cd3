import { platformErrors } from '../../platform/errors.ts'
import type { MessageDeps, Person } from './deps.ts'
import { lockThread, setBlocked } from './messages.repository.ts'

/**
 * The two sides of a thread write to each other no more, in this thread and any other, until whoever blocked takes it back.
 * A host or workshop blocks and is blocked as a whole. @throws NOT_FOUND when it is not theirs
 */
export async function blockPerson(
  deps: Pick<MessageDeps, 'database' | 'payeesOf'>,
  input: Person & { threadId: string; blocked: boolean },
): Promise<void> {
  const payees = await deps.payeesOf(input.userId)
  await deps.database.transaction(async (tx) => {
    const thread = await lockThread(tx, input.threadId)
    const isBuyer = thread?.buyerId === input.userId
    if (!thread || !(isBuyer || payees.includes(thread.payeeId))) throw platformErrors.NOT_FOUND()
    const [self, other] = isBuyer ? [thread.buyerId, thread.payeeUserId] : [thread.payeeUserId, thread.buyerId]
    await setBlocked(tx, self, other, input.blocked)
  })
}
