import { expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { scheduleHouse } from '../../../test-support/schedule-house.ts'

const house = await scheduleHouse()
const app = await testApp({ databaseUrl: house.db.url, database: house.database, modules: [house.schedules] })
const call = async (userId: string | null, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    ...(body ? { payload: body } : {}),
    ...(userId ? { headers: signedInAs({ userId }) } : {}),
  })
  return {
    status: answer.statusCode,
    text: answer.body,
    json: () => JSON.parse(answer.body) as never,
    headers: answer.headers,
  }
}

async function confirmed() {
  const slot = await house.slot({ capacity: 4, daysAhead: 3 })
  const userId = await house.guest('=Ana')
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: [{ type: 'adult', quantity: 2 }],
    specialRequests: 'Sin nuez',
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  return { ...slot, userId, bookingId }
}

test('calendar, manifest, words to the group, no-show, feed: for their host; to others there is no such thing', async () => {
  const { slotId, hostUserId, userId, bookingId, experienceId } = await confirmed()
  const today = new Date().toISOString().slice(0, 10)
  const range = `from=${today}&to=${new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10)}&experience=${experienceId}`
  expect((await call(hostUserId, 'GET', `/host/calendar?${range}`)).json()).toMatchObject({
    items: [
      { id: slotId, capacity: 4, taken: 2, bookings: 1, arrived: 0, status: 'OPEN', bookingOver: false, ruleId: null },
    ],
  })
  expect((await call(hostUserId, 'GET', `/host/slots/${slotId}/manifest`)).json()).toMatchObject({
    bookings: [
      { id: bookingId, guest: { name: '=Ana' }, specialRequests: 'Sin nuez', seats: 2, admitted: 0, noShowAt: null },
    ],
  })
  const csv = await call(hostUserId, 'GET', `/host/slots/${slotId}/manifest?format=csv`)
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.text).toContain("'=Ana")
  expect((await call(hostUserId, 'GET', `/host/slots/${slotId}/affected`)).json()).toMatchObject({
    bookings: 1,
    seats: 2,
    refundAtMost: { amount: 100_000 },
  })

  const announce = () => call(hostUserId, 'POST', `/host/slots/${slotId}/announce`, { text: 'Traigan sombrero' })
  for (let sent = 0; sent < 5; sent += 1) expect((await announce()).status).toBe(201)
  expect(await announce()).toMatchObject({ status: 429 })
  expect(house.told.filter(({ type }) => type === 'slot.announced')).toHaveLength(5)

  const noShow = (flag: boolean) => call(hostUserId, 'POST', `/host/bookings/${bookingId}/no-show`, { noShow: flag })
  expect((await noShow(true)).status).toBe(409)
  await house.db.query(
    `UPDATE slots SET starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour', bookable_until = now() - interval '4 hours' WHERE id = $1`,
    [slotId],
  )
  // Not that its host closed it.
  expect((await call(hostUserId, 'GET', `/host/slots/${slotId}/manifest`)).json()).toMatchObject({
    slot: { status: 'CLOSED', bookingOver: true },
  })
  await house.bookings.completeEnded()
  expect((await noShow(true)).json()).toMatchObject({ noShowAt: expect.any(String) })
  expect(await house.booking(bookingId)).toMatchObject({ status: 'COMPLETED' })
  expect((await noShow(false)).json()).toMatchObject({ noShowAt: null })

  const made = (await call(hostUserId, 'POST', '/host/calendar-feed')).json() as { url: string }
  const path = new URL(made.url).pathname.replace('/api/v1', '')
  const feed = await call(null, 'GET', path)
  expect(feed.text).toContain('BEGIN:VCALENDAR')
  expect(feed.text).not.toContain('Ana')
  expect((await call(null, 'GET', path.replace('.ics', 'x.ics'))).status).toBe(404)
  await call(hostUserId, 'DELETE', '/host/calendar-feed')
  expect((await call(null, 'GET', path)).status).toBe(404)

  for (const [method, url, body] of [
    ['GET', `/host/slots/${slotId}/manifest`],
    ['GET', `/host/slots/${slotId}/affected`],
    ['POST', `/host/slots/${slotId}/move`, { startsAt: '2030-01-01T00:00:00.000Z' }],
    ['POST', `/host/slots/${slotId}/announce`, { text: 'hola' }],
    ['POST', '/host/calendar/close-day', { date: today }],
    ['POST', `/host/bookings/${bookingId}/no-show`, { noShow: true }],
    ['POST', '/host/calendar-feed'],
    ['GET', `/host/experiences/${experienceId}/schedule-rules`],
  ] as const) {
    expect([url, (await call(userId, method, url, body)).status]).toEqual([url, 404])
    expect([url, (await call(null, method, url, body)).status]).toEqual([url, 401])
  }
  expect(await house.violations()).toEqual([])
})

test('rules, offers and the waiting list over HTTP; fields nobody may write are refused', async () => {
  const { slotId, experienceId, hostUserId, userId, bookingId } = await confirmed()
  const rule = { rrule: 'FREQ=WEEKLY;BYDAY=MO', startTimes: ['09:00'], capacity: 5, validFrom: '2026-01-01' }
  expect(
    (await call(hostUserId, 'POST', `/host/experiences/${experienceId}/schedule-rules`, { ...rule, version: 9 }))
      .status,
  ).toBe(400)
  expect(
    (
      await call(hostUserId, 'POST', `/host/experiences/${experienceId}/schedule-rules`, {
        ...rule,
        rrule: 'FREQ=SECONDLY',
      })
    ).status,
  ).toBe(400)
  expect(
    (await call(hostUserId, 'POST', `/host/experiences/${experienceId}/schedule-rules/preview`, rule)).json(),
  ).toMatchObject({ total: expect.any(Number) })
  const saved = await call(hostUserId, 'POST', `/host/experiences/${experienceId}/schedule-rules`, rule)
  expect(saved.status).toBe(201)
  const { rule: kept } = saved.json() as { rule: { id: string; slotsAhead: number } }
  expect(kept.slotsAhead).toBeGreaterThan(40)
  expect((await call(hostUserId, 'GET', `/host/experiences/${experienceId}/schedule-rules`)).json()).toMatchObject({
    items: [{ id: kept.id }],
  })
  expect((await call(hostUserId, 'PATCH', `/host/schedule-rules/${kept.id}`, { capacity: 7 })).json()).toMatchObject({
    changed: kept.slotsAhead,
    made: 0,
    removed: 0,
    rule: { version: 2, capacity: 7 },
  })
  expect((await call(hostUserId, 'DELETE', `/host/schedule-rules/${kept.id}`)).json()).toEqual({
    removed: kept.slotsAhead,
    kept: [],
  })

  const waiter = await house.guest()
  expect(
    (await call(waiter, 'POST', `/slots/${slotId}/waitlist`, { party: [{ type: 'adult', quantity: 1 }] })).status,
  ).toBe(409)
  expect(
    (await call(waiter, 'POST', `/slots/${slotId}/waitlist`, { party: [{ type: 'adult', quantity: 3 }] })).status,
  ).toBe(201)
  expect((await call(waiter, 'GET', '/me/waitlist')).json()).toMatchObject({ items: [{ slotId, ahead: 0 }] })
  expect((await call(waiter, 'DELETE', `/slots/${slotId}/waitlist`)).status).toBe(200)

  const moved = await call(hostUserId, 'POST', `/host/slots/${slotId}/move`, {
    startsAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  })
  expect(moved.json()).toMatchObject({ offers: 1 })
  expect((await call(userId, 'GET', '/me/slot-offers')).json()).toMatchObject({
    items: [{ booking: { id: bookingId } }],
  })
  expect((await call(waiter, 'POST', `/bookings/${bookingId}/slot-offer`, { choice: 'KEEP' })).status).toBe(404)
  expect((await call(userId, 'POST', `/bookings/${bookingId}/slot-offer`, { choice: 'ANOTHER_TIME' })).status).toBe(400)
  expect((await call(userId, 'POST', `/bookings/${bookingId}/slot-offer`, { choice: 'KEEP' })).json()).toMatchObject({
    status: 'KEPT',
    choices: [],
  })
  expect(await house.violations()).toEqual([])
})
