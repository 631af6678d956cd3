import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

export const sweepCheckoutsJob = defineJob({
  name: 'checkout.sweep',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
export const forgetCartsJob = defineJob({
  name: 'checkout.forget-carts',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
