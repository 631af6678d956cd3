/** A throw-away PostgreSQL whose databases are copies of one migrated template: one for each seed. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { applyMigrations } from './migrations.ts'

export interface SimulationDatabase {
  url: string
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

export async function startSimulationDatabases() {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-sim-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false })
  const urlOf = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query('CREATE DATABASE template_sim')
  await applyMigrations(urlOf('template_sim'))
  return {
    async create(name: string): Promise<SimulationDatabase> {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE template_sim`)
      const pool = new pg.Pool({ connectionString: urlOf(name), max: 4 })
      pool.on('error', () => {})
      pool.on('connect', (connection) => connection.on('error', () => {}))
      return {
        url: urlOf(name),
        query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
          (await pool.query<Row>(sql, values)).rows,
        async drop() {
          await pool.end()
          await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
        },
      }
    },
    async stop() {
      await admin.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
