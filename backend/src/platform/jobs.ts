/** Jobs on pg-boss: a row in the caller's transaction, done at least once, retried with backoff, then visible as a dead letter. */
import { fromPrisma, PgBoss } from 'pg-boss'
import type { JobResult, QueueResult, UpdateQueueOptions } from 'pg-boss'
import type { z } from 'zod'
import { currentContext, runInContext } from './context.ts'
import { beforeCommit, Prisma, type Tx } from './database/index.ts'
import { newId } from './ids.ts'

export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  /** `module.verb-object`; also the queue's name. */
  name: string
  schema: S
  /** Attempts after the first. Default 8. */
  retryLimit?: number
  /** First delay in seconds, doubling with jitter up to 15 minutes. Default 2. */
  retryDelaySeconds?: number
  /** A run longer than this is given to another worker. Default 60. */
  timeoutSeconds?: number
  /** Jobs of this queue that one process runs side by side. Default 4. */
  concurrency?: number
}

export function defineJob<S extends z.ZodType>(definition: JobDefinition<S>): JobDefinition<S> {
  return definition
}

export interface JobMeta {
  id: string
  correlationId: string
}
export interface JobHandler {
  job: JobDefinition
  handle: (data: never, meta: JobMeta) => Promise<void>
}
export function handleJob<S extends z.ZodType>(
  job: JobDefinition<S>,
  handle: (data: z.infer<S>, meta: JobMeta) => Promise<void>,
): JobHandler {
  return { job, handle: handle as JobHandler['handle'] }
}

/** A run that fails is made up for by the next one if that comes within this time; else it is tried again: a busy start costs no day. */
const soonSeconds = 900
const retriesOfRareRuns = 5

/** Runs a job every so often, once however many processes there are. The job's data is `{}`. */
export interface Schedule {
  job: JobDefinition
  everySeconds: number
}

export interface SendOptions {
  /** Not before this many seconds from now. */
  afterSeconds?: number
  /** Only one queued job with this key at a time. */
  singletonKey?: string
}

export interface QueueState {
  name: string
  ready: number
  active: number
  /** Age of the oldest job that could run and does not, in seconds. */
  lagSeconds: number
}
export interface DeadLetter {
  id: string
  queue: string
  data: unknown
  /** What the last attempt failed with. */
  error: string | null
  createdAt: Date
}

export interface QueueOverview {
  name: string
  waiting: number
  later: number
  active: number
  done: number
  failed: number
  lastDoneAt: Date | null
  lagSeconds: number
}
/** A job that carries an id, as long as it is kept. */
export interface JobTrace {
  id: string
  queue: string
  /** `created`, `retry`, `active`, `completed`, `failed`, `cancelled`. */
  state: string
  createdAt: Date
  completedAt: Date | null
  error: string | null
}

export interface Jobs {
  /**
   * Enqueues inside `tx` (the job exists when, and only when, the transaction commits) or, with null, at once. All that one
   * transaction sends, of whatever queues, leaves in one statement before its commit.
   */
  send<S extends z.ZodType>(
    tx: Tx | null,
    job: JobDefinition<S>,
    data: z.infer<S>,
    options?: SendOptions,
  ): Promise<void>
  /** Creates the queues, or gives those that are there the settings of today; with `work`, starts handlers and schedules. */
  start(handlers: JobHandler[], schedules: Schedule[], options: { work: boolean }): Promise<void>
  /** Running jobs get `seconds` to finish; the rest are handed back. */
  stop(seconds: number): Promise<void>
  states(): Promise<QueueState[]>
  /** Newest first unless said otherwise, those beyond `after` when it is given; `total` counts all of them. */
  deadLetters(
    limit: number,
    after?: { at: Date; id: string },
    /** Only of queues that begin so. */
    queue?: string,
    sort?: 'newest' | 'oldest',
  ): Promise<{ total: number; items: DeadLetter[] }>
  /** Every queue with what is kept of its jobs: those that fail or wait first. */
  overview(): Promise<QueueOverview[]>
  /** Moves a dead letter back to its queue with all its attempts, when the transaction commits; false when it is none (any more). */
  replayDeadLetter(tx: Tx, id: string): Promise<boolean>
  /** Takes a dead letter away for good; the name of its job, null when it is none (any more). */
  discardDeadLetter(tx: Tx, id: string): Promise<string | null>
  /** What was enqueued about any of these ids since then, oldest first; at most two hundred. For staff, not for a crowd. */
  tracesOf(ids: readonly string[], since: Date): Promise<JobTrace[]>
  healthy(): boolean
}

export interface JobsOptions {
  url: string
  logger: {
    error(details: object, message: string): void
    warn(details: object, message: string): void
    info(details: object, message: string): void
  }
  onFinished?: (queue: string, outcome: 'completed' | 'failed', seconds: number) => void
  /** Default 0.5 s: what waits when LISTEN/NOTIFY is not there. */
  pollSeconds?: number
}

const deadLetterQueue = 'dead-letters'

interface Sent {
  name: string
  data: unknown
  singletonKey: string | null
  afterSeconds: number
}

/**
 * What `boss.send` writes, for several queues at once; a test compares the rows. Workers of the queues are woken by the commit.
 * A queue that does not exist is refused, as pg-boss does: its job would vanish.
 */
async function insertAll(tx: Tx, sent: readonly Sent[]): Promise<void> {
  const [row] = await tx.$queryRaw<{ unknown: string[] | null }[]>(Prisma.sql`
    WITH sent AS MATERIALIZED (
      SELECT s.*, pgboss.job_now() + make_interval(secs => s."afterSeconds") AS start_after
      FROM jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) AS s (name text, data jsonb, "singletonKey" text, "afterSeconds" float8)
    ),
    written AS (
      INSERT INTO pgboss.job (id, name, data, priority, start_after, created_on, singleton_key, expire_seconds, deletion_seconds, keep_until, retry_limit,
        retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds, blocked, blocking, pending_dependencies)
      SELECT gen_random_uuid(), s.name, s.data, 0, s.start_after, pgboss.job_now(), s."singletonKey", q.expire_seconds, q.deletion_seconds,
        s.start_after + q.retention_seconds * interval '1s', q.retry_limit, q.retry_delay, coalesce(q.retry_backoff, false), q.retry_delay_max, q.policy,
        q.dead_letter, q.heartbeat_seconds, false, false, 0
      FROM sent s JOIN pgboss.queue q ON q.name = s.name
      ON CONFLICT DO NOTHING
      RETURNING name, start_after
    ),
    woken AS MATERIALIZED (
      SELECT pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), w.name)
      FROM (SELECT DISTINCT name FROM written WHERE start_after <= pgboss.job_now()) w
    )
    SELECT (SELECT array_agg(DISTINCT s.name) FROM sent s WHERE NOT EXISTS (SELECT 1 FROM pgboss.queue q WHERE q.name = s.name)) AS unknown
    WHERE (SELECT count(*) FROM woken) >= 0`)
  if (row?.unknown) throw new Error(`no queue ${row.unknown.join(', ')}`)
}

function differs(wanted: UpdateQueueOptions, present: QueueResult): boolean {
  return Object.entries(wanted).some(([name, value]) => (present[name as keyof QueueResult] ?? null) !== value)
}

export function createJobs({ url, logger, onFinished, pollSeconds = 0.5 }: JobsOptions): Jobs {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    max: 4,
    useListenNotify: true,
    schedule: false,
    application_name: 'guelaguetza-jobs',
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'job queue error'))
  boss.on('warning', (warning) => logger.warn({ warning }, 'job queue warning'))
  const timers: NodeJS.Timeout[] = []
  const queues = new Set<string>()
  const outbox = new WeakMap<Tx, Sent[]>()
  let running = false

  /** A queue that is there keeps the settings it was made with, whatever the code says since: here it gets today's. */
  async function putQueue(name: string, settings: UpdateQueueOptions, known: QueueResult | undefined) {
    if (!known) {
      // Null is what a new queue has anyway, and only an update may say it.
      const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
      await boss.createQueue(name, given)
    } else if (differs(settings, known)) {
      await boss.updateQueue(name, settings)
      logger.info({ queue: name, settings }, 'queue settings changed')
    }
  }

  async function ensureQueue(job: JobDefinition, comesBack: boolean, known: QueueResult | undefined) {
    if (queues.has(job.name)) return
    const settings = {
      notify: true,
      retryLimit: job.retryLimit ?? 8,
      retryDelay: job.retryDelaySeconds ?? 2,
      retryBackoff: true,
      retryDelayMax: 900,
      expireInSeconds: job.timeoutSeconds ?? 60,
      // A worker that was killed is noticed by its silence, long before the time of its job is up.
      heartbeatSeconds: 15,
      deleteAfterSeconds: 86_400,
      // The next run of a schedule makes up for one that failed: no person has to look after it.
      deadLetter: comesBack ? null : deadLetterQueue,
    }
    await putQueue(job.name, settings, known)
    queues.add(job.name)
  }

  async function runOne({ job, handle }: JobHandler, id: string, envelope: unknown): Promise<JobResult> {
    const started = performance.now()
    const { data, correlationId } = envelope as { data: unknown; correlationId?: string }
    const meta = { id, correlationId: correlationId ?? id }
    try {
      const parsed = job.schema.parse(data)
      await runInContext({ correlationId: meta.correlationId }, () => handle(parsed as never, meta))
      onFinished?.(job.name, 'completed', (performance.now() - started) / 1000)
      return { id, status: 'completed' }
    } catch (error) {
      logger.error({ err: error, queue: job.name, jobId: id, correlationId: meta.correlationId }, 'job failed')
      onFinished?.(job.name, 'failed', (performance.now() - started) / 1000)
      return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } }
    }
  }

  function every(schedule: Schedule) {
    const retryLimit = schedule.everySeconds < soonSeconds ? 0 : retriesOfRareRuns
    const tick = () => {
      // The slot is cut by the database's clock: one job per slot, whoever asks first.
      boss
        .send(
          schedule.job.name,
          { data: {} },
          { singletonKey: schedule.job.name, singletonSeconds: schedule.everySeconds, retryLimit },
        )
        .catch((error: unknown) => logger.warn({ err: error, queue: schedule.job.name }, 'schedule could not enqueue'))
    }
    tick()
    const timer = setInterval(tick, schedule.everySeconds * 1000)
    timer.unref()
    timers.push(timer)
  }

  return {
    async send(tx, job, data, options = {}) {
      const envelope = {
        data: job.schema.parse(data) as unknown,
        correlationId: currentContext().correlationId ?? currentContext().requestId ?? newId(),
      }
      if (!tx) {
        await boss.send(job.name, envelope, {
          ...(options.afterSeconds ? { startAfter: options.afterSeconds } : {}),
          ...(options.singletonKey ? { singletonKey: options.singletonKey } : {}),
        })
        return
      }
      const sent: Sent = {
        name: job.name,
        data: envelope,
        singletonKey: options.singletonKey ?? null,
        afterSeconds: options.afterSeconds ?? 0,
      }
      const waiting = outbox.get(tx)
      if (waiting) {
        waiting.push(sent)
        return
      }
      const batch = [sent]
      if (beforeCommit(tx, () => insertAll(tx, batch))) outbox.set(tx, batch)
      else await insertAll(tx, batch)
    },
    async start(handlers, schedules, { work }) {
      await boss.start()
      running = true
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
      await putQueue(deadLetterQueue, { retentionSeconds: 90 * 86_400 }, known.get(deadLetterQueue))
      const scheduled = new Set(schedules.map(({ job }) => job.name))
      for (const { job } of [...handlers, ...schedules])
        await ensureQueue(job, scheduled.has(job.name), known.get(job.name))
      if (!work) return
      for (const handler of handlers) {
        const concurrency = handler.job.concurrency ?? 4
        await boss.work<{ data: unknown; correlationId?: string }, object, { perJobResults: true }>(
          handler.job.name,
          {
            batchSize: concurrency,
            burstWhenBatchFull: concurrency > 1,
            pollingIntervalSeconds: pollSeconds,
            notifyPollingIntervalSeconds: 2,
            perJobResults: true,
          } as { perJobResults: true },
          (batch) => Promise.all(batch.map((one) => runOne(handler, one.id, one.data))),
        )
      }
      for (const schedule of schedules) every(schedule)
    },
    async stop(seconds) {
      if (!running) return
      running = false
      for (const timer of timers) clearInterval(timer)
      await boss.stop({ graceful: true, timeout: seconds * 1000, close: true })
    },
    async states() {
      const { rows } = await boss.getDb().executeSql(
        `SELECT name, count(*) FILTER (WHERE state IN ('created','retry') AND start_after <= now())::int AS ready,
                count(*) FILTER (WHERE state = 'active')::int AS active,
                coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE state IN ('created','retry') AND start_after <= now())), 0)::float AS lag
         FROM pgboss.job WHERE state IN ('created','retry','active') AND name <> $1 GROUP BY name`,
        [deadLetterQueue],
      )
      return (rows as { name: string; ready: number; active: number; lag: number }[]).map((row) => ({
        name: row.name,
        ready: row.ready,
        active: row.active,
        lagSeconds: row.lag,
      }))
    },
    async overview() {
      const { rows } = await boss.getDb().executeSql(
        `SELECT q.name, count(j.id) FILTER (WHERE state IN ('created','retry') AND start_after <= now())::int AS waiting,
                count(j.id) FILTER (WHERE state IN ('created','retry') AND start_after > now())::int AS later,
                count(j.id) FILTER (WHERE state = 'active')::int AS active, count(j.id) FILTER (WHERE state = 'completed')::int AS done,
                count(j.id) FILTER (WHERE state IN ('retry','failed'))::int AS failed, max(completed_on) FILTER (WHERE state = 'completed') AS "lastDoneAt",
                coalesce(extract(epoch FROM now() - min(start_after) FILTER (WHERE state IN ('created','retry') AND start_after <= now())), 0)::float AS "lagSeconds"
         FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name WHERE q.name <> $1 GROUP BY q.name
         ORDER BY count(j.id) FILTER (WHERE state IN ('retry','failed')) DESC, count(j.id) FILTER (WHERE state <> 'completed') DESC, max(completed_on) DESC NULLS LAST, q.name`,
        [deadLetterQueue],
      )
      return rows as QueueOverview[]
    },
    async deadLetters(limit, after, queue, sort) {
      const [beyond, order] = sort === 'oldest' ? ['>', 'ASC'] : ['<', 'DESC']
      const db = boss.getDb()
      const open = `FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry') AND ($2::text IS NULL OR starts_with(coalesce(source_name, name), $2))`
      const counted = await db.executeSql(`SELECT count(*)::int AS total ${open}`, [deadLetterQueue, queue ?? null])
      const { rows } = await db.executeSql(
        `SELECT id, coalesce(source_name, name) AS queue, data, date_trunc('milliseconds', created_on) AS at,
                coalesce(source_output->>'message', source_output->'value'->>'message') AS error ${open}
         AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_on), id) ${beyond} ($3::timestamptz, $4::uuid))
         ORDER BY date_trunc('milliseconds', created_on) ${order}, id ${order} LIMIT $5`,
        [deadLetterQueue, queue ?? null, after?.at ?? null, after?.id ?? null, limit],
      )
      const items = (
        rows as { id: string; queue: string; data: { data?: unknown } | null; at: Date; error: string | null }[]
      ).map((row) => ({
        id: row.id,
        queue: row.queue,
        data: row.data?.data ?? row.data,
        error: row.error,
        createdAt: row.at,
      }))
      return { total: (counted.rows[0] as { total: number }).total, items }
    },
    async replayDeadLetter(tx, id) {
      return (await boss.redrive(deadLetterQueue, { ids: [id], db: fromPrisma(tx) } as { ids: string[] })) === 1
    },
    async discardDeadLetter(tx, id) {
      const [gone] = await tx.$queryRaw<{ queue: string }[]>(
        Prisma.sql`DELETE FROM pgboss.job WHERE name = ${deadLetterQueue} AND id = ${id}::uuid AND state IN ('created', 'retry')
          RETURNING coalesce(source_name, name) AS queue`,
      )
      return gone?.queue ?? null
    },
    async tracesOf(ids, since) {
      const { rows } = await boss.getDb().executeSql(
        `SELECT id, name AS queue, state::text AS state, created_on AS "createdAt", completed_on AS "completedAt",
                coalesce(output->>'message', output->'value'->>'message') AS error
         FROM pgboss.job WHERE created_on >= $2 AND name <> $3 AND data::text LIKE ANY ($1) ORDER BY created_on LIMIT 200`,
        [ids.map((id) => `%${id}%`), since, deadLetterQueue],
      )
      return rows as JobTrace[]
    },
    healthy: () => running,
  }
}
