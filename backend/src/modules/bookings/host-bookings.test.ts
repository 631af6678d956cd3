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
