import type { Tx } from '../../platform/database/index.ts'
import { lockThread, recountUnread, setHidden, threadOfMessage } from './messages.repository.ts'

/** Staff take a message out of sight or bring it back; false when it is so already, or there is no such message. */
export async function hideMessage(tx: Tx, messageId: string, hidden: boolean): Promise<boolean> {
  const threadId = await threadOfMessage(tx, messageId)
  if (!threadId || !(await lockThread(tx, threadId))) return false
  if (!(await setHidden(tx, messageId, hidden))) return false
  await recountUnread(tx, threadId)
  return true
}
