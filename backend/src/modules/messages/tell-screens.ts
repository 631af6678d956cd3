import type { RealtimeMessage } from '../../../../contracts/notifications.ts'
import type { MessageDeps } from './deps.ts'

/** After the commit: the open screens of both sides, of the whole team, and of whoever did it. */
export async function tellScreens(
  { database, readersOf, realtime }: Pick<MessageDeps, 'database' | 'readersOf' | 'realtime'>,
  thread: { buyerId: string; payeeId: string; payeeUserId: string },
  message: RealtimeMessage,
  doneBy?: string,
): Promise<void> {
  const team = (await readersOf?.(database.read, thread.payeeId)) ?? []
  const people = new Set([thread.buyerId, thread.payeeUserId, ...team, ...(doneBy === undefined ? [] : [doneBy])])
  for (const person of people) await realtime.publish(`user:${person}`, message)
}
