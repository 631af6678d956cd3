/** Lets so many of one kind at it at once and makes the others wait here, where they hold no connection. */
export type Gate = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function createGate(mostAtOnce: number): Gate {
  const gates = new Map<string, { running: number; waiting: (() => void)[] }>()

  return async (key, work) => {
    const gate = gates.get(key) ?? { running: 0, waiting: [] }
    gates.set(key, gate)
    // Whoever leaves hands its place over, so the count stays.
    if (gate.running < mostAtOnce) gate.running += 1
    else await new Promise<void>((enter) => gate.waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = gate.waiting.shift()
      if (next) next()
      else {
        gate.running -= 1
        if (gate.running === 0) gates.delete(key)
      }
    }
  }
}
