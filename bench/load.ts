/** Load with an end: so many connections, each asking again as soon as it was answered, for so long or so often. */
import { type Answer, openConnection } from './http-connection.ts'

export interface Figures {
  /** Answers (or calls) per second. */
  perSecond: number
  count: number
  p50: number
  p95: number
  p99: number
  /** How often each status came. */
  statuses: Record<string, number>
}

export interface Bounds {
  connections: number
  /** The end, whichever comes first. */
  seconds: number
  most?: number
}

/** Before anything counts: enough answers for the compiler to have seen the code, on a busy machine too. */
export const warmUp = ({ connections, seconds }: Bounds): Bounds => ({
  connections,
  seconds: Math.min(15, 5 * seconds),
  most: 4000,
})

export function figuresOf(latencies: number[], elapsedMs: number, statuses: Record<string, number>): Figures {
  const sorted = Float64Array.from(latencies).sort()
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return {
    perSecond: latencies.length / (elapsedMs / 1000),
    count: latencies.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    statuses,
  }
}

/** The first body of each refusing status, for whoever wonders. */
const unexpected = new Map<number, string>()

/** Calls `work` again and again, `connections` at a time. `work` answers what is counted; null ends its worker. */
export async function repeat(
  { connections, seconds, most = Number.POSITIVE_INFINITY }: Bounds,
  work: (worker: number) => Promise<string | null>,
): Promise<Figures> {
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  const begun = performance.now()
  const end = begun + seconds * 1000
  let started = 0
  let last = begun
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      while (started < most && performance.now() < end) {
        started += 1
        const from = performance.now()
        const outcome = await work(worker)
        if (outcome === null) return
        last = performance.now()
        latencies.push(last - from)
        statuses[outcome] = (statuses[outcome] ?? 0) + 1
      }
    }),
  )
  return figuresOf(latencies, last - begun, statuses)
}

/** Asks a server. `next` makes the bytes of a request; null ends its connection. */
export async function press(
  url: string,
  bounds: Bounds,
  next: (worker: number) => Buffer | null,
  onAnswer: (answer: Answer, worker: number) => void = () => {},
): Promise<Figures> {
  const connections = await Promise.all(Array.from({ length: bounds.connections }, () => openConnection(url)))
  try {
    return await repeat(bounds, async (worker) => {
      const request = next(worker)
      if (request === null) return null
      const connection = connections[worker]
      if (!connection) throw new Error(`no connection ${worker}`)
      const answer = await connection.ask(request)
      if (answer.status >= 400 && !unexpected.has(answer.status))
        unexpected.set(answer.status, answer.body.toString('utf8', 0, 600))
      onAnswer(answer, worker)
      return String(answer.status)
    })
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** Throws unless every answer had this status: a fast failure is no speed. */
export function onlyStatus(figures: Figures, status: string): Figures {
  const others = Object.entries(figures.statuses).filter(([other]) => other !== status)
  if (others.length > 0 || figures.count === 0)
    throw new Error(
      `expected nothing but ${status}, got ${JSON.stringify(figures.statuses)}\n${[...unexpected.values()].join('\n')}`,
    )
  return figures
}
