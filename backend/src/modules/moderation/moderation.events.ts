/** What other modules may know of decisions. */
import { z } from 'zod'
import { Id, Instant } from '../../../../contracts/common.ts'
import { DecisionAction, ReportedKind } from '../../../../contracts/moderation.ts'
import { defineEvent } from '../../platform/events.ts'

const about = z.object({
  decisionId: Id,
  contentKind: ReportedKind,
  contentId: Id,
  /** Whoever made the content. */
  userId: Id,
  action: DecisionAction,
  title: z.string(),
})
/** KEEP is not told: nobody has to know that they were reported for nothing. */
export const decisionTaken = defineEvent(
  'moderation.decided',
  about.extend({ reason: z.string(), until: Instant.nullable() }),
)
/** Whoever reported it hears that somebody looked, and whether anything came of it; never what, which is between us and the other. */
export const reportsAnswered = defineEvent(
  'moderation.reports-answered',
  z.object({ decisionId: Id, reporterIds: z.array(Id), title: z.string(), acted: z.boolean() }),
)
export const appealDecided = defineEvent(
  'moderation.appeal-decided',
  about.extend({ outcome: z.enum(['UPHELD', 'OVERTURNED']), answer: z.string() }),
)
