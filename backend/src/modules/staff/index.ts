/** The door of staff: facts for complaints, money above policy, what a ban means, settings, announcements, tasks. */
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { BanListener } from '../identity/index.ts'
import { caseFileRoutes } from './case-files.routes.ts'
import type { StaffDeps } from './deps.ts'
import { followClosing } from './follow-closings.ts'
import { followBan, restoreAfterBans, tellCatalogue } from './follow-bans.ts'
import type { RefundDeps } from './give-refund.ts'
import { staffPersonalData } from './personal-data.repository.ts'
import { staffGuarantees } from './staff.guarantees.ts'
import { restoreAfterBansJob } from './staff.jobs.ts'
import { fileTask } from './staff.repository.ts'
import { staffMoneyRoutes } from './staff-money.routes.ts'
import { staffRoutes } from './staff.routes.ts'

export { staffRefundGiven } from './staff.events.ts'

export interface Staff extends Module {
  /** Identity tells of bans: listings are hidden, staff get a task, and the end of the ban undoes it. */
  bans: BanListener
  /** Partners tell of a business that closes for good. */
  closed: typeof followClosing
  /** For other modules: something a person has to see to, once while it is open. */
  fileTask: typeof fileTask
  /** What the schedule does: bans with an end that has come. */
  restoreAfterBans(): Promise<number>
}

const restoreEverySeconds = 60

export function createStaff(deps: StaffDeps & RefundDeps): Staff {
  return {
    name: 'staff',
    routes(app) {
      caseFileRoutes(app, deps)
      staffMoneyRoutes(app, deps)
      staffRoutes(app, deps)
    },
    jobs: [
      handleJob(restoreAfterBansJob, async () => {
        await restoreAfterBans(deps)
      }),
    ],
    schedules: [{ job: restoreAfterBansJob, everySeconds: restoreEverySeconds }],
    guarantees: staffGuarantees,
    personalData: staffPersonalData,
    bans: {
      changed: (tx, ban) => followBan(deps, tx, ban),
      // What caches keep is two seconds old at most anyway.
      committed: (userId) => tellCatalogue(deps, userId).catch(() => {}),
    },
    closed: followClosing,
    fileTask,
    restoreAfterBans: () => restoreAfterBans(deps),
  }
}
