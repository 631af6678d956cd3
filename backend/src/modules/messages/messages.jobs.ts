import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { defineJob } from '../../platform/jobs.ts'

/** Some minutes after a message: whether its reader still has not seen it. */
export const tellAwayJob = defineJob({
  name: 'messages.tell-away',
  schema: z.object({ threadId: Id, toBuyer: z.boolean() }),
})
