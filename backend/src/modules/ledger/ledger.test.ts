/** The ledger on a real database: keyed, append-only, and what a payee reads out of it. */
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { bookingHouse } from '../../../test-support/booking-house.ts'
import { newId } from '../../platform/ids.ts'
import { earnedFrom, type Share } from './index.ts'
import { accountId, payableTo } from './postings.rules.ts'
import { statementPdf } from './statement-pdf.ts'
import { purposes, purposesOf } from './statement-texts.rules.ts'

const house = await bookingHouse()
const { ledger, database } = house
const app = await testApp({ databaseUrl: house.db.url, database, modules: [ledger] })

async function host() {
  const userId = await house.guest('Rosa')
  const id = newId()
  await house.slot()
  await house.db.query(
    `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, $3, 'Taller', 'taller', '', '{}', 'valles-centrales')`,
    [id, userId, id],
  )
  return { id, userId }
}
const shareOf = (payeeId: string, over: Partial<Share> = {}): Share => ({
  payeeId,
  subjectType: 'booking',
  subjectId: newId(),
  priceCents: 50_000,
  platformDiscountCents: 0,
  payeeDiscountCents: 0,
  shippingCents: 0,
  commissionCents: 8_000,
  ...over,
})
const capture = (share: Share, paymentId = newId()) =>
  database.transaction((tx) => ledger.captured(tx, { paymentId, capturedCents: 50_000, shares: [share] }))
const balance = (id: string) => ledger.balanceOf(database.read, id)

describe('sets', () => {
  test('written ten times at once, for a payee nobody has heard of: once', async () => {
    const payee = newId()
    const share = shareOf(payee)
    const paymentId = newId()
    await Promise.all(Array.from({ length: 10 }, () => capture(share, paymentId)))
    expect(await balance(payee)).toBe(earnedFrom(share))
    expect(await house.db.query(`SELECT key FROM ledger_sets WHERE payment_id = $1`, [paymentId])).toEqual([
      { key: `capture:${paymentId}` },
    ])
  })

  test('a transaction that is taken back leaves nothing, and the key is free', async () => {
    const payee = newId()
    const share = shareOf(payee)
    const paymentId = newId()
    await expect(
      database.transaction(async (tx) => {
        await ledger.captured(tx, { paymentId, capturedCents: 50_000, shares: [share] })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await balance(payee)).toBe(0)
    await capture(share, paymentId)
    expect(await balance(payee)).toBe(42_000)
  })

  test('a refund that the bank fails after it was done: as if it had never been', async () => {
    const payee = newId()
    const share = shareOf(payee)
    const paymentId = newId()
    await capture(share, paymentId)
    const refundId = newId()
    const facts = { refundId, paymentId, amountCents: 50_000 }
    await database.transaction((tx) => ledger.refundFiled(tx, { ...facts, shares: [share] }))
    expect(await balance(payee)).toBe(0)
    await database.transaction((tx) => ledger.refundShrunk(tx, { refundId, paymentId, attempt: 1, byCents: 1_000 }))
    await database.transaction((tx) => ledger.refundSettled(tx, { ...facts, amountCents: 49_000, status: 'SUCCEEDED' }))
    for (let again = 0; again < 2; again += 1)
      await database.transaction((tx) => ledger.refundSettled(tx, { ...facts, amountCents: 49_000, status: 'FAILED' }))
    expect(await balance(payee)).toBe(42_000)
    const left = await house.db.query(
      `SELECT a.kind FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.subject_id = $1 GROUP BY 1 HAVING sum(e.amount_cents) <> 0`,
      [refundId],
    )
    expect(left).toEqual([])
  })

  test('the database refuses what does not sum to zero, and any change of what stands there', async () => {
    const share = shareOf(newId())
    await capture(share)
    const set = newId()
    await expect(
      house.db.query(
        `WITH s AS (INSERT INTO ledger_sets (id, key, kind) VALUES ('${set}', '${set}', 'CAPTURE'))
         INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id)
         VALUES ('${set}', '${accountId(payableTo(share.payeeId))}', -1, 'PRICE', 'booking', '${set}')`,
      ),
    ).rejects.toThrow('does not sum to zero')
    for (const sql of [
      `UPDATE ledger_entries SET amount_cents = amount_cents + 1`,
      `DELETE FROM ledger_entries`,
      `UPDATE ledger_sets SET key = key || 'x'`,
      `DELETE FROM ledger_sets`,
    ])
      await expect(house.db.query(sql)).rejects.toThrow()
  })
})

/** What a PDF's pages draw, text by text. */
function wordsOfPdf(pdf: Buffer): string[] {
  const words: string[] = []
  for (const [, stream = ''] of pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)) {
    const drawn = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    for (const [, parts = ''] of drawn.matchAll(/\[(.*?)\] TJ/g)) {
      const bytes = [...parts.matchAll(/<([\da-f]*)>/g)].map(([, hex = '']) => hex).join('')
      words.push(new TextDecoder('windows-1252').decode(Buffer.from(bytes, 'hex')))
    }
  }
  return words
}

describe('statements', () => {
  async function month() {
    const rosa = await host()
    const at = async (instant: string) => {
      const share = shareOf(rosa.id)
      const id = newId()
      // Entries are never changed, so those of another day are written as of that day.
      await house.db.query(
        `WITH s AS (INSERT INTO ledger_sets (id, key, kind, occurred_at) VALUES ('${id}', '${id}', 'CAPTURE', '${instant}')),
         a AS (INSERT INTO ledger_accounts (id, kind, owner_id) VALUES ('${accountId(payableTo(rosa.id))}', 'SELLER_PAYABLE', '${rosa.id}') ON CONFLICT DO NOTHING)
         INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id, occurred_at)
         SELECT '${id}', x.account, x.cents, x.purpose, 'booking', '${share.subjectId}', '${instant}'
         FROM (VALUES ('${accountId(payableTo(rosa.id))}'::uuid, -50000, 'PRICE', 1), ('${accountId(payableTo(rosa.id))}'::uuid, 8000, 'COMMISSION', 2),
           ((SELECT id FROM ledger_accounts WHERE kind = 'PROVIDER_CLEARING'), 42000, 'CAPTURE', 3)) AS x (account, cents, purpose, place) ORDER BY x.place`,
      )
    }
    // Oaxaca is six hours behind: the first is still October there, the last still November.
    for (const instant of [
      '2026-11-01T05:59:59Z',
      '2026-11-01T06:00:00Z',
      '2026-11-15T12:00:00Z',
      '2026-12-01T05:59:59Z',
      '2026-12-01T06:00:00Z',
    ])
      await at(instant)
    return rosa
  }
  const get = async (userId: string, query: string, headers: Record<string, string> = {}, path = '/host/statement') => {
    const answer = await app.inject({
      url: `/api/v1${path}?${query}`,
      headers: { ...signedInAs({ userId }), ...headers },
    })
    return { status: answer.statusCode, headers: answer.headers, text: answer.body }
  }

  test('a month is Oaxaca’s; opening, closing and the balance after every line add up, page by page', async () => {
    const rosa = await month()
    const lines: { amount: number; balance: number; text: string }[] = []
    let cursor: string | null = ''
    let sums = { opening: 0, closing: 0 }
    while (cursor !== null) {
      const page = await get(rosa.userId, `month=2026-11&limit=4${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.status).toBe(200)
      const body = JSON.parse(page.text) as {
        items: { amount: { amount: number }; balance: { amount: number }; text: string }[]
        nextCursor: string | null
        opening: { amount: number }
        closing: { amount: number }
      }
      sums = { opening: body.opening.amount, closing: body.closing.amount }
      lines.push(
        ...body.items.map(({ amount, balance: after, text }) => ({
          amount: amount.amount,
          balance: after.amount,
          text,
        })),
      )
      cursor = body.nextCursor
    }
    expect(sums).toEqual({ opening: 42_000, closing: 168_000 })
    expect(lines).toHaveLength(6)
    let running = sums.opening
    for (const line of lines) {
      running += line.amount
      expect(line.balance).toBe(running)
    }
    expect(running).toBe(sums.closing)
    expect(lines[0]?.text).toBe('Precio')
  })

  test('as a table, in English', async () => {
    const rosa = await month()
    const csv = await get(rosa.userId, 'month=2026-11', { accept: 'text/csv', 'accept-language': 'en' })
    expect(csv.headers['content-type']).toContain('text/csv')
    const rows = csv.text.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(rows).toHaveLength(7)
    expect(rows[0]).toBe('date,what,sale,amount MXN,balance MXN')
    expect(rows[1]).toBe('2026-11-01 00:00,Price,,500.00,920.00')
    expect(rows[2]).toBe('2026-11-01 00:00,Guelaguetza Connect’s commission,,-80.00,840.00')
  })

  test('on paper: opening, closing, every line, in both languages, with accents and numbered pages', async () => {
    const rosa = await month()
    const printed = async (language: string, of = 'month=2026-11') => {
      const answer = await app.inject({
        url: `/api/v1/host/statement.pdf?${of}`,
        headers: { ...signedInAs({ userId: rosa.userId }), 'accept-language': language },
      })
      expect(answer.headers['content-type']).toBe('application/pdf')
      return wordsOfPdf(answer.rawPayload)
    }
    const spanish = await printed('es')
    for (const said of [
      'Estado de cuenta · noviembre de 2026',
      'Comisión de Guelaguetza Connect',
      'Saldo al empezar',
      '$420.00',
      '$1,680.00',
      '-$80.00',
      'Página 1 de 1',
    ])
      expect(spanish).toContain(said)
    expect(await printed('en')).toContain('Statement · November 2026')
    expect(await printed('es', 'month=2025-01')).toContain('En este mes no se movió nada.')
    const row = (index: number) => ({
      id: String(index),
      at: '2026-11-02T12:00:00.000Z',
      purpose: 'PRICE',
      text: `Renglón ${index}`,
      subjectType: 'booking',
      subjectId: rosa.id,
      code: 'GC-1',
      amount: { amount: 100, currency: 'MXN' as const },
      balance: { amount: 100, currency: 'MXN' as const },
    })
    async function* ninety() {
      for (const from of [0, 40, 80])
        yield Array.from({ length: from === 80 ? 10 : 40 }, (_, index) => row(from + index))
    }
    const pieces: Buffer[] = []
    for await (const piece of statementPdf({
      language: 'es',
      month: '2026-11',
      payee: 'Taller Ñuu Savi, tuꞌun',
      openingCents: 0,
      closingCents: 0,
      inCents: 9000,
      outCents: 0,
      printedAt: new Date('2026-12-01T12:00:00Z'),
      lineCount: 90,
      lines: ninety(),
    }))
      pieces.push(piece)
    const pages = Buffer.concat(pieces)
    const words = wordsOfPdf(pages)
    expect(words).toContain('Taller Ñuu Savi, tu’un')
    for (let index = 0; index < 90; index += 1) expect(words).toContain(`Renglón ${index}`)
    expect(words).toContain('Página 3 de 3')
    expect(words.filter((word) => word === 'Concepto')).toHaveLength(3)
    expect(
      (await app.inject({ url: '/api/v1/host/statement.pdf', headers: signedInAs({ userId: await house.guest() }) }))
        .statusCode,
    ).toBe(404)
  })

  test('a month of thousands of lines goes on to its last one, as table and on paper', async () => {
    const rosa = await host()
    const lines = 5200
    const [account, other] = [accountId(payableTo(rosa.id)), newId()]
    await house.db.query(
      `WITH a AS (INSERT INTO ledger_accounts (id, kind, owner_id) VALUES ('${account}', 'SELLER_PAYABLE', '${rosa.id}'), ('${other}', 'UNALLOCATED', '${other}')),
       n AS MATERIALIZED (SELECT gen_random_uuid() AS id, '2026-10-05T12:00Z'::timestamptz + second * interval '1 second' AS at FROM generate_series(1, ${lines}) second),
       s AS (INSERT INTO ledger_sets (id, key, kind, occurred_at) SELECT id, id::text, 'CAPTURE', at FROM n)
       INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id, occurred_at)
       SELECT n.id, x.account, x.cents, 'PRICE', 'booking', n.id, n.at FROM n, (VALUES ('${account}'::uuid, -100), ('${other}'::uuid, 100)) AS x (account, cents)`,
    )
    const csv = await get(rosa.userId, 'month=2026-10', { accept: 'text/csv' })
    const rows = csv.text.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(rows).toHaveLength(lines + 1)
    expect(rows.at(-1)).toMatch(/,1\.00,5200\.00$/)
    const pdf = await app.inject({
      url: '/api/v1/host/statement.pdf?month=2026-10',
      headers: signedInAs({ userId: rosa.userId }),
    })
    const words = wordsOfPdf(pdf.rawPayload)
    const numbers = words.filter((word) => word.startsWith('Página '))
    expect(numbers.at(-1)).toBe(`Página ${numbers.length} de ${numbers.length}`)
    // Every line once, each with its balance; the sums on the first page are of all of them.
    expect(words.filter((word) => word === 'Precio')).toHaveLength(lines)
    expect(words.filter((word) => word === '$5,200.00').length).toBeGreaterThanOrEqual(3)
  })

  test('latest first, or only some of what moved: the balance stays that of the account', async () => {
    const rosa = await month()
    const read = async (query: string) => {
      const { items } = JSON.parse((await get(rosa.userId, `month=2026-11&${query}`)).text) as {
        items: { id: string; purpose: string; balance: { amount: number } }[]
      }
      return items
    }
    const oldest = await read('sort=oldest')
    expect(await read('sort=newest')).toEqual(oldest.toReversed())
    const commission = await read('kind=COMMISSION')
    expect(commission).toEqual(oldest.filter(({ purpose }) => purpose === 'COMMISSION'))
    expect(commission.length).toBeGreaterThan(0)
    expect(await read('kind=TRANSFERS')).toEqual([])
    const first = await get(rosa.userId, 'month=2026-11&sort=newest&limit=4')
    const { nextCursor } = JSON.parse(first.text) as { nextCursor: string }
    expect(await read(`sort=newest&cursor=${nextCursor}`)).toEqual(oldest.toReversed().slice(4))
    const csv = await get(rosa.userId, 'month=2026-11&kind=COMMISSION', { accept: 'text/csv' })
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(commission.length + 1)
  })

  test('every purpose is of one kind', () => {
    expect(Object.values(purposesOf).flat().toSorted()).toEqual(purposes.toSorted())
  })

  test('who has no such profile sees none; a cursor of another list is none', async () => {
    const rosa = await host()
    expect((await get(await house.guest(), '')).status).toBe(404)
    expect((await get(rosa.userId, '', {}, '/seller/statement')).status).toBe(404)
    expect((await get(rosa.userId, 'cursor=abc')).status).toBe(400)
    expect((await app.inject({ url: '/api/v1/host/statement' })).statusCode).toBe(401)
    const empty = await get(rosa.userId, '')
    expect(JSON.parse(empty.text)).toMatchObject({ items: [], opening: { amount: 0 }, closing: { amount: 0 } })
  })

  test('every purpose that stands in a payee’s account has its text', async () => {
    const used = await house.db.query<{ purpose: string }>(
      `SELECT DISTINCT e.purpose FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'SELLER_PAYABLE'`,
    )
    expect(purposes).toEqual(expect.arrayContaining(used.map(({ purpose }) => purpose)))
  })
})

test('commission comes from its rates, by the database’s clock', async () => {
  expect(await ledger.commissionBps('BOOKING')).toBe(1600)
  expect(await ledger.commissionBps('PRODUCT')).toBe(1200)
})
