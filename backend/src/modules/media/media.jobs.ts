import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/**
 * Taken by the handful, so that a queue of photos is not asked about between one and the next; made one at a time in each
 * process. The time is for all of them.
 */
export const processMediaJob = defineJob({
  name: 'media.process',
  schema: z.object({ mediaId: z.uuid() }),
  retryLimit: 8,
  retryDelaySeconds: 5,
  timeoutSeconds: 300,
  concurrency: 4,
})
export const sweepMediaJob = defineJob({
  name: 'media.sweep',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 300,
  concurrency: 1,
})
