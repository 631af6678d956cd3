/** `npm run db:reset [--empty]`: drops everything in the development database, migrates it and seeds it again. */
import './env-file.ts'
import { globSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type Config, loadConfig } from '../backend/src/platform/config.ts'
import { Explained, runScript } from './command.ts'
import { applyMigrations } from './migrations.ts'
import { isPortTaken } from './process-identity.ts'
import { projectRoot } from './project.ts'
import { forgetSeed, runSeed } from './seeding.ts'
import { withDatabase } from './with-database.ts'

await runScript(async () => {
  const { values } = parseArgs({ options: { empty: { type: 'boolean' } } })
  const config = loadConfig()
  if (config.production) throw new Explained('A production database is not reset with a script.')
  if (await isPortTaken(config.http.port, config.http.host)) {
    throw new Explained(`Something runs on port ${config.http.port}: stop it (Ctrl-C) before its database goes.`)
  }
  await withDatabase(config, async (url) => {
    await dropEverything(url)
    forgetSeed(config)
    removeSandboxState(config)
    await applyMigrations(url)
    if (!values.empty && config.seed === 'demo') await runSeed(loadConfig({ ...process.env, DATABASE_URL: url }))
  })
  console.log(values.empty ? 'The database is empty and up to date.' : 'The database is new, with demo data.')
})

/** Every schema that is not PostgreSQL's own: the application's and the job queue's. */
async function dropEverything(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const schemas = await client.query<{ name: string }>(
      `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`,
    )
    for (const { name } of schemas.rows) await client.query(`DROP SCHEMA ${name} CASCADE`)
    await client.query('CREATE SCHEMA public')
  } finally {
    await client.end()
  }
}

/** The sandbox's payments belong to bookings that are gone. */
function removeSandboxState(config: Config): void {
  const dataDir = resolve(projectRoot, config.dataDir)
  for (const name of globSync('sandbox*', { cwd: dataDir }))
    rmSync(join(dataDir, name), { recursive: true, force: true })
}
