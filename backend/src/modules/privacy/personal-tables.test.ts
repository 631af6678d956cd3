/**
 * Every table that may say something about a person is given to them and forgets them, by the part of some module, or stands
 * here with the reason why not. Which tables those are is asked of the database: a new one cannot be left out.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { goodPassword } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../../platform/config.ts'
import { newId } from '../../platform/ids.ts'
import { createPlatform } from '../../platform/platform.ts'
import { buildServer } from '../../server.ts'

const db = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'personal-'))
const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
const platform = createPlatform(config)
const { app, modules } = await buildServer(platform)
afterAll(async () => {
  await app.close()
  await platform.close()
  await rm(dataDir, { recursive: true, force: true })
})
const parts = modules.all.flatMap(({ personalData }) => (personalData ? [personalData] : []))

/** Not in the copy that a person gets. */
const notGiven: Record<string, string> = {
  account_closures: 'this module’s own; its day is shown where it is asked for',
  consents: 'this module’s own, given by gather-data.ts',
  accounts: 'the hash of a password',
  two_factors: 'a secret that only its app may have; that there is one stands under security',
  verifications: 'links under way, good for a day',
  idempotency_keys: 'answers that the person got already, kept for a day',
  audit_entries: 'what staff did, the record of the house; decisions about the person are given by moderation',
  announcements: 'to everybody, by staff',
  feature_switches: 'of the house, by staff',
  findings: 'about the house’s promises, by number',
  staff_refunds: 'deliberations of staff; the refund itself is given by payments',
  staff_tasks: 'what staff have to see to',
  webhook_events: 'what the provider said of payments, which are given',
  ledger_accounts: 'the books of a business: its statement says them line by line',
  transfer_reversals: 'the books: payouts say what went back',
  stock_movements: 'the books of a shelf: its list says them piece by piece',
  order_events: 'states of orders, which are given',
  discount_uses: 'stands in the purchase',
  slot_offers: 'what a host said to a guest; the booking says the time that counts',
  tickets: 'codes that open a door; they stand at the booking',
  venues: 'public places',
}
/** Not touched when an account ends. */
const notForgotten: Record<string, string> = {
  account_closures: 'this module’s own: that it ended, by number',
  consents: 'this module’s own: proof of what was agreed to, by number',
  audit_entries: 'append-only, by number; never held a name',
  ledger_accounts: 'the books, by number',
  payments: 'the books: amounts and the provider’s numbers',
  refunds: 'the books: amounts and the provider’s numbers',
  transfers: 'the books: amounts and the provider’s numbers',
  transfer_reversals: 'the books: amounts and the provider’s numbers',
  connected_accounts: 'the provider’s number of the account that transfers went to',
  discount_uses: 'the books: how often a code was used',
  order_events: 'append-only, by number; holds nothing that somebody typed',
  stock_movements: 'append-only: pieces and why, the books of a shelf',
  tickets: 'who let a guest in, by number',
  review_votes: 'a count, by number',
  threads: 'whose conversation it was, by number; its messages forget',
  announcements: 'to everybody, by staff',
  feature_switches: 'of the house, by staff',
  findings: 'by number',
  venues: 'public places',
}

/** Columns that name a person, or hold what a person is called, where they are, or what somebody wrote. */
const sayers = `
  SELECT t.relname::text AS "table", array_agg(c.attname::text ORDER BY c.attnum) AS columns
  FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
  WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname !~ '^_'
    AND (
      c.atttypid = 'uuid'::regtype AND c.attname ~ '(^|_)(user|buyer|sender|reporter|blocker|blocked|actor|author|owner|reader|voter)_id$'
      OR c.atttypid = 'uuid'::regtype AND c.attname ~ '_by$'
      OR c.atttypid IN ('text'::regtype, 'jsonb'::regtype, 'inet'::regtype, 'date'::regtype) AND c.attname ~
        '(^|_)(email|phone|recipient|address|ip|agent|birth|surname|picture|avatar|identifier|note|notes|text|message|reason|answers?|snapshot|details|data|payload|requests|body|output)(_|$)'
      OR EXISTS (SELECT 1 FROM pg_constraint k
        WHERE k.contype = 'f' AND k.confrelid = 'users'::regclass AND k.conrelid = t.oid AND c.attnum = ANY (k.conkey))
    )
  GROUP BY t.relname ORDER BY t.relname`

async function tablesAboutPeople(): Promise<string[]> {
  return (await db.query<{ table: string }>(sayers)).map(({ table }) => table)
}

/** The tables that the statements of `work` name after one of these verbs. */
async function named(verbs: string, work: () => Promise<unknown>): Promise<Set<string>> {
  const said: string[] = []
  const plain = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
    const [first] = given as [string | { text: string }]
    said.push(typeof first === 'string' ? first : first.text)
    return plain.apply(this, given)
  } as typeof pg.Client.prototype.query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = plain as typeof pg.Client.prototype.query
  }
  const tables = said.join('\n').matchAll(new RegExp(String.raw`\b(?:${verbs})\s+(?:"?public"?\.)?"?([a-z_]+)`, 'g'))
  return new Set([...tables].map(([, table]) => table ?? ''))
}

const gathered = (userId: string) =>
  named('FROM|JOIN', async () => {
    for (const part of parts) await part.gather(platform.database.read, userId)
  })
const forgotten = (userId: string) =>
  named('UPDATE|DELETE FROM', () =>
    platform.database.transaction(async (tx) => {
      for (const part of parts) await part.forget?.(tx, { userId, pseudonym: 'Persona 000000', traces: '(?!)' })
    }),
  )
const newPerson = () =>
  modules.identity.createUser({ name: 'Nadie', email: `${newId()}@example.com`, password: goodPassword })

test('every table that says something about a person is in their copy, or here with a reason', async () => {
  const given = await gathered(await newPerson())
  const tables = await tablesAboutPeople()
  expect(tables.filter((table) => !given.has(table)).toSorted()).toEqual(Object.keys(notGiven).toSorted())
})

test('every such table forgets them, or is here with a reason', async () => {
  const struck = await forgotten(await newPerson())
  const tables = await tablesAboutPeople()
  expect(tables.filter((table) => !struck.has(table)).toSorted()).toEqual(Object.keys(notForgotten).toSorted())
})

test.each([
  ['a person’s number', 'owner_id uuid'],
  ['who did it', 'seen_by uuid'],
  ['a person, whatever it calls them', 'whose uuid REFERENCES users (id)'],
  ['a mailbox', 'email text'],
  ['what somebody wrote', 'note text'],
])('a new table with %s is noticed', async (_what, columns) => {
  await db.query(`CREATE TABLE diaries (id uuid PRIMARY KEY, ${columns})`)
  expect(await tablesAboutPeople()).toContain('diaries')
  await db.query('DROP TABLE diaries')
})
