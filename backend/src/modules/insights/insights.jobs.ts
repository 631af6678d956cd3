import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** Every business, from its rows: once a day and after a start, so that nothing that was missed stays missed. */
export const recountAllJob = defineJob({
  name: 'insights.recount-all',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 900,
  concurrency: 1,
})
