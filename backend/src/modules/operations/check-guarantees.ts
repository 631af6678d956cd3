/** Every promise of every module, asked of the live data. */
import type { OperationsDeps } from './deps.ts'
import { fileOpenFinding } from './findings.repository.ts'
import { findViolations, keepChecked, keepUnchecked } from './guarantees.repository.ts'

export interface GuaranteesChecked {
  kept: number
  /** Names of promises with at least one violation. */
  broken: string[]
  /** Names of promises whose query gave no answer. */
  unchecked: string[]
}

type Deps = Pick<OperationsDeps, 'database' | 'guarantees' | 'logger' | 'report'>

/** One after the other, so that checking never takes more than one connection. A check that fails keeps no other from running. */
export async function checkGuarantees(deps: Deps): Promise<GuaranteesChecked> {
  const checked: GuaranteesChecked = { kept: 0, broken: [], unchecked: [] }
  for (const guarantee of deps.guarantees) {
    try {
      const violations = await findViolations(deps.database, guarantee)
      await keepChecked(deps.database, guarantee.name, violations.total)
      if (violations.total === 0) {
        checked.kept += 1
        continue
      }
      checked.broken.push(guarantee.name)
      deps.logger.error(
        { guarantee: guarantee.name, violations: violations.total, rows: violations.rows },
        'a guarantee is broken',
      )
      deps.report(new Error(`guarantee broken: ${guarantee.name} (${violations.total})`))
      await deps.database.transaction((tx) =>
        fileOpenFinding(tx, {
          key: `guarantee:${guarantee.name}`,
          kind: 'GUARANTEE_BROKEN',
          subject: guarantee.name,
          details: { violations: violations.total, rows: violations.rows },
        }),
      )
    } catch (error) {
      checked.unchecked.push(guarantee.name)
      deps.logger.error({ err: error, guarantee: guarantee.name }, 'a guarantee could not be checked')
      await keepUnchecked(deps.database, guarantee.name, error instanceof Error ? error.message : String(error)).catch(
        (again: unknown) => deps.logger.warn({ err: again }, 'that a guarantee is unchecked could not be kept'),
      )
    }
  }
  return checked
}
