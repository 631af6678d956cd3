/** The cache in front of the catalogue: it spares the database, and lets nobody see what is no longer so. */
import { beforeAll, expect, test } from 'vitest'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse({ CACHE: 'on' })
const { get, send, db } = house
let owner: { hostId: string; userId: string }
let id: string
let slotId: string

const available = async () =>
  (await get(`/experiences/${id}/slots?from=2027-03-12&to=2027-03-12`)).body.items[0].available

beforeAll(async () => {
  await house.travelTo('2027-03-10T18:00:00Z')
  owner = await house.host()
  id = await house.experience({ hostId: owner.hostId, title: 'Barro negro' })
  slotId = await house.slot(id, { startsAt: '2027-03-12T16:00:00Z' })
})

test('seats sold behind its back are unseen for a moment, and seen at once after the invalidation', async () => {
  expect(await available()).toBe(10)
  await db.query('UPDATE slots SET taken = 4 WHERE id = $1', [slotId])
  expect(await available()).toBe(10)
  await house.experiences.invalidateSlots(id)
  expect(await available()).toBe(6)
})

test('without any invalidation seats are never older than two seconds', async () => {
  expect(await available()).toBe(6)
  await db.query('UPDATE slots SET taken = 9 WHERE id = $1', [slotId])
  const since = performance.now()
  await expect.poll(available, { timeout: 5000, interval: 50 }).toBe(1)
  expect(performance.now() - since).toBeLessThan(2500)
})

test('a calendar that fills up takes its experience off the shown next date', async () => {
  expect((await get(`/experiences/${id}`)).body.nextSlotAt).toBe('2027-03-12T16:00:00.000Z')
  await db.query('UPDATE slots SET taken = 10 WHERE id = $1', [slotId])
  await house.experiences.invalidateSlots(id)
  expect((await get(`/experiences/${id}`)).body.nextSlotAt).toBeNull()
})

test('an edit is seen at once, in its page, in lists and in the counts of regions', async () => {
  const count = async () =>
    (await get('/regions')).body.items.find(({ slug }: { slug: string }) => slug === 'istmo').experienceCount
  const listed = async () => (await get('/experiences?region=istmo')).body.items.length
  expect([await count(), await listed(), (await get(`/experiences/${id}`)).body.region]).toEqual([
    0,
    0,
    'valles-centrales',
  ])
  expect((await send('PATCH', `/host/experiences/${id}`, { region: 'istmo' }, { as: owner.userId })).status).toBe(200)
  expect([await count(), await listed(), (await get(`/experiences/${id}`)).body.region]).toEqual([1, 1, 'istmo'])
})

test('a draft that its host just saw stays hidden from everyone else', async () => {
  await send('PATCH', `/host/experiences/${id}`, { status: 'PAUSED' }, { as: owner.userId })
  expect((await get(`/experiences/${id}`, { as: owner.userId })).status).toBe(200)
  expect((await get(`/experiences/${id}`)).status).toBe(404)
  expect((await get(`/experiences/${id}/slots?from=2027-03-12&to=2027-03-12`)).status).toBe(404)
})
