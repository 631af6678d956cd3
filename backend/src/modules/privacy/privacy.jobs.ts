import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { defineJob } from '../../platform/jobs.ts'

export const mailClosure = defineJob({
  name: 'privacy.mail-closure',
  schema: z.object({ userId: Id, requestedAt: Instant, effectiveAt: Instant }),
  retryLimit: 6,
  timeoutSeconds: 30,
})

export const closeAccounts = defineJob({
  name: 'privacy.close-accounts',
  schema: z.object({}),
  retryLimit: 2,
  timeoutSeconds: 300,
})
