/** What is closed now: asked before every sale, so kept in the process and forgotten the moment somebody turns a switch. */
import { Feature, type FeatureStates } from '../../../../contracts/settings.ts'
import type { SettingsDeps } from './deps.ts'
import { closedErrors } from './settings.errors.ts'
import { findClosed } from './settings.queries.ts'

const channel = 'feature-switches'
/** A bound for when a message of another process is lost. */
const keptMs = 15_000

export interface ClosedFeatures {
  states(): Promise<FeatureStates>
  /** @throws the refusal of that feature while staff keep it closed */
  assertOpen(feature: Feature): Promise<void>
  /** After a commit that turned one: this process forgets at once, the others by the fan-out. */
  turned(): Promise<void>
}

export function createClosedFeatures({ database, fanOut }: Pick<SettingsDeps, 'database' | 'fanOut'>): ClosedFeatures {
  let kept: { until: number; closed: Promise<ReadonlySet<Feature>> } | null = null
  const forget = () => {
    kept = null
  }
  fanOut.subscribe(channel, forget, forget)

  function closed(): Promise<ReadonlySet<Feature>> {
    if (kept && kept.until > performance.now()) return kept.closed
    const asked = { until: performance.now() + keptMs, closed: findClosed(database.read) }
    kept = asked
    // What could not be read is asked for again.
    asked.closed.catch(() => {
      if (kept === asked) kept = null
    })
    return asked.closed
  }

  return {
    async states() {
      const known = await closed()
      return Object.fromEntries(Feature.options.map((feature) => [feature, !known.has(feature)])) as FeatureStates
    },
    async assertOpen(feature) {
      if ((await closed()).has(feature)) throw closedErrors[feature]()
    },
    async turned() {
      forget()
      await fanOut.publish(channel, null)
    },
  }
}
