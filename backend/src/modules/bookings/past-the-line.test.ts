/**
 * Seats come free in a transaction that saw bookings closed, and so offered them to nobody; it commits after they are open again,
 * at the very moment somebody takes seats another way than by a new hold. Who waits comes first all the same.
 */
import { expect, test } from 'vitest'
import { scheduleHouse } from '../../../test-support/schedule-house.ts'
import { newId } from '../../platform/ids.ts'
import { joinWaitlist } from '../schedules/waitlist.ts'
import { listWaiting } from '../schedules/guest.queries.ts'
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { lockBooking, setCancelled } from './bookings.repository.ts'
import { holdSlots } from './checkout-statements.ts'
import { giveBackSeats, lockSlots, takeSeats } from './slots.repository.ts'

const house = await scheduleHouse()
const adults = (quantity: number) => [{ type: 'adult', quantity }]
const statusOf = async (userId: string) => (await listWaiting(house.database.read, userId, 'es'))[0]?.status

/** A full time of `capacity` seats, one of them a holder's, the others a second guest's; and somebody who waits for one. */
async function waitedFor(capacity: number) {
  const slot = await house.slot({ capacity })
  const [holder, guest, waiting] = [await house.guest(), await house.guest(), await house.guest()]
  const { bookingId } = await house.bookings.hold({ slotId: slot.slotId, userId: holder, party: adults(1) })
  if (capacity > 1) await house.bookings.hold({ slotId: slot.slotId, userId: guest, party: adults(capacity - 1) })
  await joinWaitlist(house.deps, { slotId: slot.slotId, userId: waiting, party: adults(1) })
  return { ...slot, bookingId, guest, waiting }
}

const somebodyIsWaitingForALock = async () =>
  (
    await house.db.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
  ).length > 0

/** As a transaction does that saw bookings closed: a seat is free, and offered to nobody. */
async function freeUnseen(tx: Tx, { bookingId, slotId }: { bookingId: string; slotId: string }) {
  const booking = await lockBooking(tx, bookingId)
  if (!booking) throw new Error('no booking')
  await setCancelled(tx, booking, 'BY_GUEST', null)
  await giveBackSeats(tx, slotId, booking.seats)
}

/** The holder's seat comes free, and the commit comes while `taking` waits for the slot's row. */
async function whileFreed<T>(slot: { slotId: string; bookingId: string }, taking: () => Promise<T>): Promise<T> {
  const freed = Promise.withResolvers<void>()
  const may = Promise.withResolvers<void>()
  const freeing = house.database.transaction(async (tx) => {
    await freeUnseen(tx, slot)
    freed.resolve()
    await may.promise
  })
  await freed.promise
  const work = taking()
  work.catch(() => {})
  try {
    await expect.poll(somebodyIsWaitingForALock, { interval: 10, timeout: 1200 }).toBe(true)
  } finally {
    may.resolve()
    await freeing
  }
  return work
}

async function confirmedElsewhere(experienceId: string) {
  const other = await house.slot({ experienceId, daysAhead: 12, capacity: 5 })
  const userId = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({ slotId: other.slotId, userId, party: adults(1) })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  return { userId, bookingId }
}

test('a booking is not moved past the line', async () => {
  const slot = await waitedFor(1)
  const mover = await confirmedElsewhere(slot.experienceId)
  const moved = whileFreed(slot, () => house.bookings.reschedule({ ...mover, slotId: slot.slotId }))
  await expect(moved).rejects.toMatchObject({ code: 'SOLD_OUT', params: { available: 0 } })
  expect(await statusOf(slot.waiting)).toBe('OFFERED')
  expect(await house.violations()).toEqual([])
})

test('negative control: seats taken under the lock without a look at the line overtake it', async () => {
  const slot = await waitedFor(1)
  const took = await whileFreed(slot, () =>
    house.database.transaction(async (tx) => {
      await lockSlots(tx, [slot.slotId])
      return takeSeats(tx, slot.slotId, 1)
    }),
  )
  expect(took).toBe(true)
  expect(await statusOf(slot.waiting)).toBe('WAITING')
  await house.database.transaction((tx) => giveBackSeats(tx, slot.slotId, 1))
  await house.schedules.sweepWaitlist()
})

const inBasket = (slotId: string, userId: string) => ({
  checkoutId: newId(),
  userId,
  holdExpiresAt: new Date(Date.now() + 600_000),
  commissionBps: 0,
  slots: [{ slotId, party: adults(1), totalCents: -1, platformDiscountCents: 0 }],
})

test('a basket does not hold seats past the line: it is told that somebody waits', async () => {
  const slot = await waitedFor(1)
  const buyer = await house.guest()
  const held = await whileFreed(slot, () =>
    house.database.transaction((tx) => house.bookings.forCheckout.hold(tx, inBasket(slot.slotId, buyer))),
  )
  expect(held).toMatchObject({ ok: false, refused: [{ problem: 'waited-for', taken: 0, capacity: 1 }] })
  await house.bookings.forCheckout.serveLine([slot.slotId], buyer)
  expect(await statusOf(slot.waiting)).toBe('OFFERED')
  const again = await house.database.transaction((tx) =>
    house.bookings.forCheckout.hold(tx, inBasket(slot.slotId, buyer)),
  )
  expect(again).toMatchObject({ ok: false, refused: [{ problem: 'sold-out' }] })
  expect(await house.violations()).toEqual([])
})

test('negative control: a basket that does not ask who waits finds the seat free', async () => {
  const slot = await waitedFor(1)
  const buyer = await house.guest()
  const held = await whileFreed(slot, () =>
    house.database.transaction((tx) => holdSlots(tx, inBasket(slot.slotId, buyer), Prisma.sql`true`)),
  )
  // Nothing but its price, which is asked about last, keeps it from being held.
  expect(held).toMatchObject({ ok: false, refused: [{ problem: 'price-changed' }] })
  await house.schedules.sweepWaitlist()
})

/** Four seats: a holder's, the guest's two, a free one; and two people who wait for two. */
async function aPairWaits() {
  const slot = await house.slot({ capacity: 4 })
  const [holder, guest, waiting] = [await house.guest(), await house.guest(), await house.guest()]
  const { bookingId } = await house.bookings.hold({ slotId: slot.slotId, userId: holder, party: adults(1) })
  const own = await house.bookings.hold({ slotId: slot.slotId, userId: guest, party: adults(2) })
  await joinWaitlist(house.deps, { slotId: slot.slotId, userId: waiting, party: adults(2) })
  return { ...slot, bookingId, guest, waiting, ownId: own.bookingId }
}

test('who enlarges their own hold gets no seat that somebody waits for, and keeps what they hold', async () => {
  const slot = await waitedFor(3)
  await house.database.transaction((tx) => freeUnseen(tx, slot))
  const larger = house.bookings.hold({ slotId: slot.slotId, userId: slot.guest, party: adults(3) })
  await expect(larger).rejects.toMatchObject({ code: 'SOLD_OUT' })
  expect(await statusOf(slot.waiting)).toBe('OFFERED')
  expect(await house.taken(slot.slotId)).toBe(3)
  expect(await house.violations()).toEqual([])
})

test('nor when it comes free while the provider is asked to let go of what they hold', async () => {
  const slot = await aPairWaits()
  const { abandon } = house.payments
  house.payments.abandon = async (...given) => {
    house.payments.abandon = abandon
    await house.database.transaction((tx) => freeUnseen(tx, slot))
    return abandon(...given)
  }
  const larger = house.bookings.hold({ slotId: slot.slotId, userId: slot.guest, party: adults(3) })
  await expect(larger).rejects.toMatchObject({ code: 'SOLD_OUT' })
  expect(await statusOf(slot.waiting)).toBe('OFFERED')
  expect(await house.violations()).toEqual([])
})

test('negative control: an own hold exchanged for a larger one without a look at the line overtakes it', async () => {
  const slot = await aPairWaits()
  await house.database.transaction((tx) => freeUnseen(tx, slot))
  await house.database.transaction(async (tx) => {
    await freeUnseen(tx, { slotId: slot.slotId, bookingId: slot.ownId })
    const party = adults(3)
    expect(
      await house.bookings.holdInTransaction(tx, { slotId: slot.slotId, userId: slot.guest, party }),
    ).not.toBeNull()
  })
  expect(await statusOf(slot.waiting)).toBe('WAITING')
})

test('fewer seats are theirs, whoever waits, and the others are for the line', async () => {
  const slot = await waitedFor(3)
  await house.bookings.hold({ slotId: slot.slotId, userId: slot.guest, party: adults(1) })
  expect(await statusOf(slot.waiting)).toBe('OFFERED')
  expect(await house.taken(slot.slotId)).toBe(3)
  expect(await house.violations()).toEqual([])
})
