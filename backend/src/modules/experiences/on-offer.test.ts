import { beforeAll, expect, test } from 'vitest'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse()
const { get } = house
const shown = async (id: string) =>
  (await get('/experiences')).body.items.some((item: { id: string }) => item.id === id) as boolean

beforeAll(() => house.travelTo('2027-03-10T18:00:00Z'))

test.each([
  ['hidden by staff', `UPDATE experiences SET hidden_at = app_now() WHERE id = $1`],
  [
    'of a host who pauses',
    `UPDATE host_profiles SET paused_at = app_now() WHERE id = (SELECT host_id FROM experiences WHERE id = $1)`,
  ],
  [
    'of a host who closed',
    `UPDATE host_profiles SET closed_at = app_now() WHERE id = (SELECT host_id FROM experiences WHERE id = $1)`,
  ],
  [
    'of a hidden host',
    `UPDATE host_profiles SET hidden_at = app_now() WHERE id = (SELECT host_id FROM experiences WHERE id = $1)`,
  ],
])('an experience %s is nowhere to be seen, but by its host', async (what, hide) => {
  const { hostId, userId } = await house.host()
  const id = await house.experience({ hostId, title: `Taller ${what}` })
  const slotId = await house.slot(id, { startsAt: '2027-03-20T16:00:00Z' })
  expect(await shown(id)).toBe(true)
  await house.db.query(hide, [id])
  expect(await shown(id)).toBe(false)
  for (const path of [`/experiences/${id}`, `/experiences/${id}/slots`, `/slots/${slotId}`]) {
    expect((await get(path)).status).toBe(404)
    expect((await get(path, { as: userId })).status).toBe(200)
  }
})

test('hidden and brought back once each; a review moves the rating, whose listing must be there', async () => {
  const { experiences, database } = house
  const id = await house.experience()
  const hide = (hidden: boolean) => database.transaction((tx) => experiences.hide(tx, id, hidden))
  expect([await hide(true), await hide(true), await shown(id)]).toEqual([true, false, false])
  expect([await hide(false), await hide(false), await shown(id)]).toEqual([true, false, true])
  const rate = (experienceId: string, stars: number, count: number) =>
    database.transaction((tx) => experiences.rate(tx, experienceId, { stars, count }))
  await rate(id, 5, 1)
  expect((await get(`/experiences/${id}`)).body).toMatchObject({ rating: 5, reviewCount: 1 })
  await rate(id, -2, 0)
  expect((await get(`/experiences/${id}`)).body).toMatchObject({ rating: 3, reviewCount: 1 })
  await expect(rate('01a200cd-ddd9-7211-8467-58fb6374bc3f', 5, 1)).rejects.toThrow('could not be rated')
})
