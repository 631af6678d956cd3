/** The door of privacy: consents, the export of one's own data, and the end of an account. */
import type { z } from 'zod'
import type { ConsentGiven } from '../../../../contracts/privacy.ts'
import type { HttpModule } from '../../platform/http/route.ts'
import { handleJob } from '../../platform/jobs.ts'
import { closeDueAccounts } from './close-account.ts'
import { consentAtSignUp } from './consents.ts'
import type { PrivacyDeps } from './deps.ts'
import { mailClosureTo } from './mail-closure.ts'
import { privacyGuarantees } from './privacy.guarantees.ts'
import { closeAccounts, mailClosure } from './privacy.jobs.ts'
import { privacyRoutes } from './privacy.routes.ts'

const closeEverySeconds = 3600

export interface Privacy extends HttpModule {
  /** What somebody agreed to on the page where they signed up. */
  consentAtSignUp(userId: string, given: z.infer<typeof ConsentGiven>): Promise<void>
  /** Those whose day has come. */
  closeDueAccounts(): Promise<{ closed: number }>
}

export function createPrivacy(given: PrivacyDeps): Privacy {
  const deps = { now: () => new Date(), ...given }
  return {
    name: 'privacy',
    routes: (app) => privacyRoutes(app, deps),
    jobs: [
      handleJob(mailClosure, (job) => mailClosureTo(deps, job)),
      handleJob(closeAccounts, async () => {
        await closeDueAccounts(deps)
      }),
    ],
    schedules: [{ job: closeAccounts, everySeconds: closeEverySeconds }],
    guarantees: privacyGuarantees,
    consentAtSignUp: (userId, consents) => consentAtSignUp(deps, userId, consents),
    closeDueAccounts: () => closeDueAccounts(deps),
  }
}
