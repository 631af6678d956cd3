import type { Language } from '../../../../contracts/common.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import type { IdentityDeps } from './deps.ts'
import type { SecurityNews } from './identity.jobs.ts'
import { findUser } from './identity.queries.ts'
import { securityChangedMail } from './mails/security-changed.ts'

/** Tells a person that something that protects their account changed. */
export async function mailSecurityChangeTo(
  deps: Pick<IdentityDeps, 'config' | 'database'> & { mailer: Pick<Mailer, 'sendOnce'> },
  { userId, change, at }: SecurityNews,
): Promise<void> {
  const user = await findUser(deps.database.read, userId)
  if (!user || user.closedAt) return
  const { publicUrl } = deps.config.http
  const language = user.language as Language
  const when = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es-MX', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'America/Mexico_City',
  }).format(new Date(at))
  await deps.mailer.sendOnce(`identity:${change}:${userId}:${at}`, `account-${change}`, user.email, async () =>
    securityChangedMail({
      language,
      name: user.name,
      change,
      when,
      securityUrl: `${publicUrl}/yo/seguridad`,
      forgotUrl: `${publicUrl}/olvide`,
    }),
  )
}
