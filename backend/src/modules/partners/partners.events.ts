/** What other modules may know of applications and teams. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { PartnerKind, TeamRole } from '../../../../contracts/partners.ts'
import { defineEvent } from '../../platform/events.ts'

const application = z.object({ applicationId: Id, userId: Id, kind: PartnerKind, version: z.int() })

export const applicationSubmitted = defineEvent(
  'partners.application-submitted',
  application.extend({ name: z.string() }),
)
export const applicationReviewed = defineEvent(
  'partners.application-reviewed',
  application.extend({
    outcome: z.enum(['APPROVED', 'MORE_NEEDED', 'REFUSED']),
    reason: z.string(),
    /** The profile that it became. */
    partnerId: Id.nullable(),
    name: z.string(),
  }),
)
export const teamJoined = defineEvent(
  'partners.team-joined',
  z.object({
    memberId: Id,
    kind: PartnerKind,
    partnerId: Id,
    partnerName: z.string(),
    ownerUserId: Id,
    userId: Id,
    userName: z.string(),
    role: TeamRole,
  }),
)
