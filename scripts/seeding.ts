/** Demo data: put into a database once, and again when prisma/seed has changed. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Config } from '../backend/src/platform/config.ts'
import { hashFiles, projectRoot } from './project.ts'
import type { Steps } from './steps.ts'

/** Everybody who can sign in to the demo, at guelaguetza.test. */
export const DEMO_ACCOUNTS = ['ana', 'luis', 'host', 'host2', 'seller', 'seller2', 'seller3', 'moderator', 'admin']
export const DEMO_PASSWORD = 'guelaguetza-demo'

const stampPath = (config: Config): string => join(resolve(projectRoot, config.dataDir), 'seeded')

/** Seeds when SEED=demo and this very database has not had this very data yet; an interrupted seeding is done again. */
export async function seedIfWanted(config: Config, steps: Steps): Promise<void> {
  const url = config.database.url
  if (config.seed !== 'demo' || !url) return
  const wanted = await seedIdentity(url)
  if (readStamp(config) === wanted) return
  await steps.run('demo data is in', async () => {
    await runSeed(config)
    writeFileSync(stampPath(config), `${wanted}\n`)
  })
}

/** Runs prisma/seed on the configured database; twice changes nothing. */
export async function runSeed(config: Config): Promise<void> {
  const { seed } = await import('../prisma/seed/index.ts')
  await seed(config)
}

/** Makes the next start seed again. */
export const forgetSeed = (config: Config): void => rmSync(stampPath(config), { force: true })

function readStamp(config: Config): string | null {
  try {
    return readFileSync(stampPath(config), 'utf8').trim()
  } catch {
    return null
  }
}

/** One database (not another of the same name) with one version of the seed. */
async function seedIdentity(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ id: string }>(
      `SELECT concat_ws(':', (SELECT system_identifier FROM pg_control_system()), oid) AS id
       FROM pg_database WHERE datname = current_database()`,
    )
    return createHash('sha256')
      .update(found.rows[0]?.id ?? '')
      .update(hashFiles(['prisma/seed/**/*']))
      .digest('hex')
  } finally {
    await client.end()
  }
}
