import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** Due shares become transfers; what went wrong is tried again by its next run. */
export const payOutJob = defineJob({
  name: 'payouts.pay-out',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 300,
  concurrency: 1,
})
export const submitTransferJob = defineJob({
  name: 'payouts.submit-transfer',
  schema: z.object({ transferId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 5,
  timeoutSeconds: 60,
})
/** Money that went out for what was refunded since comes back. */
export const takeBackJob = defineJob({
  name: 'payouts.take-back',
  schema: z.object({ subjectType: z.string(), subjectId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 5,
  timeoutSeconds: 60,
})
export const submitReversalJob = defineJob({
  name: 'payouts.submit-reversal',
  schema: z.object({ reversalId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 5,
  timeoutSeconds: 60,
})
export const comparePayoutsJob = defineJob({
  name: 'payouts.compare-with-provider',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 600,
  concurrency: 1,
})
