import type { PrivacyDeps } from './deps.ts'
import { closureAskedMail } from './mails/closure-asked.ts'
import { findClosure } from './privacy.repository.ts'

/** Nothing is mailed when it was taken back meanwhile. */
export async function mailClosureTo(
  deps: Pick<PrivacyDeps, 'config' | 'database' | 'mailer' | 'identity'>,
  { userId, requestedAt, effectiveAt }: { userId: string; requestedAt: string; effectiveAt: string },
): Promise<void> {
  const person = await deps.identity.contactOf(userId)
  if (!person || !(await findClosure(deps.database.read, userId))) return
  const day = new Intl.DateTimeFormat(person.language === 'en' ? 'en-GB' : 'es-MX', {
    dateStyle: 'long',
    timeZone: 'America/Mexico_City',
  }).format(new Date(effectiveAt))
  await deps.mailer.sendOnce(
    `privacy:closure:${userId}:${Date.parse(requestedAt)}`,
    'account-closure',
    person.email,
    async () => closureAskedMail({ ...person, day, url: `${deps.config.http.publicUrl}/yo/privacidad` }),
  )
}
