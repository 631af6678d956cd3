/** The way of an application: draft → sent → approved or refused, with as many rounds of "tell us more" as it takes. */
import type { ApplicationStatus } from '../../../../contracts/partners.ts'

export type ApplicationMove = 'edit' | 'submit' | 'approve' | 'ask' | 'refuse'

const moves: Record<ApplicationStatus, Partial<Record<ApplicationMove, ApplicationStatus>>> = {
  DRAFT: { edit: 'DRAFT', submit: 'SUBMITTED' },
  SUBMITTED: { approve: 'APPROVED', ask: 'MORE_NEEDED', refuse: 'REFUSED' },
  MORE_NEEDED: { edit: 'MORE_NEEDED', submit: 'SUBMITTED', refuse: 'REFUSED' },
  // A new one may be begun.
  APPROVED: {},
  REFUSED: {},
}

/** The state after the move, or null when it cannot be made. */
export const afterMove = (status: ApplicationStatus, move: ApplicationMove): ApplicationStatus | null =>
  moves[status][move] ?? null
