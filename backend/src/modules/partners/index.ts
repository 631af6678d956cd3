/** The door of partners: how people become hosts and sellers, who works for them, and what each may do. */
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { applicationRoutes } from './applications.routes.ts'
import type { PartnerDeps } from './deps.ts'
import { mailApplicationTo, mailInvitationTo } from './mail-partners.ts'
import { partnerGuarantees } from './partners.guarantees.ts'
import { mailApplication, mailInvitation } from './partners.jobs.ts'
import { partnersPersonalData } from './personal-data.repository.ts'
import { profileRoutes } from './profiles.routes.ts'
import type { TeamAccess } from './team-access.ts'
import { can } from './team-rights.rules.ts'

export { applicationReviewed, applicationSubmitted, teamJoined } from './partners.events.ts'
export { type ActsFor, createTeamAccess, type TeamAccess } from './team-access.ts'
export { can } from './team-rights.rules.ts'

export interface Partners extends Module, TeamAccess {
  /** The table of rights. */
  can: typeof can
}

export function createPartners(deps: PartnerDeps): Partners {
  return {
    name: 'partners',
    routes(app) {
      applicationRoutes(app, deps)
      profileRoutes(app, deps)
    },
    jobs: [
      handleJob(mailInvitation, (job) => mailInvitationTo(deps, job)),
      handleJob(mailApplication, (job) => mailApplicationTo(deps, job)),
    ],
    guarantees: partnerGuarantees,
    personalData: partnersPersonalData,
    ...deps.team,
    can,
  }
}
