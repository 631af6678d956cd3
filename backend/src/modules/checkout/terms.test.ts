import { describe, expect, test } from 'vitest'
import { checkoutHouse } from '../../../test-support/checkout-house.ts'

const house = await checkoutHouse()
const rate = {
  zone: 'MEXICO',
  states: [],
  label: 'Paquetería',
  tiers: [
    { upToGrams: 1000, cents: 9900 },
    { upToGrams: null, cents: 18_900 },
  ],
  freeAbove: { amount: 150_000, currency: 'MXN' },
  minDays: 2,
  maxDays: 6,
}

describe('shipping rates', () => {
  test('the whole set is replaced, and what the basket costs follows', async () => {
    const { sellerId, userId } = await house.shop({ shippingCents: 5000 })
    const near = {
      ...rate,
      zone: 'STATES',
      states: ['OAX'],
      label: 'Valles',
      tiers: [{ upToGrams: null, cents: 0 }],
      freeAbove: null,
    }
    const put = await house.ask(userId, 'PUT', '/seller/shipping-rates', { rates: [rate, near] })
    expect(put.status).toBe(200)
    const listed = await house.ask(userId, 'GET', '/seller/shipping-rates')
    expect(listed.body.items).toMatchObject([
      { ...near, label: 'Valles' },
      { ...rate, label: 'Paquetería' },
    ])
    // A label that stays keeps its translation, whatever language its seller reads in.
    expect(
      (await house.ask(userId, 'GET', '/seller/shipping-rates', undefined, { 'accept-language': 'en' })).body.items[1],
    ).toMatchObject({ label: 'Paquetería', translations: { en: { label: 'Parcel' } } })
    const ana = await house.guest()
    await house.put(ana, await house.piece({ sellerId, grams: 600 }), 2)
    const to = (state: string) => ({
      shippingAddress: {
        recipient: 'Ana',
        line1: 'Calle 1',
        city: 'Oaxaca',
        state,
        postalCode: '68000',
        country: 'MX',
      },
    })
    const shipping = async (state: string) =>
      (await house.ask(ana, 'POST', '/checkouts/quote', to(state))).body.shipping.amount
    expect(await shipping('Oaxaca')).toBe(0)
    expect(await shipping('Yucatán')).toBe(18_900)
  })

  test('whoever read an older set writes over nobody; of two at once one is told', async () => {
    const { userId } = await house.shop()
    for (const [path, body] of [
      ['/seller/shipping-rates', (label: string) => ({ rates: [{ ...rate, label }] })],
      [
        '/seller/pickup-points',
        (name: string) => ({
          points: [
            {
              kind: 'WORKSHOP',
              name,
              address: 'Calle 2',
              location: { lat: 17, lng: -96.7 },
              openingHours: 'Diario',
              openFrom: null,
              openUntil: null,
            },
          ],
        }),
      ],
    ] as const) {
      const read = async () => (await house.ask(userId, 'GET', path)).body
      const write = (name: string, version: string) =>
        house.ask(userId, 'PUT', path, body(name), { 'if-match': `"${version}"` })
      const { version } = await read()
      const first = await write('Primero', version)
      expect(first.status).toBe(200)
      expect(first.body.version).toBe((await read()).version)
      expect(await write('Segundo', version)).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
      expect(JSON.stringify(await read())).toContain('Primero')
      const both = await Promise.all(['Uno', 'Otro'].map((name) => write(name, first.body.version)))
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
      // Who says no version means whatever is there.
      expect((await house.ask(userId, 'PUT', path, body('Encima'))).status).toBe(200)
    }
  })

  test('what makes no sense is refused, field by field', async () => {
    const { userId } = await house.shop()
    const wrong = await house.ask(userId, 'PUT', '/seller/shipping-rates', {
      rates: [
        { ...rate, states: ['OAX'] },
        { ...rate, zone: 'STATES', states: ['XXX'] },
        { ...rate, minDays: 9 },
        { ...rate, tiers: rate.tiers.toReversed() },
      ],
    })
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/rates/0/states',
      '/rates/1/states',
      '/rates/2/maxDays',
      '/rates/3/tiers',
    ])
    expect((await house.ask(userId, 'GET', '/seller/shipping-rates')).body.items).toHaveLength(1)
  })

  test('sets that are written at the same moment do not add up', async () => {
    const { userId } = await house.shop()
    const labels = ['Uno', 'Dos', 'Tres', 'Cuatro']
    const written = await Promise.all(
      labels.map((label) =>
        house.ask(userId, 'PUT', '/seller/shipping-rates', {
          rates: [{ ...rate, label, translations: { en: { label: `${label}!` } } }],
        }),
      ),
    )
    expect(written.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { items } = (await house.ask(userId, 'GET', '/seller/shipping-rates')).body
    expect(items).toHaveLength(1)
    expect(items[0].translations).toEqual({ en: { label: `${items[0].label}!` } })
  })

  test('who has no workshop has no rates', async () => {
    const ana = await house.guest()
    expect((await house.ask(ana, 'GET', '/seller/shipping-rates')).status).toBe(404)
    expect((await house.ask(ana, 'PUT', '/seller/shipping-rates', { rates: [] })).status).toBe(404)
    expect((await house.ask(null, 'GET', '/seller/shipping-rates')).status).toBe(401)
  })
})

describe('pickup points', () => {
  test('are replaced as a set, keep their ids, and are offered to whoever buys', async () => {
    const { sellerId, userId } = await house.shop()
    const stall = {
      kind: 'STALL',
      name: 'Puesto en la Danza de la Pluma',
      address: 'Plaza de la Danza, Centro',
      location: { lat: 17.0618, lng: -96.7286 },
      openingHours: '10 a 20 h',
      translations: { en: { name: 'Stall at the Feather Dance', openingHours: '10 am to 8 pm' } },
      openFrom: '2020-07-10',
      openUntil: '2099-07-30',
    }
    const put = (points: object[], as = userId) => house.ask(as, 'PUT', '/seller/pickup-points', { points })
    const first = await put([stall, { ...stall, name: 'Uno que ya pasó', openUntil: '2020-07-11' }])
    expect(first.status).toBe(200)
    const kept = first.body.items.find(({ name }: { name: string }) => name === stall.name)
    expect(kept).toMatchObject(stall)

    const ana = await house.guest()
    await house.put(ana, await house.piece({ sellerId }), 1)
    const offered = async (language: string) =>
      (await house.ask(ana, 'GET', '/cart', undefined, { 'accept-language': language })).body.groups[0].pickupPoints
    expect(await offered('en')).toMatchObject([{ id: kept.id, name: 'Stall at the Feather Dance' }])

    const again = await put([{ ...kept, openingHours: '9 a 21 h', translations: {} }])
    expect(again.body.items).toMatchObject([{ id: kept.id, openingHours: '9 a 21 h', translations: {} }])
    const backwards = await put([{ ...stall, openFrom: '2027-07-20', openUntil: '2027-07-19' }])
    expect(backwards.body.errors).toMatchObject([{ pointer: '/points/0/openUntil' }])
    // Another workshop's point is no point of mine, and mine stay.
    const other = await house.shop()
    expect((await put([kept], other.userId)).status).toBe(404)
    expect((await put([kept], ana)).status).toBe(404)
    expect((await house.ask(userId, 'GET', '/seller/pickup-points')).body.items).toHaveLength(1)
    expect((await put([])).body.items).toEqual([])
    expect(await offered('es')).toEqual([])
  })
})

describe('discount codes', () => {
  test('a seller makes, lists and switches off their own, and nobody else’s', async () => {
    const [mine, other] = [await house.shop(), await house.shop()]
    const made = await house.ask(mine.userId, 'POST', '/seller/discount-codes', {
      code: 'barro10',
      kind: 'PERCENT',
      value: 1000,
      maxUses: 5,
    })
    expect([made.status, made.body]).toMatchObject([
      201,
      { code: 'BARRO10', used: 0, active: true, minimum: { amount: 0 } },
    ])
    const twice = await house.ask(other.userId, 'POST', '/seller/discount-codes', {
      code: 'BARRO10',
      kind: 'AMOUNT',
      value: 100,
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'DISCOUNT_CODE_TAKEN'])
    await house.ask(mine.userId, 'POST', '/seller/discount-codes', { code: 'BARRO20', kind: 'PERCENT', value: 2000 })
    const first = await house.ask(mine.userId, 'GET', '/seller/discount-codes?limit=1')
    expect(first.body.items.map(({ code }: { code: string }) => code)).toEqual(['BARRO20'])
    const second = await house.ask(mine.userId, 'GET', `/seller/discount-codes?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ items: [{ code: 'BARRO10' }], nextCursor: null })
    const list = async (query: string) =>
      (await house.ask(mine.userId, 'GET', `/seller/discount-codes?${query}`)).body.items.map(
        ({ code }: { code: string }) => code,
      )
    expect(await list('sort=oldest')).toEqual(['BARRO10', 'BARRO20'])
    const oldest = await house.ask(mine.userId, 'GET', '/seller/discount-codes?sort=oldest&limit=1')
    expect(await list(`sort=oldest&cursor=${oldest.body.nextCursor}`)).toEqual(['BARRO20'])
    expect(await list('q=ro2')).toEqual(['BARRO20'])
    const path = `/seller/discount-codes/${made.body.id}`
    expect((await house.ask(other.userId, 'PATCH', path, { active: false })).status).toBe(404)
    expect((await house.ask(mine.userId, 'PATCH', path, { active: false })).body.active).toBe(false)
    expect([await list('state=OFF'), await list('state=WORKS'), await list('state=OVER')]).toEqual([
      ['BARRO10'],
      ['BARRO20'],
      [],
    ])
    const sheet = await house.ask(mine.userId, 'GET', '/seller/discount-codes.csv?state=OFF')
    expect(sheet.body).toContain('BARRO10,OFF,10.00,,0.00,')
    expect(sheet.body).not.toContain('BARRO20')
    expect((await house.ask(other.userId, 'GET', '/seller/discount-codes.csv')).body).not.toContain('BARRO')
    const ana = await house.guest()
    expect((await house.ask(ana, 'PUT', '/cart/code', { code: 'BARRO10' })).status).toBe(404)
    expect((await house.ask(ana, 'GET', '/seller/discount-codes')).status).toBe(404)
  })

  test('the platform’s own are staff’s', async () => {
    const admin = { admin: await house.guest() }
    const made = await house.ask(admin, 'POST', '/admin/discount-codes', {
      code: 'GUELAGUETZA',
      kind: 'AMOUNT',
      value: 10_000,
    })
    expect(made.status).toBe(201)
    expect((await house.ask(admin, 'GET', '/admin/discount-codes')).body.items).toMatchObject([{ code: 'GUELAGUETZA' }])
    expect(
      (await house.ask(admin, 'PATCH', `/admin/discount-codes/${made.body.id}`, { active: false })).body.active,
    ).toBe(false)
    const { userId } = await house.shop()
    expect(
      (await house.ask(userId, 'POST', '/admin/discount-codes', { code: 'NOPE', kind: 'AMOUNT', value: 1 })).status,
    ).toBe(403)
    expect((await house.ask(userId, 'PATCH', `/seller/discount-codes/${made.body.id}`, { active: true })).status).toBe(
      404,
    )
  })

  test('more than everything, and an end before the start, are refused', async () => {
    const { userId } = await house.shop()
    const ask = (body: object) =>
      house.ask(userId, 'POST', '/seller/discount-codes', { code: 'RARO', kind: 'PERCENT', value: 1000, ...body })
    expect((await ask({ value: 10_001 })).status).toBe(400)
    expect((await ask({ startsAt: '0000-01-01T00:00:00.000Z' })).body.errors).toMatchObject([{ pointer: '/startsAt' }])
    expect((await ask({ minimum: { amount: 90_000_000_000, currency: 'MXN' } })).status).toBe(400)
    const period = { startsAt: '2027-07-20T00:00:00.000Z', endsAt: '2027-07-19T00:00:00.000Z' }
    expect((await ask(period)).body.errors).toMatchObject([{ pointer: '/endsAt' }])
  })
})
