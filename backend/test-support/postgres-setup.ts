/** vitest globalSetup: one PostgreSQL for the whole run, with a migrated template that every test file copies. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createJobs } from '../src/platform/jobs.ts'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts'
import { applyMigrations } from '../../scripts/migrations.ts'
import { generateClient } from '../../scripts/prisma-client.ts'
import { isAlive } from '../../scripts/process-identity.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the template; its server also holds the copies. */
    templateUrl: string
  }
}

const PREFIX = 'guelaguetza-test-'
/** What the copies are made from. */
const TEMPLATE = 'template_app'

export default async function setup(project: TestProject) {
  const generated = await generateClient()
  if (generated.kind === 'failed') throw new Error(`prisma generate failed:\n${generated.output}`)
  removeLeftovers()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // PostgreSQL may run as another user than the tests; that user has to be able to pass through.
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false })
  const teardown = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
    await admin.query(`CREATE DATABASE ${TEMPLATE}`)
    await admin.end()
    const templateUrl = new URL(server.url)
    templateUrl.pathname = `/${TEMPLATE}`
    await applyMigrations(templateUrl.href)
    await installQueues(templateUrl.href)
    project.provide('templateUrl', templateUrl.href)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

/** The job queue makes its own tables when it starts; in the template they cost each test file nothing. */
async function installQueues(url: string): Promise<void> {
  const complain = (_details: object, message: string) => console.warn(message)
  const jobs = createJobs({ url, logger: { error: complain, warn: complain, info: () => {} } })
  await jobs.start([], [], { work: false })
  await jobs.stop(1)
}

/** A killed run cannot clean up after itself; the next one does. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.match(new RegExp(`^${PREFIX}(\\d+)-`))?.[1])
    if (pid && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
