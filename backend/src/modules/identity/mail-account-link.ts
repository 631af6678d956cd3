/** Writes the mails about an account. What it mails, and whether it mails at all, shows nowhere but in the mailbox. */
import { randomBytes } from 'node:crypto'
import { createEmailVerificationToken } from 'better-auth/api'
import type { Language } from '../../../../contracts/common.ts'
import type { Mail, Mailer } from '../../platform/outside/mail/index.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import { type Auth, resetSeconds, verificationSeconds } from './auth.ts'
import type { IdentityDeps } from './deps.ts'
import type { AccountMail } from './identity.jobs.ts'
import { findUserByEmail } from './identity.queries.ts'
import { alreadyRegisteredMail } from './mails/already-registered.ts'
import { resetPasswordMail } from './mails/reset-password.ts'
import { verifyAddressMail } from './mails/verify-address.ts'

/** Asking again and again does not fill a stranger's mailbox: one mail of a kind in this many seconds. */
const quietSeconds = 10

export interface MailAccountDeps extends Pick<IdentityDeps, 'config' | 'database' | 'secret' | 'now'> {
  auth: Auth
  mailer: Pick<Mailer, 'sendOnce'>
}

export async function mailAccountLinkTo(
  deps: MailAccountDeps,
  { kind, email, requestedAt }: AccountMail,
): Promise<void> {
  const user = await findUserByEmail(deps.database.read, email)
  if (!user) return
  if ((kind === 'welcome' || kind === 'verify') && user.emailVerified) return
  const { publicUrl } = deps.config.http
  const person = { language: user.language as Language, name: user.name }

  async function write(): Promise<Mail> {
    if (kind === 'already-registered') {
      return alreadyRegisteredMail({ ...person, signInUrl: `${publicUrl}/entrar`, forgotUrl: `${publicUrl}/olvide` })
    }
    if (kind === 'reset') {
      const token = randomBytes(24).toString('base64url')
      const { internalAdapter } = await deps.auth.$context
      const expiresAt = addSeconds(deps.now(), resetSeconds)
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: (user as { id: string }).id,
        expiresAt,
      })
      return resetPasswordMail({ ...person, url: `${publicUrl}/restablecer?token=${token}` })
    }
    const token = await createEmailVerificationToken(deps.secret, email, undefined, verificationSeconds, {
      userId: user?.id,
    })
    return verifyAddressMail({ ...person, url: `${publicUrl}/verificar?token=${token}`, welcome: kind === 'welcome' })
  }

  const window = Math.floor(Date.parse(requestedAt) / (quietSeconds * 1000))
  const key = kind === 'welcome' ? `identity:welcome:${user.id}` : `identity:${kind}:${user.id}:${window}`
  await deps.mailer.sendOnce(key, `account-${kind}`, user.email, write)
}
