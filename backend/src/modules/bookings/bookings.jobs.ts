import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

export const sweepHoldsJob = defineJob({
  name: 'bookings.sweep-holds',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
export const completeBookingsJob = defineJob({
  name: 'bookings.complete',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
export const cancelSlotJob = defineJob({
  name: 'bookings.cancel-slot',
  schema: z.object({ slotId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 5,
  timeoutSeconds: 300,
  concurrency: 2,
})
