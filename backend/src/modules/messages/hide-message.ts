import type { Tx } from '../../platform/database/index.ts'
import type { MessageDeps } from './deps.ts'
import { lockThread, recountUnread, setHidden, threadOfMessage } from './messages.repository.ts'
import { tellScreens } from './tell-screens.ts'

/** Staff take a message out of sight or bring it back; false when it is so already, or there is no such message. */
export async function hideMessage(tx: Tx, messageId: string, hidden: boolean): Promise<boolean> {
  const threadId = await threadOfMessage(tx, messageId)
  if (!threadId || !(await lockThread(tx, threadId))) return false
  if (!(await setHidden(tx, messageId, hidden))) return false
  await recountUnread(tx, threadId)
  return true
}

/** After the commit: whoever has the conversation open reads it as it is now. */
export async function messageChanged(
  deps: Pick<MessageDeps, 'database' | 'readersOf' | 'realtime'>,
  messageId: string,
): Promise<void> {
  const message = await deps.database.read.message.findUnique({
    where: { id: messageId },
    select: { seq: true, thread: { select: { id: true, buyerId: true, payeeId: true, payeeUserId: true } } },
  })
  if (!message) return
  const { seq, thread } = message
  await tellScreens(deps, thread, { type: 'message', threadId: thread.id, messageId, number: seq })
}
