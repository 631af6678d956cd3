/** The door of operations: what checks found, the promises checked on the live data, jobs that gave up. */
import { handleJob } from '../../platform/jobs.ts'
import type { HttpModule } from '../../platform/http/route.ts'
import { checkGuarantees, type GuaranteesChecked } from './check-guarantees.ts'
import type { OperationsDeps } from './deps.ts'
import { exportOperations } from './operations.metrics.ts'
import { checkEverySeconds, checkGuaranteesJob } from './operations.jobs.ts'
import { operationsRoutes } from './operations.routes.ts'

export { fileFinding } from './findings.repository.ts'

export interface Operations extends HttpModule {
  /** What the schedule does every five minutes. */
  checkGuarantees(): Promise<GuaranteesChecked>
}

/** Constructed last: it checks what all the others promise. @throws when two promises have one name */
export function createOperations(deps: OperationsDeps): Operations {
  const names = deps.guarantees.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new Error(`two guarantees are called "${twice}"`)
  exportOperations(deps)
  return {
    name: 'operations',
    routes: (app) => operationsRoutes(app, deps),
    jobs: [
      handleJob(checkGuaranteesJob, async () => {
        await checkGuarantees(deps)
      }),
    ],
    schedules: [{ job: checkGuaranteesJob, everySeconds: checkEverySeconds }],
    checkGuarantees: () => checkGuarantees(deps),
  }
}
