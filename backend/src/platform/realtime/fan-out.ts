/**
 * Small messages to every process, best effort: through Redis when there is one and it answers, else through PostgreSQL.
 * Every process listens on both, so that a Redis that fails in the middle splits nobody off.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { RedisConnections } from '../cache/redis.ts'
import { type Database, Prisma } from '../database/index.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../observability/logger.ts'

export interface FanOut {
  /** Reaches subscribers in other processes, not those in this one. Never throws. Payloads stay below 7 kB. */
  publish(channel: string, payload: unknown): Promise<void>
  /** `onGap` is told when messages may have been missed. Returns what unsubscribes. */
  subscribe(channel: string, onMessage: (payload: unknown) => void, onGap?: () => void): () => void
  /** Whether messages of other processes arrive right now. */
  listening(): boolean
  close(): Promise<void>
}

interface Subscriber {
  onMessage: (payload: unknown) => void
  onGap: (() => void) | undefined
}

const wire = 'guelaguetza_fan_out'
const reconnectMs = 500

export interface FanOutParts {
  databaseUrl: string
  database: Database
  redis: RedisConnections | null
  logger: Pick<Logger, 'warn'>
}

export function createFanOut({ databaseUrl, database, redis, logger }: FanOutParts): FanOut {
  const self = newId()
  const subscribers = new Map<string, Set<Subscriber>>()
  const closing = new AbortController()
  let client: pg.Client | null = null

  function receive(text: string): void {
    try {
      const { from, channel, payload } = JSON.parse(text) as { from: string; channel: string; payload: unknown }
      if (from === self) return
      for (const subscriber of subscribers.get(channel) ?? []) subscriber.onMessage(payload)
    } catch (error) {
      logger.warn({ err: error }, 'a message between processes could not be used')
    }
  }
  function tellGap(): void {
    for (const set of subscribers.values()) for (const { onGap } of set) onGap?.()
  }

  async function listenOnce(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'guelaguetza-fan-out',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    const ended = new Promise<void>((resolve) => {
      next.once('end', resolve)
      next.once('error', () => resolve())
    })
    try {
      await next.connect()
      next.on('notification', ({ payload }) => payload && receive(payload))
      await next.query(`LISTEN ${wire}`)
      if (closing.signal.aborted) return
      client = next
      tellGap()
      await ended
    } finally {
      client = null
      await next.end().catch(() => {})
    }
  }
  async function keepListening(): Promise<void> {
    let failures = 0
    while (!closing.signal.aborted) {
      await listenOnce().then(
        () => {
          failures = 0
        },
        (error: Error) => {
          failures += 1
          // Once per outage: a restart of PostgreSQL is over before the third try.
          if (failures === 3) logger.warn({ reason: error.message }, 'cannot listen to other processes; trying on')
        },
      )
      await wait(reconnectMs, undefined, { signal: closing.signal, ref: false }).catch(() => {})
    }
  }
  const running = keepListening()

  const ears = redis?.subscriber()
  ears?.on('ready', () => {
    ears.subscribe(wire).then(tellGap, () => {})
  })
  ears?.on('message', (_channel: string, text: string) => receive(text))

  /** What waits for the message under way to be out. */
  let waiting: string[] = []
  let underWay: Promise<void> | null = null
  let nextBatch: Promise<void> | null = null
  /**
   * A NOTIFY is a commit of its own, and the server does one at a time: what is told while one is under way goes out
   * together afterwards.
   */
  function throughPostgres(text: string): Promise<void> {
    waiting.push(text)
    nextBatch ??= Promise.resolve(underWay).then(() => {
      const texts = waiting
      waiting = []
      nextBatch = null
      underWay = notify(texts)
      return underWay
    })
    return nextBatch
  }
  async function notify(texts: string[]): Promise<void> {
    const told = Prisma.sql`SELECT count(pg_notify(${wire}, t.text)::text)::int FROM unnest(${texts}::text[]) AS t (text)`
    await database.statement(told).catch((error: unknown) => {
      logger.warn({ err: error, messages: texts.length }, 'messages to other processes were lost')
    })
  }

  return {
    async publish(channel, payload) {
      const text = JSON.stringify({ from: self, channel, payload })
      if (redis) {
        const sent = await redis
          .attempt((commands) => commands.publish(wire, text))
          .then(
            () => true,
            () => false,
          )
        if (sent) return
      }
      await throughPostgres(text)
    },
    subscribe(channel, onMessage, onGap) {
      const subscriber = { onMessage, onGap }
      const set = subscribers.get(channel) ?? new Set()
      subscribers.set(channel, set.add(subscriber))
      return () => set.delete(subscriber)
    },
    listening: () => client !== null,
    async close() {
      closing.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}

/** For a process that is alone, and for tests of what stands on a fan-out. */
export const noFanOut: FanOut = {
  publish: async () => {},
  subscribe: () => () => {},
  listening: () => true,
  close: async () => {},
}
