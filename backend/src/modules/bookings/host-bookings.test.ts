/** The bookings of a host as a table: searched, narrowed, sorted, page by page, and as a spreadsheet. */
import { expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { bookingHouse } from '../../../test-support/booking-house.ts'

const house = await bookingHouse()
const app = await testApp({ databaseUrl: house.db.url, database: house.database, modules: [house.bookings] })

async function booked(name: string, daysAhead: number, isPaid = true) {
  const slot = await house.slot({ daysAhead })
  const userId = await house.guest(name)
  const held = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: [{ type: 'adult', quantity: 2 }],
    specialRequests: '=SUM(A1)',
  })
  if (isPaid) {
    await house.pay(held.payment?.intentId ?? '')
    await house.payments.settle(held.payment?.id ?? '')
  }
  return { ...slot, bookingId: held.bookingId }
}
async function ask(userId: string, query: string, accept = 'application/json') {
  const answer = await app.inject({
    method: 'GET',
    url: `/api/v1/host/bookings?${query}`,
    headers: { ...signedInAs({ userId }), accept },
  })
  return answer
}
const names = async (userId: string, query: string) =>
  (await ask(userId, query)).json<{ items: { guest: { name: string } }[] }>().items.map(({ guest }) => guest.name)

test('found by guest, narrowed by day and state, in three orders, page by page, and all of it as a table', async () => {
  const { hostUserId } = await booked('Zoé Cruz', 9)
  await booked('Ana Díaz', 3)
  await booked('Eva Ríos', 6)
  await booked('Nunca Pagó', 4, false)
  expect(await names(hostUserId, '')).toEqual(['Nunca Pagó', 'Eva Ríos', 'Ana Díaz', 'Zoé Cruz'])
  expect(await names(hostUserId, 'only=booked')).toEqual(['Eva Ríos', 'Ana Díaz', 'Zoé Cruz'])
  expect(await names(hostUserId, 'only=booked&sort=soonest')).toEqual(['Ana Díaz', 'Eva Ríos', 'Zoé Cruz'])
  expect(await names(hostUserId, 'only=booked&sort=latest')).toEqual(['Zoé Cruz', 'Eva Ríos', 'Ana Díaz'])
  // Without accents, in any order of the words.
  expect(await names(hostUserId, 'q=cruz%20zoe')).toEqual(['Zoé Cruz'])
  const oaxaca = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' })
  const { items } = (await ask(hostUserId, 'q=Eva')).json<{ items: { startsAt: string; code: string }[] }>()
  const day = oaxaca.format(new Date(items[0]?.startsAt ?? ''))
  expect(await names(hostUserId, `from=${day}&only=booked`)).toEqual(['Eva Ríos', 'Zoé Cruz'])
  expect(await names(hostUserId, `to=${day}&only=booked`)).toEqual(['Eva Ríos', 'Ana Díaz'])
  expect(await names(hostUserId, `q=${items[0]?.code.toLowerCase()}`)).toEqual(['Eva Ríos'])
  for (const sort of ['newest', 'soonest', 'latest']) {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await ask(hostUserId, `sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
      ).json()
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size, sort).toBe(4)
    expect(seen, sort).toHaveLength(4)
  }
  const table = await ask(hostUserId, 'only=booked&sort=soonest', 'text/csv')
  expect(table.headers['content-disposition']).toContain('reservas.csv')
  const [heads, first] = table.body.split('\r\n').length > 1 ? table.body.split('\r\n') : table.body.split('\n')
  expect(heads).toContain('reserva,estado,experiencia,empieza,invitado')
  expect(first).toMatch(/confirmada,.*,\d{4}-\d\d-\d\d \d\d:\d\d,Ana Díaz,2,/)
  // Nothing that a spreadsheet would take for a formula.
  expect(first).toContain("'=SUM(A1)")
  expect(table.body).not.toContain('Nunca Pagó')
})

test('a host cancels one booking: its guest gets all of it back and reads why, as the host wrote it', async () => {
  const slot = await house.slot({ daysAhead: 1 })
  const userId = await house.guest('Rosa Luna')
  const held = await house.bookings.hold({ slotId: slot.slotId, userId, party: [{ type: 'adult', quantity: 2 }] })
  await house.pay(held.payment?.intentId ?? '')
  await house.payments.settle(held.payment?.id ?? '')
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/host/bookings/${held.bookingId}/cancel`,
    headers: { ...signedInAs({ userId: slot.hostUserId }), 'idempotency-key': 'cancel-one-for-rosa' },
    payload: { reason: 'Se cayó el puente.' },
  })
  expect(answer.json()).toMatchObject({ refund: { amount: { amount: 100_000 } } })
  const seen = await app.inject({ url: `/api/v1/bookings/${held.bookingId}`, headers: signedInAs({ userId }) })
  expect(seen.body).toContain('"cancellation":{"reason":"BY_HOST"')
  expect(seen.body).toContain('"note":"Se cayó el puente."')
})

test('a time that would begin in the past is refused in the language of the one who asks', async () => {
  const { hostUserId, experienceId } = await house.slot()
  const refused = (language: string) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/host/experiences/${experienceId}/slots`,
      headers: { ...signedInAs({ userId: hostUserId }), 'accept-language': language },
      payload: { startsAt: '2021-05-01T16:00:00.000Z', capacity: 4 },
    })
  for (const [language, message] of [
    ['es', 'Ese momento ya pasó.'],
    ['en', 'That moment has passed.'],
  ] as const) {
    const answer = await refused(language)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/startsAt', message }] })
  }
})
