import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../../platform/config.ts'
import { createDatabase, Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { productGuarantees } from './products.guarantees.ts'
import {
  releaseStock,
  type Reservation,
  reserveStock,
  restockStock,
  sellStock,
  type StockLine,
} from './stock.repository.ts'

const db = await testDatabase()
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, LOG_LEVEL: 'silent' }))
afterAll(() => database.close())

const sellerId = newId()
const userId = newId()
await db.query(`INSERT INTO users (id, name, email) VALUES ($1, 'Eufemia', 'eufemia@guelaguetza.test')`, [userId])
await db.query(
  `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
   VALUES ($1, $2, 'taller', 'Taller', 'Eufemia', 'Coyotepec', 'valles-centrales', '{}', '', '{}', '{}')`,
  [sellerId, userId],
)

async function variant(stock: number, status = 'ACTIVE', active = true): Promise<string> {
  const productId = newId()
  const id = newId()
  await db.query(
    `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
     VALUES ($1, $2, $3, 'CERAMICA', 'Coyotepec', 'valles-centrales', 'Cántaro', '', '{}', '{}', 500, '{}', $4::"ProductStatus", 5000)`,
    [productId, productId, sellerId, status],
  )
  await db.query(
    `INSERT INTO product_variants (id, product_id, sku, translations, options, price_cents, on_hand, active) VALUES ($1, $2, 'u', '{}', '{}', 5000, $3, $4)`,
    [id, productId, stock, active],
  )
  if (!active) {
    await db.query(
      `INSERT INTO product_variants (id, product_id, sku, translations, options, price_cents) VALUES ($1, $2, 'other', '{}', '{}', 5000)`,
      [newId(), productId],
    )
  }
  if (stock > 0) {
    await db.query(`INSERT INTO stock_movements (id, variant_id, kind, quantity) VALUES ($1, $2, 'INITIAL', $3)`, [
      newId(),
      id,
      stock,
    ])
  }
  return id
}
async function stockOf(id: string): Promise<{ onHand: number; reserved: number }> {
  const [row] = await db.query<{ onHand: number; reserved: number }>(
    'SELECT on_hand AS "onHand", reserved FROM product_variants WHERE id = $1',
    [id],
  )
  if (!row) throw new Error(`no variant ${id}`)
  return row
}
const reserve = (lines: StockLine[]) => database.transaction((tx) => reserveStock(tx, lines))
const one = (variantId: string): StockLine[] => [{ variantId, quantity: 1 }]
const taken = (outcomes: Reservation[]) => outcomes.filter(({ ok }) => ok).length

/** Reservations here have no order lines: the guarantee about them has tests of its own. */
async function violations(): Promise<string[]> {
  const broken: string[] = []
  for (const { name, sql } of productGuarantees) {
    if (name === 'reserved pieces equal held order lines') continue
    if ((await db.query(sql)).length > 0) broken.push(name)
  }
  return broken
}
beforeEach(() => db.query('DELETE FROM stock_refusals'))

describe('reserving', () => {
  test('the last piece goes to exactly one of twenty buyers, and the others are told true numbers', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await variant(1)
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => reserve(one(id))))
      expect(taken(outcomes)).toBe(1)
      expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, short: [{ variantId: id, available: 0, asked: 1 }] })
      expect(await stockOf(id)).toEqual({ onHand: 1, reserved: 1 })
    }
    expect(await violations()).toEqual([])
  })

  test('negative control: read, decide, write without the condition sells the last piece many times', async () => {
    const id = await variant(1)
    // The guards that stand behind the statement are taken away on a copy of the table.
    await db.query('CREATE TABLE naive_variants AS SELECT * FROM product_variants WHERE id = $1', [id])
    const clients = await Promise.all(Array.from({ length: 12 }, () => db.connect()))
    const read = Promise.withResolvers<void>()
    let reads = 0
    const sold = clients.map(async (client) => {
      const { rows } = await client.query<{ available: number }>(
        'SELECT on_hand - reserved AS available FROM naive_variants',
      )
      reads += 1
      if (reads === clients.length) read.resolve()
      await read.promise
      if ((rows[0]?.available ?? 0) < 1) return false
      await client.query('UPDATE naive_variants SET reserved = reserved + 1')
      return true
    })
    expect((await Promise.all(sold)).filter(Boolean).length).toBeGreaterThan(1)
  })

  test('two lines of the same variant are one demand', async () => {
    const id = await variant(3)
    const twice = [
      { variantId: id, quantity: 2 },
      { variantId: id, quantity: 2 },
    ]
    expect(await reserve(twice)).toEqual({ ok: false, short: [{ variantId: id, available: 3, asked: 4 }] })
    expect(await stockOf(id)).toEqual({ onHand: 3, reserved: 0 })
    expect(await reserve([...one(id), ...one(id)])).toEqual({ ok: true })
    expect(await stockOf(id)).toEqual({ onHand: 3, reserved: 2 })
  })

  test('all lines or none, with every short one named', async () => {
    const [plenty, few, none] = [await variant(10), await variant(1), await variant(0)]
    const outcome = await reserve([
      { variantId: plenty, quantity: 5 },
      { variantId: few, quantity: 2 },
      { variantId: none, quantity: 1 },
    ])
    expect(outcome).toEqual({
      ok: false,
      short: [
        { variantId: few, available: 1, asked: 2 },
        { variantId: none, available: 0, asked: 1 },
      ].toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1)),
    })
    expect(await stockOf(plenty)).toEqual({ onHand: 10, reserved: 0 })
    expect(await db.query('SELECT available, asked FROM stock_refusals ORDER BY available')).toEqual([
      { available: 0, asked: 1 },
      { available: 1, asked: 2 },
    ])
  })

  test('what is not on sale, or not there at all, has no pieces', async () => {
    for (const id of [
      await variant(5, 'DRAFT'),
      await variant(5, 'ARCHIVED'),
      await variant(5, 'ACTIVE', false),
      newId(),
    ]) {
      expect(await reserve(one(id))).toEqual({ ok: false, short: [{ variantId: id, available: 0, asked: 1 }] })
    }
  })

  test('many baskets over the same few pieces in every order: none dies of a deadlock, none is short by mistake', async () => {
    const ids = [await variant(40), await variant(40), await variant(40)]
    const tries = 60
    const outcomes = await Promise.all(
      Array.from({ length: tries }, (_, number) => {
        const turned = [...ids.slice(number % 3), ...ids.slice(0, number % 3)]
        return reserve((number % 2 ? turned : turned.toReversed()).flatMap(one))
      }),
    )
    expect(taken(outcomes)).toBe(40)
    for (const id of ids) expect(await stockOf(id)).toEqual({ onHand: 40, reserved: 40 })
    expect(await violations()).toEqual([])
  })

  /** Two connections, each with an earlier transaction's patience of one second, asking for the same two in opposite order. */
  async function crosswise(ask: (client: Awaited<ReturnType<typeof db.connect>>, ids: string[]) => Promise<unknown>) {
    const ids = [await variant(9), await variant(9)]
    const [first, second] = [await db.connect(), await db.connect()]
    const failures: string[] = []
    await Promise.all(
      [[first, ids] as const, [second, ids.toReversed()] as const].map(async ([client, order]) => {
        await client.query('BEGIN')
        try {
          await ask(client, order)
          await client.query('COMMIT')
        } catch (error) {
          failures.push((error as { code: string }).code)
          await client.query('ROLLBACK')
        }
      }),
    )
    return failures
  }
  /** A transaction over a plain connection, so that nothing retries a deadlock out of sight. */
  const over = (client: Awaited<ReturnType<typeof db.connect>>) =>
    ({
      async $queryRaw(parts: TemplateStringsArray, ...values: unknown[]) {
        const query = Prisma.sql(parts, ...values)
        return (await client.query(query.text, query.values)).rows
      },
    }) as unknown as Tx

  test('two baskets with the same pieces in opposite order wait for each other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const failures = await crosswise((client, ids) =>
        reserveStock(
          over(client),
          ids.flatMap((id) => one(id)),
        ),
      )
      expect(failures).toEqual([])
    }
  })

  test('negative control: line by line in the order of the basket, one of the two dies', async () => {
    const failures = await crosswise(async (client, ids) => {
      for (const id of ids) {
        await client.query('UPDATE product_variants SET reserved = reserved + 1 WHERE id = $1', [id])
        await wait(150)
      }
    })
    expect(failures).toEqual(['40P01'])
  })

  test('a row that refers to the pieces first does not stand in the way', async () => {
    const id = await variant(9)
    const [first, second] = [await db.connect(), await db.connect()]
    // As two checkouts do that write their order lines, then reserve.
    for (const client of [first, second]) {
      await client.query('BEGIN')
      await client.query(`SELECT 1 FROM product_variants WHERE id = $1 FOR KEY SHARE`, [id])
    }
    const reserved = [first, second].map(async (client) => {
      expect(await reserveStock(over(client), one(id))).toEqual({ ok: true })
      await client.query('COMMIT')
    })
    await Promise.all(reserved)
    expect(await stockOf(id)).toEqual({ onHand: 9, reserved: 2 })
  })
})

describe('what becomes of a reservation', () => {
  test('given back, it can be taken again', async () => {
    const id = await variant(1)
    await reserve(one(id))
    await database.transaction((tx) => releaseStock(tx, one(id)))
    expect(await stockOf(id)).toEqual({ onHand: 1, reserved: 0 })
    expect(await reserve(one(id))).toEqual({ ok: true })
  })

  test('giving back more than is reserved is refused by the database', async () => {
    const id = await variant(1)
    await expect(database.transaction((tx) => releaseStock(tx, one(id)))).rejects.toThrow(
      'product_variants_stock_check',
    )
  })

  test('sold once per order line, however often', async () => {
    const id = await variant(5)
    const lines = [
      { variantId: id, quantity: 2, orderLineId: newId() },
      { variantId: id, quantity: 1, orderLineId: newId() },
    ]
    await reserve(lines)
    await Promise.all(Array.from({ length: 4 }, () => database.transaction((tx) => sellStock(tx, lines))))
    expect(await stockOf(id)).toEqual({ onHand: 2, reserved: 0 })
    expect(
      await db.query(`SELECT kind::text, quantity FROM stock_movements WHERE variant_id = $1 ORDER BY quantity`, [id]),
    ).toEqual([
      { kind: 'ORDER', quantity: -2 },
      { kind: 'ORDER', quantity: -1 },
      { kind: 'INITIAL', quantity: 5 },
    ])
    expect(await violations()).toEqual([])
  })

  test('a piece that comes back is on the shelf again, with its reason', async () => {
    const id = await variant(2)
    const orderLineId = newId()
    await reserve(one(id))
    await database.transaction((tx) => sellStock(tx, [{ variantId: id, quantity: 1, orderLineId }]))
    await database.transaction((tx) => restockStock(tx, [{ variantId: id, quantity: 1, orderLineId }], 'RETURN'))
    expect(await stockOf(id)).toEqual({ onHand: 2, reserved: 0 })
    expect(
      await db.query(`SELECT quantity FROM stock_movements WHERE variant_id = $1 AND kind = 'RETURN'`, [id]),
    ).toEqual([{ quantity: 1 }])
    expect(await violations()).toEqual([])
  })

  test('no pieces, less than one piece, half a piece: nothing moves', async () => {
    const id = await variant(2)
    await database.transaction(async (tx) => {
      expect(await reserveStock(tx, [])).toEqual({ ok: true })
      for (const quantity of [0, -1, 0.5, Number.NaN]) {
        await expect(reserveStock(tx, [{ variantId: id, quantity }])).rejects.toThrow('cannot be moved')
      }
    })
    expect(await stockOf(id)).toEqual({ onHand: 2, reserved: 0 })
  })
})
