import { describe, expect, test, vi } from 'vitest'
import { bookingHouse } from '../../../test-support/booking-house.ts'
import type { DomainError } from '../../platform/errors.ts'
import { findBooking } from './bookings.queries.ts'

const house = await bookingHouse()
const adults = (quantity: number) => [{ type: 'adult', quantity }]

async function confirmed(
  options: { daysAhead?: number; capacity?: number; seats?: number; experienceId?: string } = {},
) {
  const slot = await house.slot({
    capacity: options.capacity ?? 10,
    daysAhead: options.daysAhead ?? 10,
    ...(options.experienceId ? { experienceId: options.experienceId } : {}),
  })
  const userId = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: adults(options.seats ?? 1),
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  return { ...slot, userId, bookingId, intentId: payment?.intentId ?? '' }
}
const asGuest = (userId: string) => ({ kind: 'guest' as const, userId })

describe('cancelling', () => {
  test('a guest in time gets what the policy says, to the centavo; the seats are free and the tickets void', async () => {
    const one = await confirmed({ seats: 2 })
    const { refund } = await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    expect(refund).toEqual({ amount: { amount: 100_000, currency: 'MXN' }, status: 'APPROVED' })
    await house.submitRefunds()
    expect(await house.refunds(one.bookingId)).toEqual([
      { reasonKey: 'booking-cancelled', status: 'SUCCEEDED', amountCents: 100_000 },
    ])
    expect(await house.taken(one.slotId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('too late for the policy: cancelled, nothing back', async () => {
    const one = await confirmed({ daysAhead: 1 })
    await house.db.query(
      `UPDATE slots SET starts_at = now() + interval '3 hours', bookable_until = now() + interval '1 hour', ends_at = now() + interval '5 hours' WHERE id = $1`,
      [one.slotId],
    )
    expect(await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })).toEqual({
      refund: null,
    })
    expect(await house.refunds(one.bookingId)).toEqual([])
    expect(await house.violations()).toEqual([])
  })

  test('pressed twice, in two tabs, by guest and host at once: one cancellation, one refund', async () => {
    const one = await confirmed()
    const host = { kind: 'host' as const, userId: one.hostUserId, hostId: one.hostId }
    const outcomes = await Promise.allSettled([
      house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null }),
      house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null }),
      house.bookings.cancel({ bookingId: one.bookingId, actor: host, note: 'lluvia' }),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'INVALID_TRANSITION' })
    await house.submitRefunds()
    expect(await house.refunds(one.bookingId)).toHaveLength(1)
    expect(await house.taken(one.slotId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('a host or staff give everything back, whatever the policy', async () => {
    const one = await confirmed({ daysAhead: 1 })
    await house.db.query(
      `UPDATE slots SET starts_at = now() + interval '3 hours', bookable_until = now() + interval '1 hour', ends_at = now() + interval '5 hours' WHERE id = $1`,
      [one.slotId],
    )
    const { refund } = await house.bookings.cancel({
      bookingId: one.bookingId,
      actor: { kind: 'admin', userId: one.hostUserId },
      note: 'queja',
    })
    expect(refund?.amount.amount).toBe(50_000)
    expect(await house.booking(one.bookingId)).toMatchObject({ cancelReason: 'BY_ADMIN' })
  })

  test('somebody else’s booking does not exist', async () => {
    const one = await confirmed()
    const stranger = await house.guest()
    await expect(
      house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(stranger), note: null }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      house.bookings.cancel({
        bookingId: one.bookingId,
        actor: { kind: 'host', userId: stranger, hostId: stranger },
        note: null,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the provider’s word of the cancelled intent comes first: the guest’s own request ends well, and as theirs', async () => {
    const { slotId } = await house.slot()
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId, userId, party: adults(1) })
    house.sandbox.control.failNext({ kind: 'hang_after', path: '/v1/payment_intents/*/cancel' })
    const asked = house.bookings.cancel({ bookingId, actor: asGuest(userId), note: null })
    await vi.waitUntil(() =>
      house.sandbox.control
        .objects('payment_intents')
        .some(({ id, status }) => id === payment?.intentId && status === 'canceled'),
    )
    await house.payments.settle(payment?.id ?? '')
    expect(await asked).toEqual({ refund: null })
    expect(await house.booking(bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_GUEST' })
    expect(await house.taken(slotId)).toBe(0)
  })

  test('while 3-D Secure is open: the intent is cancelled with the booking, so nothing can be charged', async () => {
    const { slotId } = await house.slot()
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId, userId, party: adults(1) })
    await house.pay(payment?.intentId ?? '', 'pm_card_authenticationRequired')
    expect(await house.bookings.cancel({ bookingId, actor: asGuest(userId), note: null })).toEqual({ refund: null })
    expect(await house.booking(bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_GUEST' })
    expect(house.sandbox.control.authenticate(payment?.intentId ?? '', 'authorized')).toBeUndefined()
    expect(await house.taken(slotId)).toBe(0)
  })

  test('cancelled while the payment went through: everything goes back', async () => {
    const { slotId } = await house.slot({ daysAhead: 0, capacity: 5 })
    await house.db.query(
      `UPDATE slots SET starts_at = now() + interval '5 hours', bookable_until = now() + interval '3 hours', ends_at = now() + interval '7 hours' WHERE id = $1`,
      [slotId],
    )
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId, userId, party: adults(1) })
    await house.pay(payment?.intentId ?? '')
    const { refund } = await house.bookings.cancel({ bookingId, actor: asGuest(userId), note: null })
    expect(refund?.amount.amount).toBe(50_000)
    await house.submitRefunds()
    expect(await house.violations()).toEqual([])
  })
})

describe('refunds to their end', () => {
  test('pending, then done; told once', async () => {
    const one = await confirmed()
    house.sandbox.control.setRefundOutcome('pending')
    await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    await house.submitRefunds()
    expect(await house.refunds(one.bookingId)).toMatchObject([{ status: 'PENDING' }])
    const [row] = await house.db.query<{ id: string; re: string }>(
      `SELECT r.id, provider_refund_id AS re FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.payable_id = $1`,
      [one.bookingId],
    )
    house.sandbox.control.settleRefund(row?.re ?? '', 'succeed')
    await Promise.all([house.payments.submitRefund(row?.id ?? ''), house.payments.submitRefund(row?.id ?? '')])
    expect(await house.refunds(one.bookingId)).toMatchObject([{ status: 'SUCCEEDED' }])
    expect(
      house.published.filter((event) => event.type === 'booking.refunded' && event.facts.bookingId === one.bookingId),
    ).toHaveLength(1)
  })

  test('the answer was lost after the effect: sent again with the same key, refunded once', async () => {
    const one = await confirmed()
    await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/refunds', kind: 'error_after', times: 1 })
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/refunds', kind: 'error_before', times: 1 })
    await expect(house.submitRefunds()).rejects.toThrow()
    expect(await house.refunds(one.bookingId)).toMatchObject([{ status: 'UNKNOWN' }])
    await house.submitRefunds()
    expect(await house.refunds(one.bookingId)).toMatchObject([{ status: 'SUCCEEDED' }])
    expect(await house.provider.listRefunds(one.intentId)).toHaveLength(1)
  })

  test('a failed refund is a task for staff, and its reservation is given back', async () => {
    const one = await confirmed()
    await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    await house.provider.createRefund({
      key: `elsewhere:${one.bookingId}`,
      intentId: one.intentId,
      amountCents: 50_000,
      metadata: {},
    })
    await house.submitRefunds()
    // What went back elsewhere is recorded in its place.
    expect(await house.refunds(one.bookingId)).toMatchObject([
      { reasonKey: 'booking-cancelled', status: 'FAILED' },
      { reasonKey: expect.stringMatching(/^provider:/), status: 'SUCCEEDED', amountCents: 50_000 },
    ])
    expect(await house.payment(one.bookingId)).toMatchObject({ refundedCents: 50_000 })
    const findings = await house.db.query(`SELECT 1 FROM findings WHERE kind = 'REFUND_FAILED'`)
    expect(findings).toHaveLength(1)
  })

  test('part of it was given back at the provider: the rest goes back, whether we had heard of it or not', async () => {
    for (const heard of [true, false]) {
      const one = await confirmed()
      const asked = { key: `part:${one.bookingId}`, intentId: one.intentId, amountCents: 20_000, metadata: {} }
      await house.provider.createRefund(asked)
      if (heard) await house.payments.compareWithProvider(new Date(Date.now() - 60_000))
      const { refund } = await house.bookings.cancel({
        bookingId: one.bookingId,
        actor: asGuest(one.userId),
        note: null,
      })
      expect(refund?.amount.amount).toBe(heard ? 30_000 : 50_000)
      await Promise.all([house.submitRefunds(), house.submitRefunds()])
      const given = (await house.refunds(one.bookingId)).map(({ amountCents, status }) => `${amountCents} ${status}`)
      expect(given.toSorted()).toEqual(['20000 SUCCEEDED', '30000 SUCCEEDED'])
      expect(await house.payment(one.bookingId)).toMatchObject({ refundedCents: 50_000 })
    }
    expect(await house.violations()).toEqual([])
  })
})

describe('moving to another time', () => {
  test('new seats before the old are freed; the old tickets are void', async () => {
    const one = await confirmed({ seats: 2 })
    const other = await house.slot({ capacity: 2, experienceId: one.experienceId })
    await house.bookings.reschedule({ bookingId: one.bookingId, userId: one.userId, slotId: other.slotId })
    expect([await house.taken(one.slotId), await house.taken(other.slotId)]).toEqual([0, 2])
    expect(await house.violations()).toEqual([])
  })

  test('two guests swap full slots at once: refused or moved, never lost, no deadlock', async () => {
    const a = await confirmed({ capacity: 1 })
    const b = await confirmed({ capacity: 1, experienceId: a.experienceId })
    const outcomes = await Promise.allSettled([
      house.bookings.reschedule({ bookingId: a.bookingId, userId: a.userId, slotId: b.slotId }),
      house.bookings.reschedule({ bookingId: b.bookingId, userId: b.userId, slotId: a.slotId }),
    ])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'SOLD_OUT' })
    expect(await house.violations()).toEqual([])
  })

  test('not to another experience, not somebody else’s', async () => {
    const one = await confirmed()
    const other = await house.slot()
    await expect(
      house.bookings.reschedule({ bookingId: one.bookingId, userId: one.userId, slotId: other.slotId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const same = await house.slot({ experienceId: one.experienceId })
    await expect(
      house.bookings.reschedule({ bookingId: one.bookingId, userId: await house.guest(), slotId: same.slotId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a host’s calendar', () => {
  test('capacity below what is taken is refused with the numbers, under sales', async () => {
    const one = await confirmed({ capacity: 10, seats: 6 })
    await expect(
      house.bookings.changeSlot({ slotId: one.slotId, hostId: one.hostId, capacity: 5 }),
    ).rejects.toMatchObject({ code: 'CAPACITY_BELOW_TAKEN', params: { taken: 6, capacity: 5 } })
    const guests = await Promise.all(Array.from({ length: 4 }, () => house.guest()))
    await Promise.allSettled([
      ...guests.map((userId) => house.bookings.hold({ slotId: one.slotId, userId, party: adults(1) })),
      house.bookings.changeSlot({ slotId: one.slotId, hostId: one.hostId, capacity: 8 }),
    ])
    expect(await house.violations()).toEqual([])
  })

  test('closed with live holds: no new ones, but who holds may still pay', async () => {
    const { slotId, hostId } = await house.slot()
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId, userId, party: adults(1) })
    await house.bookings.changeSlot({ slotId, hostId, state: 'CLOSED' })
    await expect(house.bookings.hold({ slotId, userId: await house.guest(), party: adults(1) })).rejects.toMatchObject({
      code: 'SLOT_CLOSED',
    })
    await house.pay(payment?.intentId ?? '')
    await house.payments.settle(payment?.id ?? '')
    expect((await house.booking(bookingId)).status).toBe('CONFIRMED')
  })

  test('cancelled: the paid get everything back, the held are let go, money that still comes is returned', async () => {
    const one = await confirmed()
    const userId = await house.guest()
    const { bookingId, payment } = await house.bookings.hold({ slotId: one.slotId, userId, party: adults(1) })
    const late = await house.bookings.hold({ slotId: one.slotId, userId: await house.guest(), party: adults(1) })
    await house.bookings.changeSlot({ slotId: one.slotId, hostId: one.hostId, state: 'CANCELLED' })
    await house.pay(late.payment?.intentId ?? '')
    await house.payments.settle(late.payment?.id ?? '')
    await house.bookings.cancelSlotBookings(one.slotId)
    await house.bookings.cancelSlotBookings(one.slotId)
    await house.submitRefunds()
    expect(await house.booking(one.bookingId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_HOST' })
    expect(await house.booking(bookingId)).toMatchObject({ status: 'CANCELLED' })
    expect((await house.provider.retrieveIntent(payment?.intentId ?? '')).status).toBe('canceled')
    expect((await house.payment(late.bookingId)).refundedCents).toBe(50_000)
    expect(await house.taken(one.slotId)).toBe(0)
    expect(await house.violations()).toEqual([])
  })

  test('another host’s slot does not exist', async () => {
    const { slotId } = await house.slot()
    await expect(
      house.bookings.changeSlot({ slotId, hostId: await house.guest(), capacity: 20 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the door', () => {
  async function ticketOf(bookingId: string) {
    const facts = await house.bookings.mailFacts(bookingId)
    const ticket = facts?.tickets[0]
    if (!ticket) throw new Error('no ticket')
    return ticket
  }

  async function bookingCode(bookingId: string) {
    const [row] = await house.db.query<{ code: string }>('SELECT code FROM bookings WHERE id = $1', [bookingId])
    return row?.code ?? ''
  }

  /** The slot of a booking, so many minutes from now, two hours long. */
  async function slotStartsIn(slotId: string, minutes: number) {
    await house.db.query(
      `UPDATE slots SET starts_at = at, ends_at = at + interval '2 hours', bookable_until = at - interval '2 hours'
       FROM (SELECT date_trunc('second', now()) + make_interval(mins => $2::int) AS at) t WHERE id = $1`,
      [slotId, minutes],
    )
  }

  test('a ticket is for its own time: weeks before, three hours before and the day after it does not admit', async () => {
    const one = await confirmed()
    const ticket = await ticketOf(one.bookingId)
    const scan = (language: 'es' | 'en' = 'es') =>
      house.bookings.checkIn({
        code: ticket.code,
        duringHours: true,
        hostId: one.hostId,
        userId: one.hostUserId,
        language,
      })
    const refused = { code: 'OUTSIDE_CHECK_IN_HOURS', status: 409 }
    await expect(scan()).rejects.toMatchObject(refused)
    for (const minutes of [180, -60 * 26]) {
      await slotStartsIn(one.slotId, minutes)
      await expect(scan()).rejects.toMatchObject(refused)
    }
    await house.db.query(
      `UPDATE slots SET starts_at = '2031-07-21T16:00:00Z', ends_at = '2031-07-21T18:30:00Z', bookable_until = '2031-07-21T14:00:00Z' WHERE id = $1`,
      [one.slotId],
    )
    const told = async (language: 'es' | 'en') =>
      ((await scan(language).catch((error: unknown) => error)) as DomainError).detail(language)
    expect(await told('es')).toBe('Este boleto es para el 21 de julio de 2031 a las 10:00. Se recibe de 08:00 a 14:30.')
    expect(await told('en')).toBe('This ticket is for 21 July 2031 at 10:00. It is admitted from 08:00 to 14:30.')
    expect((await ticketOf(one.bookingId)).admittedAt).toBeNull()
    // The host may decide otherwise, knowing what it is for.
    const anyway = { code: ticket.code, duringHours: false, hostId: one.hostId, userId: one.hostUserId }
    await expect(house.bookings.checkIn({ ...anyway, language: 'es' })).resolves.toMatchObject({
      result: 'ADMITTED',
      slot: { startsAt: '2031-07-21T16:00:00.000Z' },
    })
  })

  test.each([100, -60, -60 * 3 - 50])(
    'with the slot %i minutes ahead it admits, and the answer says what it is for',
    async (minutes) => {
      const one = await confirmed()
      await slotStartsIn(one.slotId, minutes)
      const ticket = await ticketOf(one.bookingId)
      const answer = await house.bookings.checkIn({
        code: ticket.qr,
        duringHours: true,
        hostId: one.hostId,
        userId: one.hostUserId,
        language: 'en',
      })
      const [slot] = await house.db.query<{ startsAt: Date }>(
        'SELECT starts_at AS "startsAt" FROM slots WHERE id = $1',
        [one.slotId],
      )
      expect(answer.slot).toMatchObject({
        id: one.slotId,
        startsAt: slot?.startsAt.toISOString(),
        timeZone: 'America/Mexico_City',
        experience: { title: 'Backstrap loom' },
      })
      const payload = JSON.parse(Buffer.from(ticket.qr.split('.')[2] ?? '', 'base64url').toString()) as {
        n: number
        x: number
      }
      const begins = Number(slot?.startsAt) / 1000
      expect([payload.n, payload.x]).toEqual([begins - 7200, begins + 4 * 3600])
    },
  )

  test('a ticket scanned on several phones at once is admitted once', async () => {
    const one = await confirmed()
    await slotStartsIn(one.slotId, 60)
    const ticket = await ticketOf(one.bookingId)
    const scan = (code: string) =>
      house.bookings.checkIn({ duringHours: true, code, hostId: one.hostId, userId: one.hostUserId, language: 'es' })
    const outcomes = await Promise.allSettled([
      scan(ticket.qr),
      scan(ticket.code),
      scan(ticket.code.toLowerCase()),
      scan(ticket.qr),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ALREADY_ADMITTED' })
  })

  test('a booking’s own code admits its party one by one, however many helpers type it, and nobody beyond it', async () => {
    const one = await confirmed({ seats: 3 })
    await slotStartsIn(one.slotId, 60)
    const code = await bookingCode(one.bookingId)
    const scan = (hostId = one.hostId) =>
      house.bookings.checkIn({
        duringHours: true,
        code: `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`,
        hostId,
        userId: one.hostUserId,
        language: 'es',
      })
    await expect(scan(await house.guest())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => scan()))
    const counted = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.booking.admitted] : [],
    )
    expect(counted.toSorted()).toEqual([1, 2, 3])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ALREADY_ADMITTED' })
  })

  test('a cancelled booking’s code admits nobody', async () => {
    const one = await confirmed()
    const code = await bookingCode(one.bookingId)
    await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    await expect(
      house.bookings.checkIn({ duringHours: false, code, hostId: one.hostId, userId: one.hostUserId, language: 'es' }),
    ).rejects.toMatchObject({ code: 'TICKET_INVALID' })
  })

  test('who was missed is told so; who comes late after all is not missing any more', async () => {
    const one = await confirmed()
    await slotStartsIn(one.slotId, -60 * 3)
    await house.bookings.markNoShow({ bookingId: one.bookingId, hostId: one.hostId, noShow: true })
    const own = () => findBooking(house.database.read, { id: one.bookingId, userId: one.userId, language: 'es' })
    expect(await own()).toMatchObject({ noShowAt: expect.any(String) })
    const { code } = await ticketOf(one.bookingId)
    await house.bookings.checkIn({
      duringHours: true,
      code,
      hostId: one.hostId,
      userId: one.hostUserId,
      language: 'es',
    })
    expect(await own()).toMatchObject({ noShowAt: null })
  })

  test('of a ticket that came in on another day the answer says which', async () => {
    const one = await confirmed()
    await slotStartsIn(one.slotId, 60)
    const { code } = await ticketOf(one.bookingId)
    await house.db.query(`UPDATE tickets SET admitted_at = '2031-07-21T16:05:00Z' WHERE code = $1`, [code])
    const told = await house.bookings
      .checkIn({ duringHours: true, code, hostId: one.hostId, userId: one.hostUserId, language: 'es' })
      .catch((error: unknown) => (error as DomainError).detail('es'))
    expect(told).toBe('Este boleto ya entró a las 10:05 (21 de julio).')
  })

  test('forged, foreign and void tickets stay outside', async () => {
    const one = await confirmed()
    const ticket = await ticketOf(one.bookingId)
    const scan = (code: string, hostId = one.hostId) =>
      house.bookings.checkIn({ duringHours: true, code, hostId, userId: one.hostUserId, language: 'es' })
    const parts = ticket.qr.split('.')
    const forged = [
      parts[0],
      parts[1],
      Buffer.from(JSON.stringify({ t: ticket.code, s: one.slotId, n: 0, x: 9e9 })).toString('base64url'),
      parts[3],
    ].join('.')
    await expect(scan(forged)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(scan(ticket.qr, await house.guest())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await house.bookings.cancel({ bookingId: one.bookingId, actor: asGuest(one.userId), note: null })
    await expect(scan(ticket.qr)).rejects.toMatchObject({ code: 'TICKET_INVALID' })
  })
})

test('what is over is completed, once', async () => {
  await house.bookings.completeEnded()
  const one = await confirmed()
  await house.db.query(
    `UPDATE slots SET starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour', bookable_until = now() - interval '5 hours' WHERE id = $1`,
    [one.slotId],
  )
  const [first, second] = await Promise.all([house.bookings.completeEnded(), house.bookings.completeEnded()])
  expect(first + second).toBe(1)
  expect((await house.booking(one.bookingId)).status).toBe('COMPLETED')
})
