import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** A ban with an end is over by itself: what it hid is shown again. */
export const restoreAfterBansJob = defineJob({ name: 'staff.restore-after-bans', schema: z.object({}), retryLimit: 2 })
