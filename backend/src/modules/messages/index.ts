/** The door of messages: a buyer and a host or workshop, about one listing, booking or order. */
import type { Language } from '../../../../contracts/common.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { countUnread } from './browse-threads.ts'
import type { MessageDeps } from './deps.ts'
import { hideMessage, messageChanged } from './hide-message.ts'
import { messageGuarantees } from './messages.guarantees.ts'
import { tellAwayJob } from './messages.jobs.ts'
import { messageRoutes } from './messages.routes.ts'
import { messagesPersonalData } from './personal-data.repository.ts'
import { tellAway } from './tell-away.ts'
import { findContext, findWaiting, type MessageContext, type WaitingFacts } from './threads.queries.ts'

export { messagesWaiting } from './messages.events.ts'
export type { MessageContext, WaitingFacts } from './threads.queries.ts'

export interface Messages extends Module {
  /** Threads in which something waits for a person. */
  unreadThreads(userId: string): Promise<number>
  /** A message with what was written around it; null when there is none. Only for staff, or to see whether a reporter may read it. */
  contextOf(db: Reader | Tx, messageId: string): Promise<MessageContext | null>
  /** Whether a person reads the thread of a message: what they do not, they cannot report. */
  mayRead(db: Reader | Tx, messageId: string, userId: string): Promise<boolean>
  /** Staff take it out of sight or bring it back; false when it is so already. */
  hide(tx: Tx, messageId: string, hidden: boolean): Promise<boolean>
  /** After the commit: the open screens of both sides read it again. */
  messageChanged(messageId: string): Promise<void>
  /** What waits for a person in a thread, for a mail about it; null once it was read. */
  waiting(input: { threadId: string; userId: string; language: Language }): Promise<WaitingFacts | null>
  /** What the job does some minutes after a message. */
  tellAway(input: { threadId: string; toBuyer: boolean }): Promise<void>
}

export function createMessages(deps: MessageDeps): Messages {
  return {
    name: 'messages',
    routes: messageRoutes(deps),
    jobs: [handleJob(tellAwayJob, (job) => tellAway(deps, job))],
    guarantees: messageGuarantees,
    personalData: messagesPersonalData,
    unreadThreads: (userId) => countUnread(deps, userId, 'es'),
    contextOf: findContext,
    async mayRead(db, messageId, userId) {
      const context = await findContext(db, messageId)
      if (!context) return false
      return context.buyerId === userId || (await deps.payeesOf(userId)).includes(context.payeeId)
    },
    hide: hideMessage,
    messageChanged: (messageId) => messageChanged(deps, messageId),
    waiting: async (input) =>
      findWaiting(deps.database.read, { ...input, payeeIds: await deps.payeesOf(input.userId) }),
    tellAway: (input) => tellAway(deps, input),
  }
}
