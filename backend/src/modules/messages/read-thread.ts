import { platformErrors } from '../../platform/errors.ts'
import type { MessageDeps, Person } from './deps.ts'
import { lockThread, recountUnread, setRead } from './messages.repository.ts'
import { tellScreens } from './tell-screens.ts'

/** Everything up to a number is read, never less than before; the other side's screens learn it. @throws NOT_FOUND when it is not theirs */
export async function readThread(
  deps: MessageDeps,
  input: Person & { threadId: string; number: number | undefined },
): Promise<void> {
  const payees = await deps.payeesOf(input.userId)
  const moved = await deps.database.transaction(async (tx) => {
    const thread = await lockThread(tx, input.threadId)
    const isBuyer = thread?.buyerId === input.userId
    if (!thread || !(isBuyer || payees.includes(thread.payeeId))) throw platformErrors.NOT_FOUND()
    const before = isBuyer ? thread.buyerReadSeq : thread.payeeReadSeq
    const upTo = Math.min(input.number ?? thread.lastSeq, thread.lastSeq)
    if (upTo <= before) return null
    await setRead(tx, thread.id, isBuyer ? 'buyer' : 'payee', upTo)
    await recountUnread(tx, thread.id)
    return { ...thread, upTo, isBuyer }
  })
  if (!moved) return
  const side = moved.isBuyer ? 'BUYER' : 'PARTNER'
  const read = { type: 'thread-read', threadId: moved.id, side, number: moved.upTo } as const
  await tellScreens(deps, moved, read, input.userId)
}
