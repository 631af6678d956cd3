/** Applies prisma/migrations with the schema engine; keeps the same _prisma_migrations table as Prisma's command line. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { Explained, messageOf } from './command.ts'
import { inProject } from './project.ts'
import { noFilters, readSchemaFiles, schemaMessage, withEngine } from './schema-engine.ts'

type MigrationFileContent = MigrationList['migrationDirectories'][number]['migrationFile']['content']

/** Any number, as long as every process that migrates uses the same one. */
const MIGRATION_LOCK = 4_815_162_342

/** The migrations on disk, in order. */
export function readMigrations(dir: string = inProject('prisma/migrations')): MigrationList {
  const lock = join(dir, 'migration_lock.toml')
  const folders = existsSync(dir)
    ? readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  return {
    baseDir: dir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: folders.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(dir, path, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/**
 * Applies what is missing and returns the names of those applied; processes that migrate at once take turns.
 * Each migration is one transaction, its record included: a kill at any moment leaves it done or not begun.
 * @throws Explained when a migration fails, or was changed after it had been applied.
 */
export async function applyMigrations(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'migrations' })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Explained(`The database cannot be reached: ${messageOf(error)}`)
  }
  let refused: string | undefined
  try {
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0; SET client_min_messages = warning')
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    if (await isUpToDate(client, migrations)) return []
    const applied = await withEngine(
      databaseUrl,
      readSchemaFiles(),
      (engine) => engine.applyMigrations({ migrationsList: migrations, filters: noFilters }),
      async (script) => {
        try {
          await runWithRecord(client, script)
        } catch (error) {
          refused = refusalOf(error, script)
          throw error
        }
      },
    )
    return applied.appliedMigrationNames
  } catch (error) {
    if (error instanceof Explained) throw error
    if (refused) throw new Explained(`A migration failed and left nothing behind: ${refused}`, { cause: error })
    throw new Explained(`The migrations could not be applied.\n${schemaMessage(error)}`, { cause: error })
  } finally {
    await client.end()
  }
}

/** Several statements in one simple query are one transaction; the engine's own record of success comes only after it. */
async function runWithRecord(client: pg.Client, script: string): Promise<void> {
  const known = await hasRecords(client)
  const record = known
    ? 'UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;'
    : ''
  await client.query(`${script}\n;${record}`)
}

/** PostgreSQL's reason, with the line it points to; the engine in between knows neither. */
function refusalOf(error: unknown, script: string): string {
  const { message, position } = error as { message: string; position?: string }
  if (!position) return message
  const before = script.slice(0, Number(position) - 1).split('\n')
  return `${message}, at line ${before.length}: ${script.split('\n')[before.length - 1]?.trim()}`
}

async function hasRecords(client: pg.Client): Promise<boolean> {
  const found = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  return found.rows[0]?.there ?? false
}

/** Spares an ordinary start the engine, clears the record of an interrupted try, and refuses a rewritten history. */
async function isUpToDate(client: pg.Client, migrations: MigrationList): Promise<boolean> {
  if (!(await hasRecords(client))) return false
  // We hold the lock, so nobody is at it: what is unfinished was interrupted, and its transaction rolled back.
  await client.query(
    'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  )
  const recorded = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const checksums = new Map(recorded.rows.map((row) => [row.migration_name, row.checksum]))
  for (const { path, migrationFile } of migrations.migrationDirectories) {
    const checksum = checksums.get(path)
    if (checksum === undefined) return false
    const now = createHash('sha256').update(contentOf(migrationFile.content)).digest('hex')
    if (now !== checksum) {
      throw new Explained(
        `Migration ${path} was changed after this database applied it: write a new migration, or npm run db:reset.`,
      )
    }
  }
  return true
}

const contentOf = (content: MigrationFileContent): string => (content.tag === 'ok' ? content.value : '')
