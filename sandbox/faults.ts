export type FaultKind =
  /** 429 before any effect. */
  | 'rate_limit'
  /** A 5xx before any effect; no idempotency key remembers it. */
  | 'error_before'
  /** The call takes effect, the caller reads a 5xx. */
  | 'error_after'
  | 'hang_before'
  | 'hang_after'
  | 'disconnect_before'
  | 'disconnect_after'
  /** Answers rightly, `ms` late; a parallel call with the same key meets a 409 meanwhile. */
  | 'latency'

export type FaultRule = {
  kind: FaultKind
  /** `POST`, `GET`, `DELETE`, or `*` for any. Default `*`. */
  method?: string
  /** `/v1/payment_intents/*` : `*` stands for one path segment, `**` for anything. Default `**`. */
  path?: string
  /** How many matching calls it applies to. Default 1. */
  times?: number
  /** For `latency`. Default 1000. */
  ms?: number
  /** For the `error_…` kinds. Default 500. */
  status?: number
  /** For `error_after`: what the idempotency key remembers. Default 'answer': as if a gateway had lost the answer. */
  remembers?: 'answer' | 'error'
  /** Sent as `stripe-should-retry`; false keeps the SDK's own retries out of the way. */
  shouldRetry?: boolean
}

export type ActiveFault = Required<Omit<FaultRule, 'shouldRetry'>> & { id: number; shouldRetry: boolean | null }

export type Faults = {
  add: (rule: FaultRule) => ActiveFault
  /** The first active fault for this call, one use of it spent. */
  take: (method: string, path: string) => ActiveFault | null
  list: () => ActiveFault[]
  clear: () => void
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`).test(path)
}

export function createFaults(): Faults {
  let active: ActiveFault[] = []
  let nextId = 1
  return {
    add: (rule) => {
      const fault: ActiveFault = {
        id: nextId,
        kind: rule.kind,
        method: (rule.method ?? '*').toUpperCase(),
        path: rule.path ?? '**',
        times: rule.times ?? 1,
        ms: rule.ms ?? 1000,
        status: rule.status ?? 500,
        remembers: rule.remembers ?? 'answer',
        shouldRetry: rule.shouldRetry ?? null,
      }
      nextId += 1
      active.push(fault)
      return fault
    },
    take: (method, path) => {
      const fault = active.find(
        (candidate) => (candidate.method === '*' || candidate.method === method) && matches(candidate.path, path),
      )
      if (!fault) return null
      fault.times -= 1
      if (fault.times <= 0) active = active.filter((other) => other !== fault)
      return { ...fault }
    },
    list: () => active.map((fault) => ({ ...fault })),
    clear: () => {
      active = []
    },
  }
}
