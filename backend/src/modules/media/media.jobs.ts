import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** One at a time in each process: decoding takes a core and a hundred megabytes. */
export const processMediaJob = defineJob({
  name: 'media.process',
  schema: z.object({ mediaId: z.uuid() }),
  retryLimit: 8,
  retryDelaySeconds: 5,
  timeoutSeconds: 180,
  concurrency: 1,
})
export const sweepMediaJob = defineJob({
  name: 'media.sweep',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 300,
  concurrency: 1,
})
