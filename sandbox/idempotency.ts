import { createHash } from 'node:crypto'
import { StripeProblem, invalid } from './problems.ts'
import type { Clock } from './clock.ts'
import type { FormObject } from './form-decoding.ts'
import type { RememberedAnswer, Store } from './store.ts'

const KEPT_SECONDS = 24 * 60 * 60
const MAXIMUM_KEYS = 50_000
const MAXIMUM_KEY_LENGTH = 255

export type Ticket = { key: string; fingerprint: string }

export type Idempotency = {
  /**
   * Claims the key for one execution, or gives the remembered answer.
   * Refuses with 400 `idempotency_error` when the parameters differ and with 409 while the first call still runs.
   */
  begin: (key: string, call: { method: string; path: string; form: FormObject }) => Ticket | RememberedAnswer
  /** Inside the commit of the effect, so that effect and memory are one. */
  remember: (ticket: Ticket, answer: { status: number; body: unknown; request: string }) => void
  finish: (ticket: Ticket) => void
}

export function isRemembered(begun: Ticket | RememberedAnswer): begun is RememberedAnswer {
  return 'status' in begun
}

function fingerprintOf(call: { method: string; path: string; form: FormObject }): string {
  const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, entry]) => [name, sorted(entry)])
      : value
  return createHash('sha256')
    .update(`${call.method} ${call.path} ${JSON.stringify(sorted(call.form))}`)
    .digest('hex')
}

export function createIdempotency(store: Store, clock: Clock): Idempotency {
  const inFlight = new Set<string>()
  return {
    begin: (key, call) => {
      if (key.length > MAXIMUM_KEY_LENGTH) {
        throw invalid(`Idempotency keys may be at most ${MAXIMUM_KEY_LENGTH} characters long.`)
      }
      const fingerprint = fingerprintOf(call)
      const remembered = store.get('idempotency_keys', key)
      if (remembered && remembered.created > clock.seconds() - KEPT_SECONDS) {
        if (remembered.fingerprint === fingerprint) return remembered
        throw new StripeProblem({
          status: 400,
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        })
      }
      if (inFlight.has(key)) {
        throw new StripeProblem({
          status: 409,
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        })
      }
      inFlight.add(key)
      return { key, fingerprint }
    },
    remember: ({ key, fingerprint }, answer) => {
      const oldest = clock.seconds() - KEPT_SECONDS
      for (const entry of store.all('idempotency_keys')) {
        if (entry.created > oldest && store.size('idempotency_keys') < MAXIMUM_KEYS) break
        store.remove('idempotency_keys', entry.id)
      }
      store.put('idempotency_keys', { id: key, fingerprint, ...answer, created: clock.seconds() })
    },
    finish: ({ key }) => {
      inFlight.delete(key)
    },
  }
}
