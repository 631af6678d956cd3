/** What other modules may know of messages. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

/** Somebody was written to, did not look for some minutes, and has not been told of this thread for an hour. */
export const messagesWaiting = defineEvent(
  'messages.waiting',
  z.object({
    threadId: Id,
    /** The newest that waits. */
    messageId: Id,
    userId: Id,
    senderName: z.string(),
    count: z.int(),
    subjectTitle: z.object({ es: z.string(), en: z.string() }),
  }),
)
