import type { Language } from '../../../../contracts/common.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import { appealUrl } from '../../platform/signed-tokens.ts'
import type { IdentityDeps } from './deps.ts'
import type { SuspensionNews } from './identity.jobs.ts'
import { findUser } from './identity.queries.ts'
import { suspensionLiftedMail, suspensionMail } from './mails/suspension.ts'

/** Tells a person that staff closed the app to them, why, until when and how to appeal; or that it is open again. */
export async function mailSuspensionTo(
  deps: Pick<IdentityDeps, 'config' | 'database' | 'appealTokens'> & { mailer: Pick<Mailer, 'sendOnce'> },
  { userId, ban, at }: SuspensionNews,
): Promise<void> {
  const user = await findUser(deps.database.read, userId)
  if (!user || user.closedAt) return
  const { publicUrl } = deps.config.http
  const language = user.language as Language
  const inWords = (instant: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es-MX', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'America/Mexico_City',
    }).format(new Date(instant))
  const reader = { name: user.name, language }
  const key = `identity:${ban ? 'suspended' : 'restored'}:${userId}:${at}`
  // The link is made when the mail is written, so that none lies in the job table.
  await deps.mailer.sendOnce(key, ban ? 'account-suspended' : 'account-restored', user.email, async () =>
    ban
      ? suspensionMail({
          reader,
          reason: ban.reason,
          until: ban.until && inWords(ban.until),
          url: appealUrl(deps.appealTokens, publicUrl, userId),
        })
      : suspensionLiftedMail({ reader, url: `${publicUrl}/entrar` }),
  )
}
