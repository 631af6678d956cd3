import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OwnProduct, OwnProductPage, StockMovementPage } from '../../../../contracts/products.ts'
import { signedInAs } from '../../../test-support/app.ts'
import { marketHouse } from '../../../test-support/market-house.ts'
import { newId } from '../../platform/ids.ts'
import { productGuarantees } from './products.guarantees.ts'

const house = await marketHouse({})
const { get, send, db } = house
let owner: Awaited<ReturnType<typeof house.seller>>
let other: Awaited<ReturnType<typeof house.seller>>
let plain: string

const mxn = (amount: number) => ({ amount, currency: 'MXN' })
const jar = {
  name: 'Jarra de barro',
  description: 'Bruñida con cuarzo.',
  category: 'CERAMICA',
  price: mxn(42_000),
  stock: 7,
  status: 'ACTIVE',
}
const create = (change: object = {}, as = owner.userId) =>
  send('POST', '/seller/products', { ...jar, ...change }, { as })
const patch = (id: string, change: object, headers: Record<string, string> = {}, as = owner.userId) =>
  send('PATCH', `/seller/products/${id}`, change, { as, headers })
const own = async (id: string) => OwnProduct.parse((await get(`/seller/products/${id}`, { as: owner.userId })).body)
const movements = async (id: string) =>
  StockMovementPage.parse((await get(`/seller/products/${id}/movements`, { as: owner.userId })).body).items.map(
    ({ kind, quantity, note }) => ({ kind, quantity, note }),
  )
async function violations(): Promise<string[]> {
  const broken: string[] = []
  for (const { name, sql } of productGuarantees) if ((await db.query(sql)).length > 0) broken.push(name)
  return broken
}

beforeAll(async () => {
  await house.craft('barro-negro', { name: 'Barro negro', en: 'Black clay' })
  owner = await house.seller({ town: 'San Bartolo Coyotepec' })
  other = await house.seller()
  plain = await house.person()
})
beforeEach(() => void house.told.splice(0))

describe('a new product', () => {
  test('with a price and pieces has one variant without a label, in the workshop’s town', async () => {
    const { status, body, headers } = await create({ craft: 'barro-negro', translations: { en: { name: 'Clay jug' } } })
    expect({ status, etag: headers['etag'] }).toEqual({ status: 201, etag: '"1"' })
    expect(OwnProduct.parse(body)).toMatchObject({
      slug: 'jarra-de-barro',
      town: 'San Bartolo Coyotepec',
      status: 'ACTIVE',
      stock: 7,
      price: mxn(42_000),
      translations: { en: { name: 'Clay jug' } },
      variants: [{ label: '', sku: 'V1', onHand: 7, reserved: 0, active: true, stock: 7 }],
    })
    expect(await movements(body.id)).toEqual([{ kind: 'INITIAL', quantity: 7, note: null }])
    expect((await get('/products/jarra-de-barro', { language: 'en' })).body.name).toBe('Clay jug')
    expect(await violations()).toEqual([])
  })

  test('with variants has those, and costs from the cheapest on sale', async () => {
    const { body } = await create({
      name: 'Rebozo',
      variants: [
        {
          label: 'Añil',
          translations: { en: { label: 'Indigo' } },
          options: { color: 'añil' },
          price: mxn(140_000),
          stock: 2,
        },
        { label: 'Grana', sku: 'REB-G', price: mxn(150_000), stock: 1 },
        { label: 'Viejo', price: mxn(1000), active: false },
      ],
    })
    expect(body).toMatchObject({ price: mxn(140_000), priceVaries: true, stock: 3 })
    expect(body.variants.map(({ sku, onHand }: { sku: string; onHand: number }) => [sku, onHand])).toEqual([
      ['V1', 2],
      ['REB-G', 1],
      ['V2', 0],
    ])
    expect(await violations()).toEqual([])
  })

  test('without pieces is sold out by itself; a draft is not shown', async () => {
    expect((await create({ name: 'Vacía', stock: 0 })).body.status).toBe('SOLD_OUT')
    expect((await get('/products/vacia')).body.status).toBe('SOLD_OUT')
    const draft = await create({ name: 'Luego', status: undefined })
    expect(draft.body.status).toBe('DRAFT')
    expect((await get('/products/luego')).status).toBe(404)
  })

  test('mezcal is for adults whatever its seller says', async () => {
    const { body } = await create({ name: 'Espadín', category: 'MEZCAL', ageRestricted: false })
    expect(body.ageRestricted).toBe(true)
    expect((await patch(body.id, { ageRestricted: false })).body.ageRestricted).toBe(true)
  })

  test('of equal names each has an address of its own, also at the same moment', async () => {
    const slugs = await Promise.all(Array.from({ length: 6 }, async () => (await create({ name: 'Comal' })).body.slug))
    expect(new Set(slugs)).toEqual(new Set(['comal', 'comal-2', 'comal-3', 'comal-4', 'comal-5', 'comal-6']))
  })

  test('the same key gives the same product', async () => {
    const headers = { 'idempotency-key': newId() }
    const [first, again] = [
      await send('POST', '/seller/products', { ...jar, name: 'Una vez' }, { as: owner.userId, headers }),
      await send('POST', '/seller/products', { ...jar, name: 'Una vez' }, { as: owner.userId, headers }),
    ]
    expect(again.body.id).toBe(first.body.id)
  })

  test.each([
    [{ craft: 'no-such-craft' }, '/craft'],
    [{ variants: [{ label: 'A', price: mxn(5000), active: false }] }, '/variants'],
    [{ variants: [{ id: newId(), label: 'A', price: mxn(5000) }] }, '/variants/0/id'],
    [
      {
        variants: [
          { label: 'A', sku: 'X', price: mxn(5000) },
          { label: 'B', sku: 'X', price: mxn(5000) },
        ],
      },
      '/variants/1/sku',
    ],
    [{ price: mxn(5) }, '/price/amount'],
  ])('%j is refused at %s', async (change, pointer) => {
    expect((await create(change)).body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer }] })
  })

  test('is for people with a workshop', async () => {
    for (const [method, path] of [
      ['POST', '/seller/products'],
      ['PATCH', `/seller/products/${newId()}`],
    ] as const)
      expect((await send(method, path, method === 'POST' ? jar : {}, { as: plain })).status).toBe(404)
    expect((await get('/seller/products', { as: plain })).status).toBe(404)
    expect((await get('/seller/products')).status).toBe(401)
  })
})

describe('a change', () => {
  test('applies to the version that was read, and to no other', async () => {
    const { id } = (await create({ name: 'Florero' })).body
    expect((await patch(id, { name: 'Florero alto' }, { 'if-match': '"1"' })).body).toMatchObject({
      version: 2,
      slug: 'florero',
    })
    expect((await patch(id, { name: 'Otro' }, { 'if-match': '"1"' })).body).toMatchObject({
      status: 409,
      code: 'VERSION_CONFLICT',
    })
    expect((await patch(id, { name: 'Sin versión' })).body.version).toBe(3)
    const both = await Promise.all(['A la vez', 'A la par'].map((name) => patch(id, { name }, { 'if-match': '"3"' })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('is seen by everyone at once: price, name, off sale and on again', async () => {
    const { id, slug } = (await create({ name: 'Plato' })).body
    const listed = async () =>
      (await get(`/products?seller=${owner.sellerId}&limit=100`)).body.items.find(
        (each: { id: string }) => each.id === id,
      )
    expect(await listed()).toMatchObject({ price: mxn(42_000) })
    await patch(id, { price: mxn(50_000), name: 'Plato hondo' })
    expect(await listed()).toMatchObject({ price: mxn(50_000), name: 'Plato hondo' })
    expect((await get(`/products/${slug}`)).body.variants[0].price).toEqual(mxn(50_000))
    for (const [status, seen] of [
      ['ARCHIVED', 404],
      ['ACTIVE', 200],
      ['DRAFT', 404],
    ] as const) {
      await patch(id, { status })
      expect((await get(`/products/${slug}`)).status).toBe(seen)
      expect((await listed()) !== undefined).toBe(seen === 200)
    }
  })

  test('of pieces is a correction, and reserved ones stay beside what can be bought', async () => {
    const { id, variants } = (await create({ name: 'Taza' })).body
    await db.query('UPDATE product_variants SET reserved = 2 WHERE id = $1', [variants[0].id])
    expect((await patch(id, { stock: 3 })).body).toMatchObject({ stock: 3, variants: [{ onHand: 5, reserved: 2 }] })
    await patch(id, { stock: 3 })
    expect(await movements(id)).toEqual([
      { kind: 'CORRECTION', quantity: -2, note: null },
      { kind: 'INITIAL', quantity: 7, note: null },
    ])
    const quantities = async (query: string) =>
      (await get(`/seller/products/${id}/movements?${query}`, { as: owner.userId })).body.items.map(
        ({ quantity }: { quantity: number }) => quantity,
      )
    expect(await quantities('sort=oldest')).toEqual([7, -2])
    expect(await quantities('kind=INITIAL')).toEqual([7])
    const { body: firstPage } = await get(`/seller/products/${id}/movements?sort=oldest&limit=1`, { as: owner.userId })
    expect(await quantities(`sort=oldest&limit=1&cursor=${firstPage.nextCursor}`)).toEqual([-2])
    expect(
      (await get(`/seller/products/${id}/movements?cursor=${firstPage.nextCursor}`, { as: owner.userId })).status,
    ).toBe(400)
    const table = await house.app.inject({
      url: `/api/v1/seller/products/${id}/movements?kind=CORRECTION`,
      headers: { ...signedInAs({ userId: owner.userId }), accept: 'text/csv' },
    })
    const [heads, ...rows] = table.body.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(heads).toBe('fecha,presentación,qué pasó,piezas,por qué')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatch(/,corrección,-2,$/)
    expect(house.told).toContain(id)
    await db.query('UPDATE product_variants SET reserved = 0 WHERE id = $1', [variants[0].id])
    expect(await violations()).toEqual([])
  })

  test('of variants: named ones stay, new ones come, those left out go off sale', async () => {
    const { id, variants } = (
      await create({
        name: 'Huipil',
        variants: [
          { label: 'Chica', sku: 'S', price: mxn(100_000), stock: 1 },
          { label: 'Mediana', sku: 'M', price: mxn(110_000), stock: 2 },
        ],
      })
    ).body
    const [small, medium] = variants
    const changed = await patch(id, {
      variants: [
        { id: medium.id, label: 'Mediana', price: mxn(120_000) },
        { label: 'Grande', price: mxn(130_000), stock: 4 },
      ],
    })
    expect(changed.body).toMatchObject({ price: mxn(120_000), stock: 6 })
    expect((await own(id)).variants).toMatchObject([
      { id: medium.id, sku: 'M', onHand: 2, active: true },
      { label: 'Grande', onHand: 4, active: true },
      { id: small.id, active: false, onHand: 1 },
    ])
    // The one that left comes back by its name, and SKUs may change hands.
    const swapped = await patch(id, {
      variants: [
        { id: small.id, sku: 'M', label: 'Chica', price: mxn(100_000), active: true },
        { id: medium.id, sku: 'S', label: 'Mediana', price: mxn(120_000) },
      ],
    })
    expect(swapped.body.variants).toMatchObject([
      { sku: 'M', active: true },
      { sku: 'S' },
      { label: 'Grande', active: false },
    ])
    expect(await violations()).toEqual([])
    for (const [change, pointer] of [
      [{ price: mxn(5000) }, '/price'],
      [{ stock: 5 }, '/stock'],
      [{ variants: [{ id: small.id, label: 'Chica', price: mxn(5000), stock: 3 }] }, '/variants/0/stock'],
      [{ variants: [{ label: 'Otra', sku: 'S', price: mxn(5000) }] }, '/variants/0/sku'],
      [{ variants: [{ id: small.id, label: 'Chica', price: mxn(5000), active: false }] }, '/variants'],
      [{ craft: 'no-such-craft' }, '/craft'],
    ] as const)
      expect((await patch(id, change)).body.errors).toMatchObject([{ pointer }])
  })

  test('of another’s product is not found', async () => {
    const { id } = (await create({ name: 'Mía' })).body
    expect((await patch(id, { name: 'Suya' }, {}, other.userId)).status).toBe(404)
    expect((await get(`/seller/products/${id}`, { as: other.userId })).status).toBe(404)
    expect((await get(`/seller/products/${id}/movements`, { as: other.userId })).status).toBe(404)
  })
})

describe('a correction', () => {
  const correct = (id: string, body: object, as = owner.userId) =>
    send('POST', `/seller/products/${id}/stock`, body, { as })

  test('moves the pieces with its reason, never below what is reserved', async () => {
    const { id, variants } = (await create({ name: 'Cajete' })).body
    const variantId = variants[0].id
    const answer = await correct(id, { variantId, quantity: -2, reason: 'Se rompieron en la quema' })
    expect({ status: answer.status, stock: answer.body.stock }).toEqual({ status: 200, stock: 5 })
    expect((await get('/products/cajete')).body.stock).toBe(5)
    await db.query('UPDATE product_variants SET reserved = 4 WHERE id = $1', [variantId])
    expect((await correct(id, { variantId, quantity: -2, reason: 'Otras dos' })).body).toMatchObject({
      status: 409,
      code: 'INSUFFICIENT_STOCK',
      detail: 'Hay 1 piezas sin apartar y quieres retirar 2.',
    })
    await correct(id, { variantId, quantity: 3, reason: 'Nueva quema' })
    expect(await movements(id)).toEqual([
      { kind: 'CORRECTION', quantity: 3, note: 'Nueva quema' },
      { kind: 'CORRECTION', quantity: -2, note: 'Se rompieron en la quema' },
      { kind: 'INITIAL', quantity: 7, note: null },
    ])
    expect(house.told).toEqual([id, id])
    await db.query('UPDATE product_variants SET reserved = 0 WHERE id = $1', [variantId])
    expect(await violations()).toEqual([])
  })

  test('of a variant of another product, of nothing, without a reason: refused', async () => {
    const { id, variants } = (await create({ name: 'Olla' })).body
    const variantId = variants[0].id
    expect((await correct(id, { variantId: newId(), quantity: 1, reason: 'Conteo' })).body.errors).toMatchObject([
      { pointer: '/variantId' },
    ])
    expect((await correct(id, { variantId, quantity: 0, reason: 'Conteo' })).status).toBe(400)
    expect((await correct(id, { variantId, quantity: 1, reason: ' ' })).status).toBe(400)
    expect((await correct(id, { variantId, quantity: 1, reason: 'Conteo' }, other.userId)).status).toBe(404)
  })

  test('many at once and a sale between them leave the sum of the movements', async () => {
    const { id, variants } = (await create({ name: 'Molcajete', stock: 10 })).body
    const variantId = variants[0].id
    await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => correct(id, { variantId, quantity: n % 2 ? 1 : -1, reason: 'Conteo' })),
      house.database.transaction(async (tx) => {
        const lines = [{ variantId, quantity: 1, orderLineId: newId() }]
        expect(await house.products.reserve(tx, lines)).toEqual({ ok: true })
        await house.products.sell(tx, lines)
      }),
    ])
    expect((await own(id)).variants[0]).toMatchObject({ onHand: 9, reserved: 0 })
    expect(await violations()).toEqual([])
  })
})

test('a count of several shelves is all or none, each with its movement', async () => {
  const shop = await house.seller()
  const [one, two] = await Promise.all(
    ['Olla', 'Plato'].map(async (name) => (await create({ name, lowStockAt: 5 }, shop.userId)).body),
  )
  const variant = ({ variants }: OwnProduct) => variants[0]?.id
  const count = (corrections: object[], as = shop.userId) =>
    send('POST', '/seller/stock-corrections', { reason: 'Inventario de julio', corrections }, { as })
  const low = async () =>
    OwnProductPage.parse((await get('/seller/products?low=true', { as: shop.userId })).body).items.map(({ id }) => id)
  expect(await low()).toEqual([])

  expect(
    await count([
      { variantId: variant(one), quantity: -2 },
      { variantId: variant(two), quantity: 3 },
    ]),
  ).toMatchObject({ status: 200, body: { changed: 2 } })
  expect(await low()).toEqual([one.id])
  const listed = async (sort: string) =>
    OwnProductPage.parse((await get(`/seller/products?sort=${sort}`, { as: shop.userId })).body).items
  expect((await listed('stock')).map(({ stock, isLow }) => ({ stock, isLow }))).toEqual([
    { stock: 5, isLow: true },
    { stock: 10, isLow: false },
  ])

  // More than there is of one: nothing of the other either. Another workshop's: not found, nothing moved.
  const refused = await count([
    { variantId: variant(one), quantity: 1 },
    { variantId: variant(two), quantity: -11 },
  ])
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/corrections/1/quantity' }] } })
  expect((await count([{ variantId: variant(one), quantity: 1 }], other.userId)).status).toBe(404)
  expect((await listed('stock')).map(({ stock }) => stock)).toEqual([5, 10])
  expect(await violations()).toEqual([])
})

describe('your own list', () => {
  test('in each order page by page, without gaps or repeats', async () => {
    const shop = await house.seller()
    const names = ['Ánfora', 'alebrije', 'Zócalo', 'Botella', 'Ánfora']
    for (const [at, name] of names.entries())
      await create({ name, stock: (at * 3) % 4, price: mxn(10_000 + ((at * 2) % 5) * 1000) }, shop.userId)
    const expected = {
      newest: [...names].toReversed(),
      name: ['alebrije', 'Ánfora', 'Ánfora', 'Botella', 'Zócalo'],
    }
    for (const sort of ['newest', 'name', 'stock', 'price', '-price'] as const) {
      const read: OwnProduct[] = []
      let cursor = ''
      do {
        const at = `/seller/products?sort=${sort}&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
        const page = OwnProductPage.parse((await get(at, { as: shop.userId })).body)
        read.push(...page.items)
        cursor = page.nextCursor ?? ''
      } while (cursor)
      expect(new Set(read.map(({ id }) => id)).size).toBe(5)
      if (sort === 'stock') expect(read.map(({ stock }) => stock)).toEqual([0, 0, 1, 2, 3])
      else if (sort === 'newest' || sort === 'name') expect(read.map(({ name }) => name)).toEqual(expected[sort])
      else {
        const prices = read.map(({ price }) => price.amount)
        expect(prices).toEqual(prices.toSorted((a, b) => (sort === 'price' ? a - b : b - a)))
      }
    }
  })

  test('newest first, by status and words, page by page', async () => {
    const seller = await house.seller()
    for (const [name, change] of [
      ['Uno', {}],
      ['Dos', { status: 'DRAFT' }],
      ['Tres', { stock: 0 }],
    ] as const)
      await create({ name: `Pieza ${name}`, ...change }, seller.userId)
    const list = async (query: string) =>
      OwnProductPage.parse((await get(`/seller/products?${query}`, { as: seller.userId })).body)
    const named = async (query: string) => (await list(query)).items.map(({ name }) => name)
    expect(await named('')).toEqual(['Pieza Tres', 'Pieza Dos', 'Pieza Uno'])
    expect(await named('status=SOLD_OUT')).toEqual(['Pieza Tres'])
    expect(await named('status=ACTIVE')).toEqual(['Pieza Uno'])
    expect(await named('status=DRAFT')).toEqual(['Pieza Dos'])
    expect(await named('q=p%C3%ADeza%20un')).toEqual(['Pieza Uno'])
    const first = await list('limit=2')
    expect(await named(`limit=2&cursor=${first.nextCursor}`)).toEqual(['Pieza Uno'])
    expect((await get(`/seller/products?cursor=${first.nextCursor}&q=x`, { as: seller.userId })).status).toBe(400)
  })
})

test('pieces that are set aside are gone from the page at once, and screens are told', async () => {
  const { id, variants } = (await create({ name: 'Última', stock: 1 })).body
  const lines = [{ variantId: variants[0].id, quantity: 1 }]
  expect((await get('/products/ultima')).body).toMatchObject({ stock: 1, status: 'ACTIVE' })
  await house.database.transaction((tx) => house.products.reserve(tx, lines))
  await house.products.stockChanged([id, id])
  expect((await get('/products/ultima')).body).toMatchObject({ stock: 0, status: 'SOLD_OUT' })
  expect(house.told).toEqual([id])
  await house.database.transaction((tx) => house.products.release(tx, lines))
  await house.products.stockChanged([id])
  expect((await get('/products/ultima')).body.status).toBe('ACTIVE')
})

test('a refusal that was rolled back leaves its evidence', async () => {
  const { variants } = (await create({ name: 'Nada', stock: 0 })).body
  const short = [{ variantId: variants[0].id, available: 0, asked: 2 }]
  await house.products.recordRefusals(short)
  await house.products.recordRefusals([])
  expect(await db.query('SELECT available, asked FROM stock_refusals WHERE variant_id = $1', [variants[0].id])).toEqual(
    [{ available: 0, asked: 2 }],
  )
})
