import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

export const cancelNotAcceptedJob = defineJob({
  name: 'orders.cancel-not-accepted',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
export const completeOrdersJob = defineJob({
  name: 'orders.complete',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
