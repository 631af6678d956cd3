export type WebhookFaultRule = {
  /**
   * `delay`: sent `ms` later. `drop`: never sent (the API still lists the event). `duplicate`: sent `copies`
   * times. `hold`: kept until released. `reorder`: held until `times` matching events are there, then sent
   * newest first.
   */
  kind: 'delay' | 'drop' | 'duplicate' | 'hold' | 'reorder'
  /** Event types it applies to; `payment_intent.*` covers a family. Default: every type. */
  types?: string[]
  /** How many matching events. Default: 1, for `hold` and `delay` without end. */
  times?: number
  /** For `delay`. Default 1000. */
  ms?: number
  /** For `duplicate`: how often it arrives in all. Default 2. */
  copies?: number
}

export type ActiveWebhookFault = Required<WebhookFaultRule> & { id: number; caught: string[] }

export type WebhookFaults = {
  add: (rule: WebhookFaultRule) => ActiveWebhookFault
  take: (type: string) => ActiveWebhookFault | null
  list: () => ActiveWebhookFault[]
  clear: () => void
}

function covers(types: string[], type: string): boolean {
  if (types.length === 0) return true
  return types.some((wanted) => wanted === type || (wanted.endsWith('*') && type.startsWith(wanted.slice(0, -1))))
}

/** Decides what happens to an event on its way out. Rules are tried in the order in which they were given. */
export function createWebhookFaults(): WebhookFaults {
  let active: ActiveWebhookFault[] = []
  let nextId = 1
  return {
    add: (rule) => {
      const endless = rule.kind === 'hold' || rule.kind === 'delay'
      const fault: ActiveWebhookFault = {
        id: nextId,
        kind: rule.kind,
        types: rule.types ?? [],
        times: rule.times ?? (endless ? Number.MAX_SAFE_INTEGER : rule.kind === 'reorder' ? 2 : 1),
        ms: rule.ms ?? 1000,
        copies: rule.copies ?? 2,
        caught: [],
      }
      nextId += 1
      active.push(fault)
      return fault
    },
    take: (type) => {
      const fault = active.find((candidate) => covers(candidate.types, type))
      if (!fault) return null
      fault.times -= 1
      if (fault.times <= 0) active = active.filter((other) => other !== fault)
      return fault
    },
    list: () => active.map((fault) => ({ ...fault, caught: [...fault.caught] })),
    clear: () => {
      active = []
    },
  }
}
