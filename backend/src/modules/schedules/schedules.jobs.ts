import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** The calendar ahead, for every rule. */
export const makeAheadJob = defineJob({
  name: 'schedules.make-ahead',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 600,
  concurrency: 1,
})
/** Offers whose time to answer is over, entries whose slot is. */
export const sweepOffersJob = defineJob({
  name: 'schedules.sweep',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
/** The payment intent of a seat held for somebody who waited. */
export const prepareSeatJob = defineJob({
  name: 'schedules.prepare-seat',
  schema: z.object({ bookingId: z.uuid() }),
  retryLimit: 6,
  timeoutSeconds: 60,
})
