import { afterAll, describe, expect, test } from 'vitest'
import { buildBookingHouse } from '../../../test-support/build-booking-house.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { tryHold } from './hold-statement.ts'

const db = await testDatabase()
const house = await buildBookingHouse(db)
afterAll(house.close)
const adults = (quantity: number) => [{ type: 'adult', quantity }]

describe('holding seats', () => {
  test('freezes the price, takes the seats and makes the intent', async () => {
    const { slotId } = await house.slot({ capacity: 8, priceCents: 65_000 })
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({
      slotId,
      userId,
      party: [
        { type: 'adult', quantity: 2 },
        { type: 'child', quantity: 1 },
      ],
    })
    expect(await house.taken(slotId)).toBe(3)
    expect(payment).toMatchObject({ status: 'REQUIRES_PAYMENT_METHOD', amountCents: 162_500 })
    expect((await house.booking(bookingId)).status).toBe('PENDING')
    const intent = await house.provider.retrieveIntent(payment?.intentId ?? '')
    expect(intent).toMatchObject({
      amountCents: 162_500,
      currency: 'mxn',
      metadata: { payment_id: payment?.id, payable_id: bookingId },
    })
    // A change of price after the hold changes nothing for who holds.
    await house.db.query(`UPDATE ticket_types SET price_cents = 99900`)
    const [row] = await house.db.query<{ total_cents: number }>('SELECT total_cents FROM bookings WHERE id = $1', [
      bookingId,
    ])
    expect(row?.total_cents).toBe(162_500)
    expect(await house.violations()).toEqual([])
  })

  test('entries of the same ticket type are one demand', async () => {
    const { slotId } = await house.slot({ capacity: 3 })
    const userId = await house.guest()
    await expect(house.bookings.hold({ slotId, userId, party: [...adults(2), ...adults(2)] })).rejects.toMatchObject({
      code: 'SOLD_OUT',
      params: { asked: 4, available: 3 },
    })
    expect(await house.taken(slotId)).toBe(0)
  })

  test('forty people, ten seats: ten sold, thirty refused with true numbers, nothing oversold', async () => {
    const { slotId } = await house.slot({ capacity: 10 })
    const guests = await Promise.all(Array.from({ length: 40 }, () => house.guest()))
    const outcomes = await Promise.allSettled(
      guests.map((userId) => house.bookings.hold({ slotId, userId, party: adults(1) })),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10)
    const codes = outcomes
      .filter((outcome) => outcome.status === 'rejected')
      .map((outcome) => (outcome.reason as { code: string }).code)
    expect(new Set(codes)).toEqual(new Set(['SOLD_OUT']))
    expect(await house.taken(slotId)).toBe(10)
    expect(await house.violations()).toEqual([])
  })

  test('negative control: read, decide, write without the condition oversells under the same load', async () => {
    const { slotId, experienceId } = await house.slot({ capacity: 5 })
    // The guards that stand behind the statement are taken away on a copy of the table.
    await house.db.query('CREATE TABLE naive_slots AS SELECT * FROM slots WHERE id = $1', [slotId])
    const clients = await Promise.all(Array.from({ length: 12 }, () => db.connect()))
    const barrier = Promise.withResolvers<void>()
    const sold = clients.map(async (client) => {
      const { rows } = await client.query<{ taken: number; capacity: number }>(
        'SELECT taken, capacity FROM naive_slots WHERE id = $1',
        [slotId],
      )
      await barrier.promise
      const slot = rows[0]
      if (!slot || slot.taken + 1 > slot.capacity) return false
      await client.query('UPDATE naive_slots SET taken = taken + 1 WHERE id = $1', [slotId])
      return true
    })
    await new Promise((resolve) => setImmediate(resolve))
    barrier.resolve()
    expect((await Promise.all(sold)).filter(Boolean).length).toBeGreaterThan(5)
    expect(experienceId).toBeTruthy()
  })

  test('a slot known to be full: refusals share their evidence, a smaller party and a seat given back are sold, an own hold is replaced', async () => {
    const { slotId } = await house.slot({ capacity: 5 })
    const [own, ...others] = await Promise.all(Array.from({ length: 32 }, () => house.guest()))
    const hold = (userId: string | undefined, seats: number) =>
      house.bookings.hold({ slotId, userId: userId ?? '', party: adults(seats) })
    const first = await hold(own, 4)
    const refusals = () =>
      house.db.query('SELECT taken, asked, capacity FROM slot_refusals WHERE slot_id = $1', [slotId])
    const line = { taken: 4, asked: 2, capacity: 5 }
    await expect(hold(others[0], 2)).rejects.toMatchObject({ code: 'SOLD_OUT' })
    expect(await refusals()).toEqual([line])

    // One seat is left: of many who ask for two none gets it, with a line of evidence for who was answered together; who asks for one does.
    const asked = await Promise.allSettled(others.slice(1, 31).map((userId) => hold(userId, 2)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(0)
    const lines = await refusals()
    expect(new Set(lines.map((row) => JSON.stringify(row)))).toEqual(new Set([JSON.stringify(line)]))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.length).toBeLessThanOrEqual(31)
    await hold(others[30], 1)
    await expect(hold(others[1], 1)).rejects.toMatchObject({ code: 'SOLD_OUT' })
    // Full with the guest's own four: three of them may stay.
    expect((await hold(own, 3)).bookingId).not.toBe(first.bookingId)
    await hold(others[1], 1)
    expect(await house.taken(slotId)).toBe(5)
    expect(await house.violations()).toEqual([])
  })

  test('the last seat goes to exactly one of two buyers', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { slotId } = await house.slot({ capacity: 1 })
      const [ana, luis] = await Promise.all([house.guest(), house.guest()])
      const outcomes = await Promise.allSettled([
        house.bookings.hold({ slotId, userId: ana, party: adults(1) }),
        house.bookings.hold({ slotId, userId: luis, party: adults(1) }),
      ])
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
      expect(await house.taken(slotId)).toBe(1)
    }
  })

  test('a new hold of the same guest on the same slot replaces the earlier one', async () => {
    const { slotId } = await house.slot({ capacity: 4 })
    const userId = await house.guest()
    const first = await house.bookings.hold({ slotId, userId, party: adults(3) })
    const second = await house.bookings.hold({ slotId, userId, party: adults(4) })
    expect(second.bookingId).not.toBe(first.bookingId)
    expect(await house.taken(slotId)).toBe(4)
    expect(await house.booking(first.bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_GUEST' })
    expect((await house.provider.retrieveIntent(first.payment?.intentId ?? '')).status).toBe('canceled')
    expect(await house.violations()).toEqual([])
  })

  test('asking for more than fits leaves the earlier hold as it was', async () => {
    const { slotId } = await house.slot({ capacity: 4 })
    const userId = await house.guest()
    const first = await house.bookings.hold({ slotId, userId, party: adults(2) })
    await expect(house.bookings.hold({ slotId, userId, party: adults(5) })).rejects.toMatchObject({ code: 'SOLD_OUT' })
    expect((await house.booking(first.bookingId)).status).toBe('PENDING')
    expect(await house.taken(slotId)).toBe(2)
  })

  test('a double click without a key ends in one live booking', async () => {
    const { slotId } = await house.slot({ capacity: 10 })
    const userId = await house.guest()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => house.bookings.hold({ slotId, userId, party: adults(2) })),
    )
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true)
    expect(await house.taken(slotId)).toBe(2)
    const live = await house.db.query(`SELECT 1 FROM bookings WHERE user_id = $1 AND status <> 'CANCELLED'`, [userId])
    expect(live).toHaveLength(1)
    expect(await house.violations()).toEqual([])
  })

  test('a replaced hold that was paid at the last moment stays, and the new one stands beside it', async () => {
    const { slotId } = await house.slot({ capacity: 5 })
    const userId = await house.guest()
    const first = await house.bookings.hold({ slotId, userId, party: adults(1) })
    await house.pay(first.payment?.intentId ?? '')
    const second = await house.bookings.hold({ slotId, userId, party: adults(2) })
    expect((await house.booking(first.bookingId)).status).toBe('CONFIRMED')
    expect((await house.booking(second.bookingId)).status).toBe('PENDING')
    expect(await house.taken(slotId)).toBe(3)
    expect(await house.violations()).toEqual([])
  })

  test('refuses what is not for sale, each with its own word', async () => {
    const { slotId } = await house.slot({ capacity: 60 })
    const userId = await house.guest()
    await expect(house.bookings.hold({ slotId: await house.guest(), userId, party: adults(1) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(
      house.bookings.hold({ slotId, userId, party: [{ type: 'alien', quantity: 1 }] }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    await expect(house.bookings.hold({ slotId, userId, party: adults(51) })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: { es: [{ pointer: '/party', message: expect.stringMatching(/^Se reserva para \d+ a \d+ personas/) }] },
    })
    await house.db.query(`UPDATE slots SET state = 'CLOSED' WHERE id = $1`, [slotId])
    await expect(house.bookings.hold({ slotId, userId, party: adults(1) })).rejects.toMatchObject({
      code: 'SLOT_CLOSED',
    })
    const past = await house.slot({ daysAhead: 0 })
    await expect(house.bookings.hold({ slotId: past.slotId, userId, party: adults(1) })).rejects.toMatchObject({
      code: 'SLOT_CLOSED',
    })
    expect(await house.taken(slotId)).toBe(0)
  })

  test('nothing to pay: confirmed at once, with tickets', async () => {
    const { slotId } = await house.slot({ priceCents: 0 })
    const { bookingId, payment } = await house.bookings.hold({ slotId, userId: await house.guest(), party: adults(2) })
    expect(payment).toBeNull()
    expect((await house.booking(bookingId)).status).toBe('CONFIRMED')
    expect(await house.violations()).toEqual([])
  })

  test('the whole hold is one statement', async () => {
    const { slotId } = await house.slot()
    const userId = await house.guest()
    const statements: string[] = []
    const spy = { statement: (query: { sql: string }) => (statements.push(query.sql), Promise.resolve([])) }
    await tryHold(spy as never, {
      slotId,
      userId,
      party: adults(1),
      specialRequests: null,
      holdSeconds: 900,
      commissionBps: 1600,
      livemode: false,
      linkHash: null,
    })
    expect(statements).toHaveLength(1)
  })
})

describe('a provider in trouble while holding', () => {
  test('it is down: 503, the seats stay held, and trying again resumes the same booking', async () => {
    const { slotId } = await house.slot({ capacity: 3 })
    const userId = await house.guest()
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/payment_intents', kind: 'error_before', times: 2 })
    await expect(house.bookings.hold({ slotId, userId, party: adults(2) })).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
      status: 503,
    })
    expect(await house.taken(slotId)).toBe(2)
    const again = await house.bookings.hold({ slotId, userId, party: adults(2) })
    expect(again.payment?.status).toBe('REQUIRES_PAYMENT_METHOD')
    expect(await house.taken(slotId)).toBe(2)
    const rows = await house.db.query('SELECT 1 FROM bookings WHERE user_id = $1', [userId])
    expect(rows).toHaveLength(1)
  })

  test('it made the intent but its answer was lost: the reconciler finds that very intent', async () => {
    const { slotId } = await house.slot({ capacity: 3 })
    const userId = await house.guest()
    const before = house.sandbox.control.counts().payment_intents
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/payment_intents', kind: 'error_after', times: 1 })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/payment_intents', kind: 'error_before', times: 1 })
    await expect(house.bookings.hold({ slotId, userId, party: adults(1) })).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    })
    const [row] = await house.db.query<{ id: string }>('SELECT id FROM payments WHERE user_id = $1', [userId])
    await house.payments.settle(row?.id ?? '')
    const [payment] = await house.db.query<{ status: string; intent_id: string }>(
      'SELECT status::text, intent_id FROM payments WHERE user_id = $1',
      [userId],
    )
    expect(payment).toMatchObject({ status: 'REQUIRES_PAYMENT_METHOD' })
    expect(house.sandbox.control.counts().payment_intents).toBe(before + 1)
  })
})
