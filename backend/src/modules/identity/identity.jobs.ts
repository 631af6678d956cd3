import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** `welcome`: verify after signing up; `verify`: the link again; `reset`: a new password; `already-registered`: someone signed up with your address. */
export const accountMailKinds = ['welcome', 'verify', 'reset', 'already-registered'] as const
const AccountMail = z.object({ kind: z.enum(accountMailKinds), email: z.string(), requestedAt: z.iso.datetime() })
export type AccountMail = z.infer<typeof AccountMail>

/** Links are made when the mail is written, so that no usable token lies in the job table. */
export const mailAccountLink = defineJob({
  name: 'identity.mail-account-link',
  schema: AccountMail,
  retryLimit: 6,
  timeoutSeconds: 30,
})

export const forgetExpired = defineJob({ name: 'identity.forget-expired', schema: z.object({}), retryLimit: 2 })

/** What its person is told of, and what the audit log calls `user.<it>`. */
export const securityChanges = [
  'second-factor-on',
  'second-factor-off',
  'backup-codes-renewed',
  'passkey-added',
  'passkey-removed',
] as const
const SecurityNews = z.object({ userId: z.uuid(), change: z.enum(securityChanges), at: z.iso.datetime() })
export type SecurityNews = z.infer<typeof SecurityNews>
export type SecurityChange = SecurityNews['change']

export const mailSecurityChange = defineJob({
  name: 'identity.mail-security-change',
  schema: SecurityNews,
  retryLimit: 6,
  timeoutSeconds: 30,
})

const SuspensionNews = z.object({
  userId: z.uuid(),
  /** Null when a suspension was lifted. */
  ban: z.object({ reason: z.string(), until: z.iso.datetime().nullable() }).nullable(),
  at: z.iso.datetime(),
})
export type SuspensionNews = z.infer<typeof SuspensionNews>

/** To whoever staff suspended, or let in again, without a case: nothing of the app would tell them. */
export const mailSuspension = defineJob({
  name: 'identity.mail-suspension',
  schema: SuspensionNews,
  retryLimit: 6,
  timeoutSeconds: 30,
})
