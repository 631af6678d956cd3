import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { defineJob } from '../../platform/jobs.ts'

/** The link is made when the mail is written, so that no usable token lies in the job table. */
export const mailInvitation = defineJob({
  name: 'partners.mail-invitation',
  schema: z.object({ memberId: Id, expiresAt: Instant }),
  retryLimit: 6,
  timeoutSeconds: 30,
})

export const mailApplication = defineJob({
  name: 'partners.mail-application',
  schema: z.object({
    applicationId: Id,
    version: z.int(),
    outcome: z.enum(['RECEIVED', 'APPROVED', 'MORE_NEEDED', 'REFUSED']),
    reason: z.string(),
  }),
  retryLimit: 8,
  timeoutSeconds: 30,
})
