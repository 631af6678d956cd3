/** A workshop's spreadsheet over HTTP: out, changed, looked at, in again; and many products changed at once. */
import { describe, expect, test } from 'vitest'
import { signedInAs } from '../../../test-support/app.ts'
import { marketHouse } from '../../../test-support/market-house.ts'
import { ownProductSorts } from '../../../../contracts/products.ts'
import { newId } from '../../platform/ids.ts'
import { sellStock } from './stock.repository.ts'

const house = await marketHouse()
const { db, app, database } = house

async function csvOf(userId: string, query = ''): Promise<string> {
  const answer = await app.inject({
    method: 'GET',
    url: `/api/v1/seller/products.csv${query}`,
    headers: signedInAs({ userId }),
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toContain('text/csv')
  return answer.body
}
async function send(userId: string, text: string, dryRun = false) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/seller/products/import?dryRun=${dryRun}`,
    headers: { ...signedInAs({ userId }), 'content-type': 'text/csv' },
    payload: text,
  })
  return { status: answer.statusCode, body: answer.json() }
}
async function state() {
  const [products, variants, movements] = await Promise.all(
    ['products', 'product_variants', 'stock_movements'].map((table) => db.query(`SELECT * FROM ${table} ORDER BY id`)),
  )
  return JSON.stringify([products, variants, movements])
}
const guarantees = async () => {
  for (const { sql, name } of house.products.guarantees ?? []) expect([name, await db.query(sql)]).toEqual([name, []])
}

describe('out and in again', () => {
  test('what comes out goes in and changes nothing that anyone sees', async () => {
    const { sellerId, userId } = await house.seller()
    await house.product({ sellerId, name: '=HYPERLINK("http://x")', description: '@SUM(1), "y"\nmás' })
    await house.product({
      sellerId,
      variants: [
        { label: 'Chica', stock: 2 },
        { label: 'Grande', priceCents: 80_050 },
      ],
    })
    const csv = await csvOf(userId)
    expect(csv).toContain("'=HYPERLINK")
    expect(csv).not.toMatch(/(^|,|\n)"?[=@]/)
    const before = await db.query(
      'SELECT name, description, price_from_cents, status FROM products WHERE seller_id = $1 ORDER BY id',
      [sellerId],
    )
    expect((await send(userId, csv)).body).toMatchObject({ rows: 3, created: 0, updated: 2, problems: [] })
    expect(
      await db.query(
        'SELECT name, description, price_from_cents, status FROM products WHERE seller_id = $1 ORDER BY id',
        [sellerId],
      ),
    ).toEqual(before)
    expect(await csvOf(userId)).toBe(csv)
    await guarantees()
  })

  test('leaves as it is asked for: what the list shows with the same filters, in its order', async () => {
    const { sellerId, userId } = await house.seller()
    await house.product({ sellerId, slug: 'jarra-verde', name: 'Jarra verde', stock: 5 })
    await house.product({ sellerId, slug: 'jarra-roja', name: 'Jarra roja', stock: 0 })
    await house.product({ sellerId, slug: 'vaso-verde', name: 'Vaso verde', stock: 5 })
    const slugs = async (query: string) =>
      (await csvOf(userId, query))
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(',')[0])
    expect(await slugs('?sort=name')).toEqual(['jarra-roja', 'jarra-verde', 'vaso-verde'])
    expect(await slugs('?q=verde&sort=name')).toEqual(['jarra-verde', 'vaso-verde'])
    expect(await slugs('?status=SOLD_OUT')).toEqual(['jarra-roja'])
  })

  test('however many there are, each variant leaves once, in every order', async () => {
    const { sellerId, userId } = await house.seller()
    const known = await house.product({ sellerId, stock: 0 })
    const [products, variants] = [2101, 10]
    // Copies of one that the house made; many have the same name, price and stock.
    await db.query(
      `WITH copies AS (
         INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
         SELECT gen_random_uuid(), 'copia-' || n, seller_id, category, town, region, 'Copia ' || n % 7, description, materials, translations, weight_grams, images, status, price_from_cents
         FROM products, generate_series(1, $2::int) n WHERE id = $1 RETURNING id
       )
       INSERT INTO product_variants SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'product_id', c.id, 'sku', 'S' || n, 'sort', n))).*
       FROM copies c, generate_series(1, $3::int) n, product_variants v WHERE v.product_id = $1`,
      [known.id, products, variants],
    )
    const total = 1 + products * variants
    expect(total).toBeGreaterThan(21_000)
    for (const sort of ownProductSorts) {
      const rows = (await csvOf(userId, `?sort=${sort}`)).trimEnd().split('\r\n').slice(1)
      expect(rows, sort).toHaveLength(total)
      const keys = rows.map((row) => {
        const cells = row.split(',')
        return `${cells[0]} ${cells[8]}`
      })
      expect(new Set(keys).size, sort).toBe(total)
    }
  }, 60_000)

  test('new ones and changed ones, in English heads and another order', async () => {
    const { sellerId, userId } = await house.seller()
    const known = await house.product({ sellerId, slug: 'jarra-azul', stock: 5 })
    const text = [
      'price;stock;product;name;description;category;variant;sku;name in English',
      '1,250.50;3;jarra-azul;;;;;;Blue jug',
      '300;4;;Vaso;Vaso de barro;CERAMICA;Chico;VC;',
      '400;2;;Vaso;Vaso de barro;CERAMICA;Grande;VG;',
    ].join('\r\n')
    expect((await send(userId, text, true)).body).toEqual({
      dryRun: true,
      rows: 3,
      created: 1,
      updated: 1,
      problems: [],
    })
    expect(await db.query('SELECT 1 FROM products WHERE seller_id = $1', [sellerId])).toHaveLength(1)
    expect((await send(userId, text)).body).toMatchObject({ created: 1, updated: 1 })
    const { body } = await house.get('/seller/products', { as: userId })
    expect(body.items[0]).toMatchObject({
      name: 'Vaso',
      status: 'DRAFT',
      variants: [
        { sku: 'VC', stock: 4 },
        { sku: 'VG', stock: 2 },
      ],
    })
    expect(body.items[1]).toMatchObject({
      id: known.id,
      stock: 3,
      price: { amount: 125_050 },
      translations: { en: { name: 'Blue jug' } },
    })
    await guarantees()
  })

  test('each bad row by line, column and reason; nothing of it is written', async () => {
    const { sellerId, userId } = await house.seller()
    await house.product({ name: 'De otra', slug: 'de-otra' })
    await house.product({ sellerId, slug: 'mia', stock: 5 })
    const text = [
      'producto,nombre,descripción,categoría,precio,piezas,colour',
      'mia,,,,1.999,,',
      'de-otra,Robada,,,,,',
      ',Nueva,Una pieza,FOTOS,500,1,',
      ',Otra,,CERAMICA,,x,',
      'mia,,,,700,4,',
    ].join('\n')
    const before = await state()
    const looked = await send(userId, text, true)
    expect(looked.status).toBe(200)
    const at = looked.body.problems.map(({ line, column }: { line: number; column: string }) => `${line} ${column}`)
    for (const expected of [
      '1 colour',
      '2 precio',
      '3 producto',
      '4 categoría',
      '5 piezas',
      '5 precio',
      '5 descripción',
    ])
      expect(at).toContain(expected)
    // What could not be read is not missing as well.
    expect(at).toEqual([...new Set(at)])
    const real = await send(userId, text)
    expect(real).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
    expect(real.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/2/precio')
    expect(await state()).toBe(before)
  })

  test('pieces that are set aside stay; files that are none, or too long, are said to be', async () => {
    const { sellerId, userId } = await house.seller()
    const one = await house.product({ sellerId, slug: 'apartada', stock: 5 })
    await db.query('UPDATE product_variants SET reserved = 2 WHERE id = $1', [one.variantIds[0]])
    expect((await send(userId, 'producto,piezas\napartada,9')).body.updated).toBe(1)
    expect((await db.query('SELECT on_hand FROM product_variants WHERE id = $1', [one.variantIds[0]]))[0]).toEqual({
      on_hand: 11,
    })
    await db.query('UPDATE product_variants SET reserved = 0 WHERE id = $1', [one.variantIds[0]])
    expect((await send(userId, 'x', true)).body.problems[0]).toMatchObject({ line: 1 })
    expect((await send(userId, '"', true)).body.problems[0]).toMatchObject({ line: 1 })
    // A row is counted as a spreadsheet counts it, whatever its cells hold; what lacks a head is named in one's language.
    const heads = 'nombre,descripción\n"Uno","dos\ntres"\n'
    const wrongIn = async (row: string) => (await send(userId, heads + row, true)).body.problems
    expect(await wrongIn('Vaso "lindo",Barro')).toMatchObject([
      { line: 3, reason: expect.stringContaining('comillas') },
    ])
    expect(await wrongIn('"Vaso,Barro\nOtro,Barro')).toMatchObject([
      { line: 3, reason: expect.stringContaining('comillas') },
    ])
    expect(await wrongIn('Vaso,Barro, alto')).toContainEqual(
      expect.objectContaining({ line: 3, column: '', reason: expect.stringContaining('más celdas') }),
    )
    expect(await wrongIn('Vaso,Barro')).toContainEqual({ line: 3, column: 'categoría', reason: 'Falta.' })
    const tabs = await send(userId, 'nombre\tdescripción\tcategoría\tprecio\nVaso\tBarro\tCerámica\t1.250,50', true)
    expect(tabs.body).toMatchObject({ created: 1, problems: [] })
    const long = ['nombre', ...Array.from({ length: 501 }, (_, n) => `Pieza ${n}`)].join('\n')
    expect((await send(userId, long, true)).body.problems).toHaveLength(1)
    expect((await send(await house.person(), 'nombre', true)).status).toBe(404)
    await guarantees()
  })

  test('two imports of the same new names at once: both, each under its own slug', async () => {
    const sellers = await Promise.all([house.seller(), house.seller()])
    const text =
      'nombre,descripción,categoría,precio\nGuajolote,De barro,CERAMICA,500\nGuajolote 2,De barro,CERAMICA,500'
    const sent = await Promise.all(sellers.map(({ userId }) => send(userId, text)))
    expect(sent.map(({ status }) => status)).toEqual([200, 200])
    expect(await db.query(`SELECT 1 FROM products WHERE name LIKE 'Guajolote%'`)).toHaveLength(4)
  })
})

describe('many at once', () => {
  test('prices by per cent, all or none', async () => {
    const { sellerId, userId } = await house.seller()
    const own = [
      await house.product({ sellerId, priceCents: 10_000 }),
      await house.product({ sellerId, priceCents: 33_300 }),
    ]
    const ids = own.map(({ id }) => id)
    const other = await house.product()
    const raised = { change: { pricePercent: 10, lowStockAt: 2 } }
    expect(
      (await house.send('PATCH', '/seller/products', { ids: [...ids, other.id], ...raised }, { as: userId })).status,
    ).toBe(404)
    expect((await house.send('PATCH', '/seller/products', { ids, ...raised }, { as: userId })).body).toEqual({
      changed: 2,
    })
    const rows = await db.query(
      'SELECT price_from_cents AS cents, low_stock_at AS low FROM products WHERE seller_id = $1 ORDER BY id',
      [sellerId],
    )
    expect(rows).toEqual([
      { cents: 11_000, low: 2 },
      { cents: 36_600, low: 2 },
    ])
    expect(
      (await house.send('PATCH', '/seller/products', { ids, change: { sellerId: newId() } }, { as: userId })).status,
    ).toBe(400)
    // Sent again after a lost answer it is the same change, not another tenth.
    const again = { as: userId, headers: { 'idempotency-key': newId() } }
    const tenth = { ids, change: { pricePercent: 10 } }
    for (const times of ['once', 'twice'])
      expect((await house.send('PATCH', '/seller/products', tenth, again)).status, times).toBe(200)
    expect(
      await db.query('SELECT price_from_cents AS cents FROM products WHERE seller_id = $1 ORDER BY id', [sellerId]),
    ).toEqual([{ cents: 12_100 }, { cents: 40_300 }])
  })

  test('of those who take the last pieces at the same time one crosses the line', async () => {
    const { sellerId } = await house.seller()
    const { id, variantIds } = await house.product({ sellerId, name: 'Jarra', stock: 6 })
    const [variantId = ''] = variantIds
    await db.query('UPDATE products SET low_stock_at = 3 WHERE id = $1', [id])
    await db.query('UPDATE product_variants SET reserved = 5 WHERE id = $1', [variantId])
    await db.query('ALTER TABLE stock_movements DROP CONSTRAINT IF EXISTS stock_movements_order_line_id_fkey')
    const low = await Promise.all(
      Array.from({ length: 5 }, () =>
        database.transaction((tx) => sellStock(tx, [{ variantId, quantity: 1, orderLineId: newId() }])),
      ),
    )
    expect(low.flat()).toEqual([
      expect.objectContaining({ productId: id, variantId, left: 3, name: { es: 'Jarra', en: 'Jarra' } }),
    ])
  })
})
