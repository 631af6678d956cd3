/** Writes and sends the mail about a decision of staff. */
import type { Language } from '../../../../contracts/common.ts'
import { appealUrl, type SignedTokens } from '../../platform/signed-tokens.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import { decisionMail } from './mails/decision-mail.ts'
import type { NotificationData } from './notification-text.rules.ts'
import { notificationText } from './notification-texts.rules.ts'

export interface DecisionMailDeps {
  mailer: Pick<Mailer, 'sendOnce'>
  publicUrl: string
  /** The app is closed to whoever is suspended: such a link opens the decision and the appeal. */
  appealTokens?: SignedTokens
  contactOf(userId: string): Promise<{ name: string; email: string; language: Language } | null>
}

export async function mailDecision(
  deps: DecisionMailDeps,
  job: { key: string; userId: string; type: 'CONTENT_DECIDED' | 'APPEAL_DECIDED'; data: NotificationData },
): Promise<void> {
  const reader = await deps.contactOf(job.userId)
  if (!reader) return
  const text = notificationText(job.type, job.data, reader.language)
  const isSuspended = job.type === 'CONTENT_DECIDED' && job.data['action'] === 'SUSPEND'
  // Written when the mail is, so that none lies in the job table.
  const appeal = () => deps.appealTokens && appealUrl(deps.appealTokens, deps.publicUrl, job.userId)
  await deps.mailer.sendOnce(job.key, 'decision', reader.email, async () =>
    decisionMail({
      ...text,
      reader,
      isSuspended,
      url: isSuspended ? (appeal() ?? null) : `${deps.publicUrl}/yo/decisiones`,
    }),
  )
}
