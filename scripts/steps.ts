/** What a start prints while it works: one line per finished step with its time, and on a terminal what is under way. */

export interface Steps {
  /** Runs `work` and prints `✓ label 1.2 s`, or what `work` would rather have said; a failure prints nothing. */
  run<T>(label: string, work: (say: (label: string | null) => void) => Promise<T>): Promise<T>
  /** A line between the steps. */
  note(text: string): void
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Steps may overlap; the live line (terminals only) names all that are under way. */
export function createSteps(out: NodeJS.WriteStream = process.stdout): Steps {
  const active = new Map<symbol, { label: string; since: number }>()
  let timer: NodeJS.Timeout | undefined
  const clear = () => {
    if (out.isTTY) out.write('\r\x1b[K')
  }
  const draw = () => {
    clear()
    const names = [...active.values()].map((step) => `${step.label} ${seconds(step.since)}`)
    if (names.length) out.write(`… ${names.join(' · ')}`.slice(0, (out.columns ?? 80) - 1))
  }
  const print = (text: string) => {
    clear()
    out.write(`${text}\n`)
    if (out.isTTY) draw()
  }
  return {
    note: print,
    async run(label, work) {
      const id = Symbol(label)
      const since = performance.now()
      let done: string | null = label
      active.set(id, { label, since })
      if (out.isTTY) timer ??= setInterval(draw, 100)
      try {
        const result = await work((said) => (done = said))
        active.delete(id)
        if (done !== null) print(`✓ ${done} ${seconds(since)}`)
        return result
      } finally {
        active.delete(id)
        if (active.size === 0) {
          clearInterval(timer)
          timer = undefined
          clear()
        }
      }
    },
  }
}
