import { expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { scheduleHouse } from '../../../test-support/schedule-house.ts'
import { stillMedia } from '../../../test-support/still-media.ts'
import { createExperiences } from '../experiences/index.ts'

const house = await scheduleHouse()
const experiences = createExperiences({
  database: house.database,
  cache: { read: <T>(_key: string, _options: unknown, load: () => Promise<T>) => load(), invalidate: async () => {} },
  media: stillMedia(house.database),
  bookingCommissionBps: async () => 1000,
})
const app = await testApp({
  databaseUrl: house.db.url,
  database: house.database,
  modules: [experiences, house.bookings, house.schedules],
})
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function call(userId: string | null, method: Method, url: string, payload?: object) {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    ...(payload ? { payload } : {}),
    headers: { ...(userId ? signedInAs({ userId }) : {}), 'idempotency-key': crypto.randomUUID() },
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) as ReturnType<typeof JSON.parse> }
}
const adults = (quantity: number) => [{ type: 'adult', quantity }]
const tokenOf = (url: string) => new URL(url).searchParams.get('clave') ?? ''
const inDays = (days: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * 86_400_000).toISOString()

/** A private time of its own, beside the open one of the same experience. */
async function group(capacity = 2) {
  const open = await house.slot({ capacity: 4, daysAhead: 4 })
  const made = await call(open.hostUserId, 'POST', `/host/experiences/${open.experienceId}/slots`, {
    startsAt: inDays(2),
    capacity,
    isPrivate: true,
  })
  expect(made.status).toBe(201)
  const slotId = made.body.id as string
  const link = await call(open.hostUserId, 'POST', `/host/slots/${slotId}/group-link`)
  return { ...open, openSlotId: open.slotId, slotId, link, token: tokenOf(link.body.url) }
}
const slotsOf = async (experienceId: string) =>
  (await call(null, 'GET', `/experiences/${experienceId}/slots`)).body.items.map(({ id }: { id: string }) => id)

test('a group’s time is in no list; its bearers see and book it, nobody else, up to its capacity', async () => {
  const { slotId, openSlotId, experienceId, hostUserId, token, link } = await group()
  expect(link.status).toBe(201)
  expect(link.body.url).toMatch(/\/grupo\?clave=[\w-]{43}$/)
  const [stored] = await house.db.query<{ link_hash: string }>(`SELECT link_hash FROM slots WHERE id = $1`, [slotId])
  expect(stored?.link_hash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(stored)).not.toContain(token)

  expect(await slotsOf(experienceId)).toEqual([openSlotId])
  expect((await call(null, 'GET', `/slots/${slotId}`)).status).toBe(404)
  expect((await call(hostUserId, 'GET', `/slots/${slotId}`)).status).toBe(404)
  const page = await call(null, 'GET', `/experiences/${experienceId}`)
  const openStart = (await call(null, 'GET', `/slots/${openSlotId}`)).body.startsAt
  expect(page.body.nextSlotAt).toBe(openStart)

  expect((await call(null, 'GET', `/group-link?token=${token}`)).body).toMatchObject({
    id: slotId,
    available: 2,
    status: 'OPEN',
    experience: { id: experienceId },
  })
  expect((await call(null, 'GET', `/group-link?token=${'x'.repeat(43)}`)).status).toBe(404)
  expect((await call(null, 'GET', '/group-link?token=short')).status).toBe(400)

  const guest = await house.guest()
  const book = (userId: string, groupToken?: string, seats = 1) =>
    call(userId, 'POST', '/bookings', { slotId, party: adults(seats), ...(groupToken ? { groupToken } : {}) })
  expect((await book(guest)).status).toBe(404)
  expect((await book(guest, 'y'.repeat(43))).status).toBe(404)
  // The link of one group opens no other.
  expect((await book(guest, (await group()).token)).status).toBe(404)
  expect(await house.taken(slotId)).toBe(0)
  expect((await book(guest, token)).status).toBe(201)
  expect((await book(guest, token)).status).toBe(201)
  expect(await house.taken(slotId)).toBe(1)
  expect(await book(await house.guest(), token, 2)).toMatchObject({ status: 409, body: { code: 'SOLD_OUT' } })
  expect((await book(await house.guest(), token)).status).toBe(201)
  const late = await house.guest()
  expect(await book(late, token)).toMatchObject({ status: 409, body: { code: 'SOLD_OUT' } })
  // To who has no link it is not even full.
  expect((await book(late)).status).toBe(404)
  expect((await call(late, 'POST', `/slots/${slotId}/waitlist`, { party: adults(1) })).status).toBe(404)
  expect(await house.violations()).toEqual([])
})

test('negative control: the same time without privacy is listed and booked by anybody', async () => {
  const { openSlotId, experienceId } = await group()
  expect(await slotsOf(experienceId)).toContain(openSlotId)
  expect((await call(await house.guest(), 'POST', '/bookings', { slotId: openSlotId, party: adults(1) })).status).toBe(
    201,
  )
})

test('the host ends the link: who is in stays, nobody new comes; a new link, or everybody', async () => {
  const { slotId, experienceId, hostUserId, token } = await group(3)
  const guest = await house.guest()
  const book = async (userId: string, groupToken?: string) =>
    (await call(userId, 'POST', '/bookings', { slotId, party: adults(1), ...(groupToken ? { groupToken } : {}) }))
      .status
  expect(await book(guest, token)).toBe(201)
  expect((await call(hostUserId, 'DELETE', `/host/slots/${slotId}/group-link`)).body).toEqual({
    slotId,
    isPrivate: true,
  })
  expect((await call(null, 'GET', `/group-link?token=${token}`)).status).toBe(404)
  expect(await book(await house.guest(), token)).toBe(404)
  expect(await house.taken(slotId)).toBe(1)
  const manifest = () => call(hostUserId, 'GET', `/host/slots/${slotId}/manifest`)
  expect((await manifest()).body.slot).toMatchObject({ isPrivate: true, linkMadeAt: null, taken: 1 })

  const again = tokenOf((await call(hostUserId, 'POST', `/host/slots/${slotId}/group-link`)).body.url)
  expect(again).not.toBe(token)
  expect((await manifest()).body.slot.linkMadeAt).toEqual(expect.any(String))
  expect(await book(await house.guest(), token)).toBe(404)
  expect(await book(await house.guest(), again)).toBe(201)

  expect((await call(hostUserId, 'DELETE', `/host/slots/${slotId}/group-link?public=true`)).body.isPrivate).toBe(false)
  expect(await slotsOf(experienceId)).toContain(slotId)
  expect((await call(null, 'GET', `/group-link?token=${again}`)).status).toBe(404)
  expect(await book(await house.guest())).toBe(201)
  // With strangers in it, it does not become a group's own.
  expect(await call(hostUserId, 'POST', `/host/slots/${slotId}/group-link`)).toMatchObject({ status: 409 })
  expect(await house.violations()).toEqual([])
})

test('an open time without guests becomes a group’s; moved, its link goes along; nobody is rescheduled into it', async () => {
  const { openSlotId, experienceId, hostUserId, slotId: privateSlot } = await group()
  const { body } = await call(hostUserId, 'POST', `/host/slots/${openSlotId}/group-link`)
  const token = tokenOf(body.url)
  expect(await slotsOf(experienceId)).toEqual([])
  expect((await call(null, 'GET', `/experiences/${experienceId}`)).body.nextSlotAt).toBeNull()
  const moved = await call(hostUserId, 'POST', `/host/slots/${openSlotId}/move`, { startsAt: inDays(6) })
  const movedTo = moved.body.slotId as string
  expect((await call(null, 'GET', `/group-link?token=${token}`)).body).toMatchObject({
    id: movedTo,
    startsAt: inDays(6),
  })
  expect(await slotsOf(experienceId)).not.toContain(movedTo)
  const guest = await house.guest()
  const held = await house.bookings.hold({ slotId: movedTo, userId: guest, party: adults(1), groupToken: token })
  await house.pay(held.payment?.intentId ?? '')
  await house.payments.settle(held.payment?.id ?? '')
  // The door asks for the bookings of one day, at the clock of the place.
  const oaxaca = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' })
  const dayOf = (days: number) => oaxaca.format(new Date(inDays(days)))
  const ofDay = async (days: number) =>
    (await call(hostUserId, 'GET', `/host/bookings?day=${dayOf(days)}&status=CONFIRMED`)).body.items.map(
      ({ id }: { id: string }) => id,
    )
  expect(await ofDay(6)).toContain(held.bookingId)
  expect(await ofDay(5)).not.toContain(held.bookingId)
  expect((await call(hostUserId, 'GET', '/host/bookings?day=tomorrow')).status).toBe(400)
  await expect(
    house.bookings.reschedule({ bookingId: held.bookingId, userId: guest, slotId: privateSlot }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await house.violations()).toEqual([])
})

test('links are the host’s alone', async () => {
  const { slotId, openSlotId, token } = await group()
  const otherHost = await house.guest()
  await house.db.query(
    `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region)
     SELECT $1::uuid, $1::uuid, $1, 'Otra', 'guia', '', '{}', 'valles-centrales'`,
    [otherHost],
  )
  for (const [who, status] of [
    [null, 401],
    [await house.guest(), 404],
    [otherHost, 404],
  ] as const)
    for (const id of [slotId, openSlotId])
      for (const method of ['POST', 'DELETE'] as const)
        expect([method, (await call(who, method, `/host/slots/${id}/group-link`)).status]).toEqual([method, status])
  expect((await call(null, 'GET', `/group-link?token=${token}`)).status).toBe(200)
})
