/** A PostgreSQL with every safety of production on, to be killed and started again on the same data. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../scripts/embedded-postgres.ts'
import { applyMigrations } from '../../../scripts/migrations.ts'

export interface ChaosDatabase {
  url: string
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** A connection of one's own, for locks; ends with `client.end()`. */
  connect(): Promise<pg.Client>
}
export interface DurablePostgres {
  /** A fresh, migrated database. */
  create(name: string): Promise<ChaosDatabase & { close(): Promise<void> }>
  /** SIGKILL of the server's first process: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /** Starts it again where it was, when it does not run. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** @param folder where the data goes; a temporary folder of its own when absent */
export async function startDurablePostgres(folder?: string): Promise<DurablePostgres> {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'guelaguetza-chaos-'))
  chmodSync(home, 0o755)
  const dataDir = join(home, 'postgres')
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, durable: true })
  let running = true
  const { port } = server
  const watch = (started: EmbeddedPostgres) => {
    running = true
    void started.exited.then(() => {
      if (server === started) running = false
    })
  }
  watch(server)
  const urlOf = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await admin('CREATE DATABASE template_chaos')
  await applyMigrations(urlOf('template_chaos'))
  return {
    async create(name) {
      await admin(`CREATE DATABASE ${name} TEMPLATE template_chaos`)
      return openDatabase(urlOf(name))
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL')
      await server.exited
    },
    async restart() {
      if (running) return
      // Its guard and its note about us go too.
      await server.stop()
      server = await startEmbeddedPostgres({ dataDir, port, durable: true })
      watch(server)
    },
    async stop() {
      await server.stop()
      if (!folder) rmSync(home, { recursive: true, force: true })
    },
  }
}

function openDatabase(url: string): ChaosDatabase & { close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5000 })
  pool.on('error', () => {})
  pool.on('connect', (connection) => connection.on('error', () => {}))
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
    async connect() {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      await client.connect()
      return client
    },
    close: () => pool.end(),
  }
}
