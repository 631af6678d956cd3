import type { MessageDeps } from './deps.ts'
import { toldEverySeconds } from './message-limits.rules.ts'
import { messagesWaiting } from './messages.events.ts'
import { tellAwayJob } from './messages.jobs.ts'
import { blocksBetween, lockThread, setTold, waitingFor } from './messages.repository.ts'
import { findNewsFacts } from './threads.queries.ts'

/**
 * Some minutes after a message: whoever has not read it is told, once an hour per thread. Run twice it tells once: what was
 * told of is marked in the same transaction.
 */
export async function tellAway(
  deps: Pick<MessageDeps, 'database' | 'events' | 'jobs' | 'readersOf'>,
  { threadId, toBuyer }: { threadId: string; toBuyer: boolean },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const thread = await lockThread(tx, threadId)
    if (!thread) return
    const [reader, writer] = toBuyer ? [thread.buyerId, thread.payeeUserId] : [thread.payeeUserId, thread.buyerId]
    // Whoever blocked the other side wants to hear no more of it.
    if ((await blocksBetween(tx, reader, writer)).byOne) return
    const { count, lastId, toldSecondsAgo } = await waitingFor(tx, thread, toBuyer)
    if (count === 0 || !lastId) return
    if (toldSecondsAgo !== null && toldSecondsAgo < toldEverySeconds) {
      const afterSeconds = toldEverySeconds - toldSecondsAgo
      await deps.jobs.send(tx, tellAwayJob, { threadId, toBuyer }, { afterSeconds })
      return
    }
    const facts = await findNewsFacts(tx, lastId)
    if (!facts) return
    await setTold(tx, threadId, toBuyer)
    // Whoever of a team reads messages is told as the owner is: who answers is theirs to say.
    const team = toBuyer ? [] : ((await deps.readersOf?.(tx, thread.payeeId)) ?? [])
    const others = new Set([thread.payeeUserId, ...team])
    others.delete(thread.buyerId)
    for (const userId of toBuyer ? [thread.buyerId] : others)
      await deps.events.publish(tx, messagesWaiting, { threadId, messageId: lastId, userId, count, ...facts })
  })
}
