import { beforeAll, expect, test } from 'vitest'
import { Experience, HostListing } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'
import { readyPicture } from '../../../test-support/still-media.ts'
import { newId } from '../../platform/ids.ts'

const house = await catalogueHouse()
const { get, send, db } = house
let owner: { hostId: string; userId: string }
let other: { hostId: string; userId: string }
beforeAll(async () => {
  owner = await house.host('Cintura Roja')
  other = await house.host('Barro Nocturno')
})

const listing = {
  title: 'Telar de cintura en Jalieza',
  description: 'Una mañana con la urdimbre y café.',
  category: 'TALLER',
  region: 'valles-centrales',
  durationMinutes: 180,
  languages: ['es'],
  meetingPoint: { lat: 16.84, lng: -96.67, address: 'Mercado de Jalieza' },
  cancellationPolicy: 'moderate',
  ticketTypes: [{ type: 'adult', label: 'Persona adulta', price: { amount: 60_000, currency: 'MXN' } }],
  status: 'ACTIVE',
}
const patch = (id: string, change: object) => send('PATCH', `/host/experiences/${id}`, change, { as: owner.userId })

test('photos are shown in the order sent, with their words in the language asked for', async () => {
  const [one, two] = [await readyPicture(db, owner.userId), await readyPicture(db, owner.userId)]
  const imageAlts = {
    [two.id]: { es: 'El telar tendido', en: 'The loom set up' },
    [one.id]: { es: 'Hilos rojos', en: '' },
  }
  const { status, body } = await send(
    'POST',
    '/host/experiences',
    { ...listing, imageIds: [two.id, one.id], imageAlts },
    { as: owner.userId },
  )
  expect(status).toBe(201)
  expect(HostListing.parse(body).pictures.map(({ id, alt }) => [id, alt])).toEqual([
    [two.id, imageAlts[two.id]],
    [one.id, imageAlts[one.id]],
  ])
  const shown = Experience.parse((await get(`/experiences/${body.id}`, { language: 'en' })).body)
  expect(shown.images).toEqual([two.url, one.url])
  expect(shown.pictures).toEqual([
    { url: two.url, alt: 'The loom set up', blur: 'data:image/webp;base64,AA==', width: 640, height: 320 },
    { url: one.url, alt: 'Hilos rojos', blur: 'data:image/webp;base64,AA==', width: 640, height: 320 },
  ])

  // Words go with their picture; what is not sent stays.
  await patch(body.id, { imageIds: [one.id, two.id] })
  expect((await get(`/experiences/${body.id}`)).body.pictures.map(({ alt }: { alt: string }) => alt)).toEqual([
    'Hilos rojos',
    'El telar tendido',
  ])
  await patch(body.id, { title: 'Otro nombre' })
  await patch(body.id, { imageAlts: { [one.id]: { es: 'Hilos de grana', en: 'Threads' } } })
  const edited = (await get(`/host/experiences/${body.id}`, { as: owner.userId })).body
  expect(edited.pictures.map(({ alt }: { alt: { es: string } }) => alt.es)).toEqual([
    'Hilos de grana',
    'El telar tendido',
  ])
  expect((await patch(body.id, { imageIds: [] })).body.pictures).toEqual([])
})

test('only one’s own, each once, and words only for what is shown; a refusal changes nothing', async () => {
  const [mine, hers] = [await readyPicture(db, owner.userId), await readyPicture(db, other.userId)]
  const { body: made } = await send(
    'POST',
    '/host/experiences',
    { ...listing, title: 'Con fotos', imageIds: [mine.id] },
    { as: owner.userId },
  )
  for (const change of [
    { imageIds: [mine.id, hers.id] },
    { imageIds: [newId()] },
    { imageAlts: { [hers.id]: { es: 'x', en: 'y' } } },
  ]) {
    expect((await patch(made.id, { ...change, title: 'Cambiado' })).body.code).toBe('MEDIA_NOT_FOUND')
  }
  expect((await patch(made.id, { imageIds: [mine.id, mine.id] })).status).toBe(400)
  expect((await patch(made.id, { images: ['https://x.example/a.jpg'] })).status).toBe(400)
  const after = (await get(`/host/experiences/${made.id}`, { as: owner.userId })).body
  expect(after).toEqual(made)
  expect(await db.query('SELECT attached_at FROM media WHERE id = $1', [hers.id])).toEqual([{ attached_at: null }])
})
