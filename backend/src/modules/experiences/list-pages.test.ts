import { beforeAll, describe, expect, test } from 'vitest'
import { experienceSorts } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse()
const { get } = house
const count = 23

/** Every page of a list, each answer's ids in order. */
async function pages(query: string): Promise<string[][]> {
  const found: string[][] = []
  let cursor: string | null = ''
  while (cursor !== null && found.length < 50) {
    const { status, body } = await get(`/experiences?${query}${cursor ? `&cursor=${cursor}` : ''}`)
    expect({ status, body }).toMatchObject({ status: 200 })
    found.push(body.items.map(({ id }: { id: string }) => id))
    cursor = body.nextCursor
  }
  return found
}

beforeAll(async () => {
  await house.travelTo('2027-03-10T18:00:00Z')
  for (let number = 0; number < count; number += 1) {
    // Many equal prices and ratings, so that the id has to decide.
    const id = await house.experience({
      title: `Taller de barro ${number}`,
      priceCents: 10_000 + (number % 4) * 5000,
      ratings: { sum: (number % 3) * 4, count: number % 3 },
    })
    if (number % 5 !== 0)
      await house.slot(id, { startsAt: `2027-03-${String(11 + (number % 6)).padStart(2, '0')}T16:00:00Z` })
  }
})

describe.each([...experienceSorts.map((sort) => `sort=${sort}`), 'q=barro', 'sort=soonest&guests=2'])(
  'the list by %s',
  (query) => {
    test('goes through everything once, whatever the size of its pages', async () => {
      const whole = (await pages(`${query}&limit=100`)).flat()
      expect(new Set(whole).size).toBe(whole.length)
      expect(whole.length).toBe(query.includes('guests') ? 18 : count)
      for (const limit of [1, 7]) expect((await pages(`${query}&limit=${limit}`)).flat()).toEqual(whole)
    })

    test('a cursor of this list is refused by another', async () => {
      const { body } = await get(`/experiences?${query}&limit=3`)
      expect(body.nextCursor).toEqual(expect.any(String))
      expect((await get(`/experiences?${query}&region=costa&cursor=${body.nextCursor}`)).body.code).toBe(
        'VALIDATION_FAILED',
      )
      expect((await get(`/experiences?${query}&limit=50&cursor=${body.nextCursor}`)).status).toBe(200)
    })
  },
)

test('prices go up and down', async () => {
  const prices = async (sort: string) =>
    (await get(`/experiences?sort=${sort}&limit=100`)).body.items.map(
      ({ priceFrom }: { priceFrom: { amount: number } }) => priceFrom.amount,
    )
  const up = await prices('price')
  expect(up).toEqual(up.toSorted((a: number, b: number) => a - b))
  expect(await prices('-price')).toEqual(up.toReversed())
})

test('the soonest come first and what has no date comes last', async () => {
  const { body } = await get('/experiences?sort=soonest&limit=100')
  const starts: (string | null)[] = body.items.map(({ nextSlotAt }: { nextSlotAt: string | null }) => nextSlotAt)
  expect(starts).toEqual(starts.toSorted((a, b) => ((a ?? 'never') < (b ?? 'never') ? -1 : 1)))
  expect(starts.filter((start) => start === null)).toHaveLength(5)
})

test('one five-star guest does not outweigh many of four and a half', async () => {
  await house.experience({ title: 'Una opinión', ratings: { sum: 5, count: 1 } })
  const loved = await house.experience({ title: 'Cien opiniones', ratings: { sum: 450, count: 100 } })
  const { body } = await get('/experiences?sort=rating&limit=2')
  expect(body.items[0].id).toBe(loved)
})
