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
