import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../../platform/config.ts'
import { createDatabase } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { createJobs, defineJob, handleJob } from '../../platform/jobs.ts'
import { createMetrics } from '../../platform/observability/metrics.ts'
import { insertAuditEntry } from '../identity/identity.repository.ts'
import { createOperations, fileFinding } from './index.ts'

const db = await testDatabase()
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url }))
const metrics = createMetrics({ defaults: false })
const quiet = { error: () => {}, warn: () => {}, info: () => {} }
const jobs = createJobs({ url: db.url, logger: quiet, pollSeconds: 0.5 })
const errors: object[] = []
const reported: unknown[] = []
const operations = createOperations({
  database,
  jobs,
  metrics,
  logger: { ...quiet, error: (details) => errors.push(details) },
  report: (error) => reported.push(error),
  guarantees: [
    { name: 'nobody is called Nobody', sql: `SELECT id, name FROM users WHERE name = 'Nobody'` },
    { name: 'asks nonsense', sql: 'SELECT 1 FROM nowhere' },
    {
      name: 'is asked with care',
      sql: `SELECT 1 WHERE current_setting('statement_timeout') <> '6s' OR current_setting('transaction_read_only') <> 'on'`,
    },
  ],
  audit: insertAuditEntry,
})
let fails = true
const fragile = defineJob({ name: 'test.fragile', schema: z.object({ n: z.int() }), retryLimit: 0 })
const ran: number[] = []
await jobs.start(
  [
    handleJob(fragile, async ({ n }) => {
      if (fails) throw new Error(`no luck with ${n}`)
      ran.push(n)
    }),
  ],
  [],
  { work: true },
)
const app = await testApp({ databaseUrl: db.url, database, modules: [operations] })
afterAll(async () => {
  await jobs.stop(1)
  await database.close()
})

const adminId = newId()
const admin = signedInAs({ userId: adminId, role: 'admin' })
const get = (url: string, headers = admin) => app.inject({ url: `/api/v1${url}`, headers })
const post = (url: string, body?: object, headers = admin) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers, ...(body ? { payload: body } : {}) })

describe('guarantees on the live data', () => {
  test('a broken one is logged, reported, measured and filed once; one that cannot be asked keeps none from being asked', async () => {
    expect(await operations.checkGuarantees()).toEqual({ kept: 2, broken: [], unchecked: ['asks nonsense'] })
    const before = await metrics.text()
    expect(before).toContain('guarantee_violations{name="nobody is called Nobody"} 0')
    expect(before).toMatch(/guarantee_last_checked_timestamp_seconds\{name="nobody is called Nobody"\} 1[\d.]{9,}/)
    expect(before).toContain('guarantee_last_checked_timestamp_seconds{name="asks nonsense"} 0')
    expect(await db.query('SELECT 1 FROM findings')).toEqual([])

    const userId = newId()
    await db.query(`INSERT INTO users (id, name, email) VALUES ($1, 'Nobody', 'nobody@guelaguetza.test')`, [userId])
    errors.length = 0
    for (const _ of [1, 2])
      expect(await operations.checkGuarantees()).toMatchObject({ kept: 1, broken: ['nobody is called Nobody'] })
    expect(errors).toContainEqual(expect.objectContaining({ guarantee: 'nobody is called Nobody', violations: 1 }))
    expect(String(reported[0])).toContain('nobody is called Nobody')
    const after = await metrics.text()
    expect(after).toContain('guarantee_violations{name="nobody is called Nobody"} 1')
    expect(after).toContain('findings_open{kind="GUARANTEE_BROKEN"} 1')
    const { items } = (await get('/admin/findings')).json()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      kind: 'GUARANTEE_BROKEN',
      subject: 'nobody is called Nobody',
      details: { violations: 1, rows: [{ id: userId, name: 'Nobody' }] },
      resolvedAt: null,
    })
  })

  test('resolved while it is still so, it comes back; mended, it does not', async () => {
    const [open] = (await get('/admin/findings')).json().items
    const note = 'Renombrada a mano.'
    expect((await post(`/admin/findings/${open.id}/resolve`, { note })).json().resolvedAt).not.toBeNull()
    await operations.checkGuarantees()
    const [again] = (await get('/admin/findings')).json().items
    expect(again.id).not.toBe(open.id)
    await db.query(`UPDATE users SET name = 'Somebody'`)
    await post(`/admin/findings/${again.id}/resolve`, { note })
    await operations.checkGuarantees()
    expect((await get('/admin/findings')).json()).toEqual({ items: [], nextCursor: null })
  })
})

describe('findings', () => {
  const file = (key: string) =>
    database.transaction((tx) => fileFinding(tx, { key, kind: 'DISPUTE', subject: key, details: { amountCents: 5 } }))

  test('a fact is filed once and for all, resolved with a note that stays in the audit log', async () => {
    await Promise.all([file('dispute:1'), file('dispute:1'), file('dispute:1')])
    const [finding] = (await get('/admin/findings')).json().items
    const resolve = () => post(`/admin/findings/${finding.id}/resolve`, { note: '  Aceptada.  ' })
    expect((await post(`/admin/findings/${finding.id}/resolve`, { note: '' })).statusCode).toBe(400)
    const presses = await Promise.all([resolve(), resolve()])
    expect(presses.map((press) => press.statusCode).toSorted()).toEqual([200, 409])
    await file('dispute:1')
    expect((await get('/admin/findings')).json().items).toEqual([])
    const audit = await db.query(`SELECT actor_id, action, details FROM audit_entries WHERE subject = $1`, [
      `finding:${finding.id}`,
    ])
    expect(audit).toEqual([
      {
        actor_id: adminId,
        action: 'finding.resolved',
        details: { kind: 'DISPUTE', about: 'dispute:1', note: 'Aceptada.' },
      },
    ])
    expect((await post(`/admin/findings/${newId()}/resolve`, { note: 'nada' })).statusCode).toBe(404)
  })

  test('pages give each once, newest first', async () => {
    for (const n of [2, 3, 4]) await file(`dispute:${n}`)
    const first = (await get('/admin/findings?limit=2')).json()
    const second = (await get(`/admin/findings?limit=2&cursor=${first.nextCursor}`)).json()
    const subjects = [...first.items, ...second.items].map((item: { subject: string }) => item.subject)
    expect(subjects).toEqual(['dispute:4', 'dispute:3', 'dispute:2'])
    expect(second.nextCursor).toBeNull()
    expect((await get('/admin/findings?cursor=tampered')).statusCode).toBe(400)
    const list = async (query: string) =>
      (await get(`/admin/findings?${query}`)).json().items.map(({ subject }: { subject: string }) => subject)
    expect(await list('kind=DISPUTE&sort=oldest')).toEqual(['dispute:2', 'dispute:3', 'dispute:4'])
    expect(await list('kind=DISPUTE&state=resolved')).toEqual(['dispute:1'])
    expect(await list('kind=REFUND_FAILED')).toEqual([])
  })

  test('only administrators see or touch any of it', async () => {
    const [finding] = (await get('/admin/findings')).json().items
    const moderator = signedInAs({ userId: newId(), role: 'moderator' })
    for (const answer of [
      await get('/admin/findings', moderator),
      await get('/admin/dead-letters', moderator),
      await post(`/admin/findings/${finding.id}/resolve`, { note: 'mine now' }, moderator),
      await post(`/admin/dead-letters/${newId()}/replay`, undefined, moderator),
      await post(`/admin/dead-letters/${newId()}/discard`, { reason: 'Porque sí' }, moderator),
    ])
      expect(answer.statusCode).toBe(403)
    expect(await db.query('SELECT 1 FROM findings WHERE id = $1 AND resolved_at IS NULL', [finding.id])).toHaveLength(1)
  })
})

test('jobs that gave up are listed with their reason, and replayed once however often it is pressed', async () => {
  for (const n of [1, 2, 3]) await jobs.send(null, fragile, { n })
  await vi.waitUntil(async () => (await jobs.deadLetters(0)).total === 3, { timeout: 15_000 })
  const first = (await get('/admin/dead-letters?limit=2')).json()
  const second = (await get(`/admin/dead-letters?limit=2&cursor=${first.nextCursor}`)).json()
  expect([first.total, second.nextCursor]).toEqual([3, null])
  const letters = [...first.items, ...second.items] as {
    id: string
    queue: string
    data: { n: number }
    error: string
  }[]
  expect(letters.map(({ data }) => data.n).toSorted()).toEqual([1, 2, 3])
  const oldest = (await get('/admin/dead-letters?sort=oldest&limit=2')).json()
  const rest = (await get(`/admin/dead-letters?sort=oldest&limit=2&cursor=${oldest.nextCursor}`)).json()
  expect([...oldest.items, ...rest.items]).toEqual(letters.toReversed())
  const [letter] = letters
  expect(letter).toMatchObject({ queue: 'test.fragile', error: `no luck with ${letter?.data.n}` })
  expect((await get('/admin/dead-letters?cursor=tampered')).statusCode).toBe(400)

  expect((await get('/admin/dead-letters?queue=test.')).json().total).toBe(3)
  expect((await get('/admin/dead-letters?queue=payments.')).json()).toMatchObject({ items: [], total: 0 })
  expect((await get('/admin/jobs')).json().items).toContainEqual(
    expect.objectContaining({ name: 'test.fragile', waiting: 0, failed: 3, done: 0 }),
  )

  fails = false
  const presses = await Promise.all([1, 2, 3].map(() => post(`/admin/dead-letters/${letter?.id}/replay`)))
  expect(presses.map((press) => press.statusCode).toSorted()).toEqual([200, 404, 404])
  await vi.waitUntil(() => ran.length > 0, { timeout: 15_000 })
  expect((await get('/admin/dead-letters')).json().total).toBe(2)
  expect(ran).toEqual([letter?.data.n])
  expect(await db.query(`SELECT 1 FROM audit_entries WHERE action = 'dead-letter.replayed'`)).toHaveLength(1)
})

test('a job that can never succeed is taken away once, with the reason on record', async () => {
  const [letter] = (await get('/admin/dead-letters')).json().items as { id: string }[]
  const discard = (body: object) => post(`/admin/dead-letters/${letter?.id}/discard`, body)
  expect((await discard({})).statusCode).toBe(400)
  const reason = 'De lo que habla ya no existe.'
  const presses = await Promise.all([1, 2].map(() => discard({ reason })))
  expect(presses.map((press) => press.statusCode).toSorted()).toEqual([200, 404])
  expect((await get('/admin/dead-letters')).json()).toMatchObject({ total: 1 })
  expect((await post(`/admin/dead-letters/${letter?.id}/replay`)).statusCode).toBe(404)
  expect(await db.query(`SELECT details FROM audit_entries WHERE action = 'dead-letter.discarded'`)).toEqual([
    { details: { queue: 'test.fragile', reason } },
  ])
})

test('two promises of one name stop the boot', () => {
  const one = { name: 'same', sql: 'SELECT 1' }
  expect(() =>
    createOperations({
      database,
      jobs,
      metrics: createMetrics({ defaults: false }),
      logger: quiet,
      report: () => {},
      guarantees: [one, one],
      audit: insertAuditEntry,
    }),
  ).toThrow('same')
})
