/** What other modules may know of what staff decided. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

/** Money on top of the policy is on its way to whoever paid. */
export const staffRefundGiven = defineEvent(
  'staff.refund-given',
  z.object({
    staffRefundId: Id,
    userId: Id,
    subjectType: z.enum(['booking', 'order']),
    subjectId: Id,
    code: z.string(),
    amountCents: z.int(),
  }),
)
