import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Config } from '../config.ts'
import { Prisma, PrismaClient } from './generated/client.ts'
import { isRetryable } from './sql-state.ts'

export { Prisma } from './generated/client.ts'
export { sqlFailure, violates } from './sql-state.ts'

declare const inTransaction: unique symbol
/** A client inside a transaction. Writes ask for one, so that a write given the root client does not compile. */
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true }
/** What a read needs: the root client or a transaction. */
export type Reader = Pick<Prisma.TransactionClient, '$queryRaw'> &
  Omit<Prisma.TransactionClient, '$executeRaw' | '$executeRawUnsafe'>

export interface Database {
  /** Prisma for reads; its `$queryRaw` goes straight to the driver, which hands a `bigint` column over as text. */
  read: PrismaClient
  /**
   * Runs `work` in one READ COMMITTED transaction. Lost races (40001, 40P01) and lost connections run it again,
   * up to 3 times with jitter: `work` must have no effect outside the transaction. Nesting throws.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * One statement that is its own transaction: the fast path of hot writes (no BEGIN and COMMIT round trips).
   * Retried like `transaction`.
   */
  statement<T>(query: Prisma.Sql): Promise<T[]>
  /** Connections: all, idle, and callers that wait for one. */
  pool(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

const open = new AsyncLocalStorage<true>()

/** What open transactions write last, gathered while they run. */
const endings = new WeakMap<Tx, (() => Promise<void>)[]>()

/** Runs `write` after the transaction's work and before its commit. False when it is none of `Database.transaction`: write at once. */
export function beforeCommit(tx: Tx, write: () => Promise<void>): boolean {
  const writes = endings.get(tx)
  writes?.push(write)
  return writes !== undefined
}

async function withEnding<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const writes: (() => Promise<void>)[] = []
  endings.set(tx, writes)
  const result = await work(tx)
  for (const write of writes) await write()
  return result
}

/** Outside calls inside a transaction hold locks for as long as a stranger likes: refuse. */
export function assertNoTransaction(what: string): void {
  if (open.getStore()) throw new Error(`${what} must not be called inside a database transaction`)
}

/** One prepared statement per SQL text; the name must be short and stable. Texts come from the code, so they are few. */
const statementNames = new Map<string, string>()
const mostStatementNames = 2000
function statementName({ sql }: { sql: string }): string {
  let name = statementNames.get(sql)
  if (name === undefined) {
    name = `q${createHash('sha1').update(sql).digest('base64url').slice(0, 20)}`
    if (statementNames.size < mostStatementNames) statementNames.set(sql, name)
  }
  return name
}

export type DatabaseOptions = Pick<Config, 'database'> & {
  onConflict?: (code: 'transaction' | 'statement') => void
  onPoolError?: (error: Error) => void
}

export function createDatabase({ database: settings, onConflict, onPoolError }: DatabaseOptions): Database {
  if (!settings.url) throw new Error('DATABASE_URL is unset: `npm start` brings up the embedded PostgreSQL and sets it')
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.pool,
    connectionTimeoutMillis: settings.acquireTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: settings.statementTimeoutMs,
    lock_timeout: settings.lockTimeoutMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
    application_name: 'guelaguetza',
    options: [
      // How much alike two words must be for one to be a typo of the other: "mescal" finds mezcal, "barra" does not find tierra.
      '-c pg_trgm.strict_word_similarity_threshold=0.38',
      // Said once here: as an option of each transaction it costs a round trip of its own.
      String.raw`-c default_transaction_isolation=read\ committed`,
    ].join(' '),
  })
  // A connection that dies must never end the process, whoever holds it at that moment: an 'error' without a listener would.
  pool.on('error', (error) => onPoolError?.(error))
  pool.on('connect', (connection) => connection.on('error', (error) => onPoolError?.(error)))
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: statementName,
    onConnectionError: (error) => onPoolError?.(error),
  })
  const client = new PrismaClient({
    adapter,
    transactionOptions: {
      maxWait: settings.acquireTimeoutMs,
      timeout: settings.transactionTimeoutMs,
    },
  })

  async function retrying<T>(kind: 'transaction' | 'statement', work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (attempt > 3 || !isRetryable(error)) throw error
        onConflict?.(kind)
        await wait(attempt * 15 + Math.random() * 25)
      }
    }
  }

  /** Prisma's own raw path costs two to three times the CPU of the statement itself. */
  async function send<T>(query: Prisma.Sql): Promise<T[]> {
    const { text } = query
    const { rows } = await pool.query({ name: statementName({ sql: text }), text, values: [...query.values] })
    return rows as T[]
  }
  const queryRaw = (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
    retrying('statement', () => send('text' in query ? query : Prisma.sql(query, ...values)))
  const read = new Proxy(client, {
    get: (target, key) => (key === '$queryRaw' ? queryRaw : Reflect.get(target, key)),
  })

  return {
    read,
    transaction(work) {
      if (open.getStore()) throw new Error('transactions do not nest: pass the tx along')
      return retrying('transaction', () =>
        open.run(true, () => client.$transaction((tx) => withEnding(tx as Tx, work))),
      )
    },
    statement<T>(query: Prisma.Sql) {
      if (open.getStore()) throw new Error('statement() inside a transaction would run outside it: use the tx')
      return retrying('statement', () => send<T>(query))
    },
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async close() {
      await client.$disconnect()
      await pool.end()
    },
  }
}
