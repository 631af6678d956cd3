import { beforeAll, describe, expect, test } from 'vitest'
import { HostExperiencePage, HostListing } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'
import { newId } from '../../platform/ids.ts'

const house = await catalogueHouse()
const { get, send, db } = house
let owner: { hostId: string; userId: string }
let other: { hostId: string; userId: string }
let plain: string

const adult = { type: 'adult', label: 'Persona adulta', price: { amount: 60_000, currency: 'MXN' } }
const child = { type: 'child', label: 'Niña o niño', price: { amount: 30_000, currency: 'MXN' }, minAge: 6, maxAge: 11 }
const listing = {
  title: 'Telar de cintura en Jalieza',
  description: 'Una mañana con la urdimbre y café.',
  translations: { en: { title: 'Backstrap loom in Jalieza' } },
  category: 'TALLER',
  region: 'valles-centrales',
  durationMinutes: 180,
  languages: ['es', 'en'],
  meetingPoint: { lat: 16.84, lng: -96.67, address: 'Mercado de Jalieza' },
  cancellationPolicy: 'moderate',
  ticketTypes: [adult, child],
}
const create = (change: object = {}, headers: Record<string, string> = {}) =>
  send('POST', '/host/experiences', { ...listing, ...change }, { as: owner.userId, headers })
const patch = (id: string, change: object, headers: Record<string, string> = {}, as = owner.userId) =>
  send('PATCH', `/host/experiences/${id}`, change, { as, headers })

beforeAll(async () => {
  owner = await house.host('Cintura Roja')
  other = await house.host('Barro Nocturno')
  plain = newId()
  await db.query('INSERT INTO users (id, name, email) VALUES ($1, $2, $3)', [plain, 'Ana', 'ana@guelaguetza.test'])
})

describe('offering an experience', () => {
  test('answers the listing with its slug and version, as a draft', async () => {
    const { status, body, headers } = await create({ title: 'Hilos y ríos' })
    expect({ status, etag: headers.etag }).toEqual({ status: 201, etag: '"1"' })
    expect(HostListing.parse(body)).toMatchObject({
      slug: 'hilos-y-rios',
      version: 1,
      status: 'DRAFT',
      ticketTypes: [adult, child],
      minParty: 1,
      maxParty: 10,
    })
    expect((await get(`/experiences/${body.id}`)).status).toBe(404)
  })

  test('is seen by everyone once it is active, with the cheapest price and the whole policy', async () => {
    const { body } = await create({ status: 'ACTIVE', title: 'Telar abierto' })
    const shown = (await get('/experiences/telar-abierto', { language: 'en' })).body
    expect(shown).toMatchObject({
      id: body.id,
      title: 'Backstrap loom in Jalieza',
      priceFrom: { amount: 30_000 },
      cancellationPolicy: { key: 'moderate' },
    })
    expect(shown.cancellationPolicy.tiers).toEqual([
      { hoursBefore: 120, refundPct: 100 },
      { hoursBefore: 24, refundPct: 50 },
      { hoursBefore: 0, refundPct: 0 },
    ])
  })

  test('the same title at the same moment gives each its own slug', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ title: 'Misma idea' })))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
    const slugs = answers.map(({ body }) => body.slug)
    expect(new Set(slugs)).toEqual(new Set(['misma-idea', ...[2, 3, 4, 5, 6].map((number) => `misma-idea-${number}`)]))
  })

  test('a repeat with the same Idempotency-Key makes nothing new', async () => {
    const key = { 'idempotency-key': 'una-sola-vez' }
    const [first, again] = [await create({ title: 'Una vez' }, key), await create({ title: 'Una vez' }, key)]
    expect(again.body).toEqual(first.body)
    expect(await db.query(`SELECT id FROM experiences WHERE title = 'Una vez'`)).toHaveLength(1)
  })

  test('is for hosts', async () => {
    expect((await send('POST', '/host/experiences', listing, { as: plain })).body.code).toBe('FORBIDDEN')
    expect((await get('/host/experiences', { as: plain })).body.code).toBe('FORBIDDEN')
    expect((await send('POST', '/host/experiences', listing)).body.code).toBe('UNAUTHENTICATED')
  })

  test('a party that must be larger than it may be is refused, in a new listing and in a change', async () => {
    expect((await create({ minParty: 6, maxParty: 5 })).body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ pointer: '/maxParty' }],
    })
    const { body } = await create({ minParty: 2, maxParty: 8 })
    expect((await patch(body.id, { maxParty: 1 })).body.code).toBe('VALIDATION_FAILED')
    expect((await patch(body.id, { minParty: 9 })).status).toBe(400)
  })
})

describe('changing it', () => {
  test('what is not sent stays, ticket types are replaced, the price shown follows', async () => {
    const { body: made } = await create({ status: 'ACTIVE', cutoffMinutes: 30, includes: ['Café'] })
    const { status, body, headers } = await patch(
      made.id,
      { ticketTypes: [{ ...adult, price: { amount: 80_000, currency: 'MXN' } }] },
      { 'if-match': '"1"' },
    )
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"2"' })
    expect(body).toMatchObject({
      version: 2,
      status: 'ACTIVE',
      cutoffMinutes: 30,
      includes: ['Café'],
      translations: listing.translations,
    })
    expect(body.ticketTypes.map(({ type }: { type: string }) => type)).toEqual(['adult'])
    expect((await get(`/experiences/${made.id}`)).body.priceFrom.amount).toBe(80_000)
    expect((await get(`/host/experiences/${made.id}`, { as: owner.userId })).body).toEqual(body)
  })

  test('keeps the address when the title changes', async () => {
    const { body: made } = await create({ title: 'Antes' })
    expect((await patch(made.id, { title: 'Después' })).body).toMatchObject({ title: 'Después', slug: 'antes' })
  })

  test('of two who edit the same version one is told', async () => {
    const { body: made } = await create()
    const answers = await Promise.all(
      ['Uno de dos', 'Dos de dos'].map((title) => patch(made.id, { title }, { 'if-match': 'W/"1"' })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('VERSION_CONFLICT')
  })

  test('without If-Match both changes are kept, one after the other', async () => {
    const { body: made } = await create()
    const answers = await Promise.all([
      patch(made.id, { title: 'Con otro título' }),
      patch(made.id, { durationMinutes: 240 }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await get(`/host/experiences/${made.id}`, { as: owner.userId })).body).toMatchObject({
      title: 'Con otro título',
      durationMinutes: 240,
      version: 3,
    })
  })

  test('a version that is none is refused', async () => {
    const { body: made } = await create()
    expect((await patch(made.id, { title: 'Otro' }, { 'if-match': 'ayer' })).body.code).toBe('VALIDATION_FAILED')
  })

  test('is for its host: to another it does not exist', async () => {
    const { body: made } = await create()
    for (const id of [made.id, newId()]) {
      expect((await patch(id, { title: 'Ajeno' }, {}, other.userId)).body.code).toBe('NOT_FOUND')
      expect((await get(`/host/experiences/${id}`, { as: other.userId })).body.code).toBe('NOT_FOUND')
    }
    expect((await patch(made.id, { title: 'Ajeno' }, {}, plain)).body.code).toBe('FORBIDDEN')
    expect((await get(`/host/experiences/${made.id}`, { as: owner.userId })).body.version).toBe(1)
  })

  test('bookings made before keep their price and policy', async () => {
    const { body: made } = await create({ status: 'ACTIVE' })
    const slotId = await house.slot(made.id, { startsAt: '2031-01-01T16:00:00Z', taken: 2 })
    const bookingId = newId()
    await db.query(
      `INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy, commission_bps, confirmed_at)
       VALUES ($1, 'GX7K2M9Q', $2, $3, $4, $5, 'CONFIRMED', 2, 120000, '[{"type":"adult","quantity":2,"unitPriceCents":60000}]', '{"key":"moderate"}', 1600, now())`,
      [bookingId, plain, slotId, made.id, owner.hostId],
    )
    const before = await db.query('SELECT * FROM bookings WHERE id = $1', [bookingId])
    const changed = await patch(made.id, {
      cancellationPolicy: 'strict',
      ticketTypes: [{ ...child, price: { amount: 1000, currency: 'MXN' } }],
    })
    expect(changed.status).toBe(200)
    expect(await db.query('SELECT * FROM bookings WHERE id = $1', [bookingId])).toEqual(before)
  })
})

describe('the list of one’s own', () => {
  test('has drafts too, newest first, page by page, and nobody else’s', async () => {
    const mine = await house.host('Nueva')
    const made: string[] = []
    for (const title of ['Primera', 'Segunda', 'Tercera'])
      made.push((await send('POST', '/host/experiences', { ...listing, title }, { as: mine.userId })).body.id)
    const first = HostExperiencePage.parse((await get('/host/experiences?limit=2', { as: mine.userId })).body)
    const rest = HostExperiencePage.parse(
      (await get(`/host/experiences?limit=2&cursor=${first.nextCursor}`, { as: mine.userId })).body,
    )
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made.toReversed())
    expect(rest.nextCursor).toBeNull()
    const titles = async (query: string) =>
      HostExperiencePage.parse((await get(`/host/experiences?${query}`, { as: mine.userId })).body).items.map(
        ({ title }) => title,
      )
    expect(await titles('sort=name')).toEqual(['Primera', 'Segunda', 'Tercera'])
    expect(await titles('q=segunda')).toEqual(['Segunda'])
    expect(await titles('status=PAUSED')).toEqual([])
    for (const sort of ['name', 'next', 'price', '-price']) {
      const whole = await titles(`sort=${sort}`)
      const { nextCursor } = (await get(`/host/experiences?sort=${sort}&limit=2`, { as: mine.userId })).body
      expect(await titles(`sort=${sort}&limit=2&cursor=${nextCursor}`), sort).toEqual(whole.slice(2))
    }
    expect((await get(`/host/experiences?cursor=${first.nextCursor}`, { as: owner.userId })).body.code).toBe(
      'VALIDATION_FAILED',
    )
  })
})

test('nothing that was written breaks the promises of the catalogue', async () => {
  for (const { name, sql } of house.experiences.guarantees ?? [])
    expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
})

test('other modules ask who is a host', async () => {
  expect(await house.experiences.findHostByUser(owner.userId)).toMatchObject({ id: owner.hostId, name: 'Cintura Roja' })
  expect(await house.experiences.findHostByUser(plain)).toBeNull()
})
