import { beforeAll, describe, expect, test } from 'vitest'
import { ExperiencePage } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse()
const { get, experience, slot } = house

const titles = async (query: string, language = 'es') => {
  const { status, body } = await get(`/experiences?${query}`, { language })
  expect({ status, body }).toMatchObject({ status: 200 })
  return ExperiencePage.parse(body).items.map(({ title }) => title)
}

beforeAll(async () => {
  // Wednesday noon in Oaxaca.
  await house.travelTo('2027-03-10T18:00:00Z')
  const barro = await experience({
    title: 'Modela barro negro',
    description: 'Degustación incluida, en un patio de Coyotepec.',
    en: { title: 'Shape black clay', description: 'Burnishing with quartz.', meetingAddress: 'Clay market' },
    priceCents: 62_000,
    ratings: { sum: 10, count: 2 },
  })
  const mezcal = await experience({
    title: 'Cata de mezcal',
    category: 'DEGUSTACION',
    priceCents: 45_000,
    ratings: { sum: 400, count: 90 },
    maxParty: 4,
  })
  const surf = await experience({
    title: 'Primera clase de surf',
    category: 'CLASE',
    region: 'costa',
    priceCents: 98_000,
    minParty: 2,
  })
  await experience({ title: 'Sin horarios', priceCents: 30_000 })
  const draft = await experience({ title: 'Borrador de mezcal', status: 'DRAFT' })
  const paused = await experience({ title: 'Pausada', status: 'PAUSED' })
  for (const id of [draft, paused]) await slot(id, { startsAt: '2027-03-12T16:00:00Z' })

  await slot(barro, { startsAt: '2027-03-09T16:00:00Z' })
  // In an hour, but the cut-off of two hours has passed.
  await slot(barro, { startsAt: '2027-03-10T19:00:00Z' })
  await slot(barro, { startsAt: '2027-03-11T16:00:00Z', taken: 10 })
  await slot(barro, { startsAt: '2027-03-12T16:00:00Z', taken: 7 })
  await slot(barro, { startsAt: '2027-03-20T16:00:00Z' })
  await slot(mezcal, { startsAt: '2027-03-11T02:00:00Z', capacity: 16 })
  await slot(surf, { startsAt: '2027-03-11T14:00:00Z', state: 'CLOSED' })
  await slot(surf, { startsAt: '2027-03-13T14:00:00Z', state: 'CANCELLED' })
  await slot(surf, { startsAt: '2027-03-15T14:00:00Z', capacity: 6 })
})

describe('what is listed', () => {
  test('is what is on offer, drafts and paused ones are not', async () => {
    expect(await titles('sort=price')).toEqual([
      'Sin horarios',
      'Cata de mezcal',
      'Modela barro negro',
      'Primera clase de surf',
    ])
  })
  test('carries the next slot that still has room, in UTC', async () => {
    const { body } = await get('/experiences')
    const next = Object.fromEntries(
      ExperiencePage.parse(body).items.map(({ title, nextSlotAt }) => [title, nextSlotAt]),
    )
    expect(next).toEqual({
      'Modela barro negro': '2027-03-12T16:00:00.000Z',
      'Cata de mezcal': '2027-03-11T02:00:00.000Z',
      'Primera clase de surf': '2027-03-15T14:00:00.000Z',
      'Sin horarios': null,
    })
  })
  test('a rating is an average with one decimal, and absent until somebody rated', async () => {
    const { body } = await get('/experiences?sort=price')
    expect(ExperiencePage.parse(body).items.map(({ rating, reviewCount }) => [rating, reviewCount])).toEqual([
      [null, 0],
      [4.4, 90],
      [5, 2],
      [null, 0],
    ])
  })
})

describe('filters', () => {
  test('by category and by region', async () => {
    expect(await titles('category=DEGUSTACION')).toEqual(['Cata de mezcal'])
    expect(await titles('region=costa')).toEqual(['Primera clase de surf'])
    expect(await titles('region=costa&category=TOUR')).toEqual([])
  })
  test('by price, both ends included', async () => {
    expect(await titles('sort=price&priceMin=45000&priceMax=62000')).toEqual(['Cata de mezcal', 'Modela barro negro'])
    expect(await titles('priceMin=45001&priceMax=61999')).toEqual([])
  })
  test('dates are civil dates at the place: 20:00 in Oaxaca is that day, though it is tomorrow in UTC', async () => {
    expect(await titles('from=2027-03-10&to=2027-03-10')).toEqual(['Cata de mezcal'])
    expect(await titles('from=2027-03-11&to=2027-03-11')).toEqual([])
    expect(await titles('sort=soonest&from=2027-03-12')).toEqual(['Modela barro negro', 'Primera clase de surf'])
    expect(await titles('to=2027-03-12&sort=soonest')).toEqual(['Cata de mezcal', 'Modela barro negro'])
  })
  test('within dates, the next slot shown is the one within them', async () => {
    const { body } = await get('/experiences?from=2027-03-13&q=barro')
    expect(ExperiencePage.parse(body).items.map(({ nextSlotAt }) => nextSlotAt)).toEqual(['2027-03-20T16:00:00.000Z'])
  })
  test('a party must still fit into one slot, and be neither too large nor too small', async () => {
    expect(await titles('guests=3&from=2027-03-12&to=2027-03-12')).toEqual(['Modela barro negro'])
    expect(await titles('guests=4&from=2027-03-12&to=2027-03-12')).toEqual([])
    expect(await titles('guests=4&sort=soonest')).toEqual([
      'Cata de mezcal',
      'Primera clase de surf',
      'Modela barro negro',
    ])
    expect(await titles('guests=5&sort=soonest')).toEqual(['Primera clase de surf', 'Modela barro negro'])
    expect(await titles('guests=1&sort=soonest')).toEqual(['Cata de mezcal', 'Modela barro negro'])
  })
})

describe('text', () => {
  test.each([
    ['an accent that was not typed', 'degustacion', ['Modela barro negro']],
    ['an accent too many', 'bárro', ['Modela barro negro']],
    ['another form of the word', 'modelar', ['Modela barro negro']],
    ['the beginning of the last word', 'barro neg', ['Modela barro negro']],
    ['the other language', 'black clay', ['Modela barro negro']],
    ['another form in the other language', 'burnished', ['Modela barro negro']],
    ['the place', 'alcalá surf', ['Primera clase de surf']],
    ['words that carry nothing', 'la cata de', ['Cata de mezcal']],
    ['signs that mean something to the search', "mezcal' & ! | :* (", ['Cata de mezcal']],
    ['a word with a typo', 'mezcla', ['Cata de mezcal']],
    ['typos in two words', 'modla baro', ['Modela barro negro']],
    ['a typo in the other language', 'shape blackk', ['Modela barro negro']],
    ['only signs', '¿?', []],
    ['nothing that is there', 'submarino', []],
  ])('finds by %s', async (_, q, found) => {
    expect(await titles(`q=${encodeURIComponent(q)}`)).toEqual(found)
  })
  test('a word in the middle must be whole, only the last one may be a beginning', async () => {
    expect(await titles('q=bar%20negro')).toEqual([])
  })
  test('what is there as typed hides what only looks like it; a cursor stays in its list', async () => {
    for (const title of ['Xicalli uno', 'Xicalli dos', 'Xicalli tres', 'Xicapli']) await experience({ title })
    expect(await titles('q=xicapli')).toEqual(['Xicapli'])
    const first = (await get('/experiences?q=xicalii&limit=2')).body
    expect(first.items).toHaveLength(2)
    const second = (await get(`/experiences?q=xicalii&limit=2&cursor=${first.nextCursor}`)).body
    expect(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size).toBe(3)
    expect((await get(`/experiences?q=xicalli&limit=2&cursor=${first.nextCursor}`)).status).toBe(400)
  })
  test('what says it in its title comes before what mentions it', async () => {
    await experience({
      title: 'Paseo por el mercado',
      description: 'Con una parada para hablar de cochinilla.',
      ratings: { sum: 500, count: 100 },
    })
    await experience({ title: 'Teñir con cochinilla' })
    expect(await titles('q=cochinilla')).toEqual(['Teñir con cochinilla', 'Paseo por el mercado'])
  })
})

describe('languages', () => {
  test('English where it was written, Spanish where not', async () => {
    const { body, headers } = await get('/experiences?q=barro', { language: 'en' })
    expect(headers['content-language']).toBe('en')
    expect(body.items[0]).toMatchObject({
      title: 'Shape black clay',
      summary: 'Burnishing with quartz.',
      meetingPoint: { address: 'Clay market' },
    })
    expect(await titles('category=DEGUSTACION', 'en')).toEqual(['Cata de mezcal'])
  })
})

describe('refused', () => {
  test.each([
    ['to=2027-03-01&from=2027-03-02', '/query/to'],
    ['priceMin=5&priceMax=4', '/query/priceMax'],
    ['cursor=bm9wZQ', '/query/cursor'],
    ['limit=101', '/query/limit'],
    ['region=atlantis', '/query/region'],
    ['from=0000-01-01', '/query/from'],
    ['guests=0', '/query/guests'],
  ])('%s', async (query, pointer) => {
    const { status, body } = await get(`/experiences?${query}`)
    expect({
      status,
      code: body.code,
      pointers: body.errors.map((error: { pointer: string }) => error.pointer),
    }).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
      pointers: [pointer],
    })
  })
})
