/** Writes and sends the mail to somebody who was written to and did not look. */
import type { Language } from '../../../../contracts/common.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import { messagesWaitingMail } from './mails/messages-waiting.ts'

export interface MessageMailDeps {
  mailer: Pick<Mailer, 'sendOnce'>
  publicUrl: string
  contactOf(userId: string): Promise<{ name: string; email: string; language: Language } | null>
  /** Null once it was read. */
  waitingMessages(input: {
    threadId: string
    userId: string
    language: Language
  }): Promise<{ senderName: string; subjectTitle: string; texts: string[]; count: number } | null>
}

/** What was read meanwhile is not mailed. */
export async function mailReader(
  deps: MessageMailDeps,
  job: { key: string; threadId: string; userId: string },
): Promise<void> {
  const { threadId, userId } = job
  const reader = await deps.contactOf(userId)
  const waiting = reader && (await deps.waitingMessages({ threadId, userId, language: reader.language }))
  if (!waiting) return
  await deps.mailer.sendOnce(job.key, 'messages-waiting', reader.email, async () =>
    messagesWaitingMail({ ...waiting, reader, threadId, publicUrl: deps.publicUrl }),
  )
}
