import { beforeAll, describe, expect, test } from 'vitest'
import { Experience, SlotPage, SlotWithExperience } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse()
const { get } = house
let owner: { hostId: string; userId: string }
let barro: string
let draft: string

beforeAll(async () => {
  await house.travelTo('2027-03-10T18:00:00Z')
  owner = await house.host('Barro Nocturno')
  barro = await house.experience({
    hostId: owner.hostId,
    slug: 'barro-negro',
    title: 'Barro negro',
    description: 'Modela y bruñe.',
    en: {
      title: 'Black clay',
      description: 'Shape and burnish.',
      includes: ['Guide'],
      accessibility: 'Level.',
      ticketLabels: { adult: 'Adult' },
    },
    priceCents: 62_000,
  })
  draft = await house.experience({ hostId: owner.hostId, slug: 'borrador', status: 'DRAFT' })
  await house.db.query(
    `INSERT INTO ticket_types (experience_id, type, label, price_cents, min_age, max_age, sort) VALUES ($1, 'child', 'Niña o niño', 31000, 8, 11, 1)`,
    [barro],
  )
})

describe('one experience', () => {
  test('by id and by slug, with everything its page needs', async () => {
    const { status, body, headers } = await get('/experiences/barro-negro')
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"1"' })
    expect(Experience.parse(body)).toMatchObject({
      id: barro,
      title: 'Barro negro',
      host: { name: 'Barro Nocturno', kind: 'taller', bio: 'Tejemos.', verified: false },
      ticketTypes: [
        {
          type: 'adult',
          label: 'Persona adulta',
          price: { amount: 62_000, currency: 'MXN' },
          minAge: null,
          maxAge: null,
        },
        { type: 'child', label: 'Niña o niño', price: { amount: 31_000, currency: 'MXN' }, minAge: 8, maxAge: 11 },
      ],
      cancellationPolicy: {
        key: 'flexible',
        summary: 'Hasta un día antes.',
        tiers: [{ hoursBefore: 24, refundPct: 100 }],
      },
      includes: ['Guía'],
      bring: ['Agua'],
      hostShareBps: 8400,
      nextSlotAt: null,
    })
    expect((await get(`/experiences/${barro}`)).body).toEqual(body)
  })

  test('in English where there is English', async () => {
    const { body } = await get('/experiences/barro-negro', { language: 'en-GB' })
    expect(body).toMatchObject({
      title: 'Black clay',
      description: 'Shape and burnish.',
      host: { bio: 'We weave.' },
      cancellationPolicy: { summary: 'Until a day before.' },
      includes: ['Guide'],
      bring: ['Agua'],
      accessibility: 'Level.',
    })
    expect(body.ticketTypes.map(({ label }: { label: string }) => label)).toEqual(['Adult', 'Niña o niño'])
  })

  test('a draft is there for its host and for nobody else', async () => {
    const stranger = await house.host('Otra')
    expect((await get(`/experiences/${draft}`, { as: owner.userId })).body.slug).toBe('borrador')
    expect((await get('/experiences/borrador', { as: stranger.userId })).body.code).toBe('NOT_FOUND')
    expect((await get('/experiences/borrador')).status).toBe(404)
    expect((await get(`/experiences/${draft}/slots`)).status).toBe(404)
    expect((await get(`/experiences/${draft}/slots`, { as: owner.userId })).status).toBe(200)
  })

  test.each(['nadie', '01a200cd-ddd9-7211-8467-58fb6374bc3f', "x' OR 1=1 --"])('%s is not there', async (name) => {
    expect((await get(`/experiences/${encodeURIComponent(name)}`)).body.code).toBe('NOT_FOUND')
  })
})

describe('its calendar', () => {
  let ids: Record<string, string>
  const statuses = async (query: string) => {
    const { status, body } = await get(`/experiences/${barro}/slots?${query}`)
    expect({ status, body }).toMatchObject({ status: 200 })
    return SlotPage.parse(body).items.map((slot) => [
      Object.keys(ids).find((name) => ids[name] === slot.id),
      slot.status,
      slot.available,
    ])
  }

  beforeAll(async () => {
    ids = {
      yesterday: await house.slot(barro, { startsAt: '2027-03-09T16:00:00Z', taken: 4 }),
      soon: await house.slot(barro, { startsAt: '2027-03-10T19:59:59Z' }),
      justOpen: await house.slot(barro, { startsAt: '2027-03-10T20:00:01Z' }),
      tonight: await house.slot(barro, { startsAt: '2027-03-11T05:59:59Z', taken: 10 }),
      midnight: await house.slot(barro, { startsAt: '2027-03-11T06:00:00Z', taken: 3 }),
      closed: await house.slot(barro, { startsAt: '2027-03-12T16:00:00Z', state: 'CLOSED' }),
      cancelled: await house.slot(barro, { startsAt: '2027-03-13T16:00:00Z', state: 'CANCELLED' }),
      lastDefault: await house.slot(barro, { startsAt: '2027-04-10T05:59:00Z' }),
      afterDefault: await house.slot(barro, { startsAt: '2027-04-10T06:00:00Z' }),
    }
  })

  test('each of its times is there alone too, with what it is a time of', async () => {
    const { status, body } = await get(`/slots/${ids['midnight']}`, { language: 'en' })
    expect(status).toBe(200)
    expect(SlotWithExperience.parse(body)).toMatchObject({
      id: ids['midnight'],
      startsAt: '2027-03-11T06:00:00.000Z',
      endsAt: '2027-03-11T08:00:00.000Z',
      capacity: 10,
      available: 7,
      status: 'OPEN',
      experience: { id: barro, slug: 'barro-negro', title: 'Black clay', timeZone: 'America/Mexico_City' },
    })
    const statusOf = async (name: string) => (await get(`/slots/${ids[name]}`)).body.status
    expect(await Promise.all(['yesterday', 'tonight', 'cancelled'].map(statusOf))).toEqual([
      'CLOSED',
      'FULL',
      'CANCELLED',
    ])
  })
  test('a time of a draft is its host’s alone; what is none is not there', async () => {
    const hidden = await house.slot(draft, { startsAt: '2027-03-12T16:00:00Z' })
    expect((await get(`/slots/${hidden}`)).body.code).toBe('NOT_FOUND')
    expect((await get(`/slots/${hidden}`, { as: owner.userId })).body.experience.slug).toBe('borrador')
    expect((await get('/slots/01a200cd-ddd9-7211-8467-58fb6374bc3f')).body.code).toBe('NOT_FOUND')
    expect((await get('/slots/nadie')).body.code).toBe('VALIDATION_FAILED')
  })

  test('is today and the next 30 days at the place, closed and full slots included', async () => {
    expect(await statuses('')).toEqual([
      ['soon', 'CLOSED', 10],
      ['justOpen', 'OPEN', 10],
      ['tonight', 'FULL', 0],
      ['midnight', 'OPEN', 7],
      ['closed', 'CLOSED', 10],
      ['cancelled', 'CANCELLED', 10],
      ['lastDefault', 'OPEN', 10],
    ])
  })
  test('days begin and end at midnight of the place', async () => {
    expect((await statuses('from=2027-03-11&to=2027-03-11')).map(([name]) => name)).toEqual(['midnight'])
    expect(await statuses('from=2027-03-09&to=2027-03-09')).toEqual([['yesterday', 'CLOSED', 6]])
  })
  test('times are instants in UTC', async () => {
    const { body } = await get(`/experiences/${barro}/slots?from=2027-03-11&to=2027-03-11`)
    expect(body.items[0]).toMatchObject({
      startsAt: '2027-03-11T06:00:00.000Z',
      endsAt: '2027-03-11T08:00:00.000Z',
      capacity: 10,
    })
  })
  test.each([
    ['from=2027-03-11&to=2027-03-10', 400],
    ['to=2027-03-09', 400],
    ['from=2027-03-01&to=2027-06-29', 400],
    ['from=2027-03-01&to=2027-06-28', 200],
    ['from=2999-12-31&to=2999-12-31', 200],
  ])('%s answers %i', async (query, status) => {
    expect((await get(`/experiences/${barro}/slots?${query}`)).status).toBe(status)
  })
  test('of what is not there: 404, and of no id: 400', async () => {
    expect((await get('/experiences/01a200cd-ddd9-7211-8467-58fb6374bc3f/slots')).status).toBe(404)
    expect((await get('/experiences/barro-negro/slots')).status).toBe(400)
  })
})
