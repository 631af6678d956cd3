/** A real PostgreSQL database of its own for every test file. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

export interface TestDatabase {
  /** Connection string; goes where DATABASE_URL goes. */
  url: string
  name: string
  /** One statement on a connection beside the code under test: to arrange, or to look at what it left. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** A further connection of its own, for locks and races; closed with the database. */
  connect(): Promise<pg.Client>
  /** Before the file's end, where a file goes through many. */
  drop(): Promise<void>
}

const closings: (() => Promise<void>)[] = []
// Registered on import, before any hook of the file: what uses a database is closed before it goes.
afterAll(async () => {
  await Promise.all(closings.map((close) => close()))
})

/**
 * A fresh copy of the migrated, empty template; dropped after the file's tests and hooks.
 * Mostly called once, at the top of the file: `const database = await testDatabase()`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const templateName = template.pathname.slice(1)
  const name = `test_${randomBytes(6).toString('hex')}`
  const urlOf = (database: string): string => Object.assign(new URL(template), { pathname: `/${database}` }).href

  await administer(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${templateName}`)
  const pool = new pg.Pool({ connectionString: urlOf(name), max: 4 })
  pool.on('error', () => {})
  const clients: pg.Client[] = []
  let dropped: Promise<void> | null = null
  const drop = () => {
    dropped ??= (async () => {
      await Promise.all([pool.end(), ...clients.map((client) => client.end())])
      await administer(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`)
    })()
    return dropped
  }
  closings.push(drop)
  return {
    url: urlOf(name),
    name,
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
    connect: async () => {
      const client = new pg.Client({ connectionString: urlOf(name) })
      client.on('error', () => {})
      await client.connect()
      clients.push(client)
      return client
    },
    drop,
  }
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
