import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** Runs again by itself in five minutes, so a failed run is not repeated. */
export const checkGuaranteesJob = defineJob({
  name: 'operations.check-guarantees',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 240,
  concurrency: 1,
})
export const checkEverySeconds = 300
