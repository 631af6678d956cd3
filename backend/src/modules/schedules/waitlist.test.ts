import { expect, test } from 'vitest'
import { scheduleHouse } from '../../../test-support/schedule-house.ts'
import { groupLinkHash } from '../experiences/index.ts'
import { moveTime } from './change-times.ts'
import { listWaiting } from './guest.queries.ts'
import { joinWaitlist, leaveWaitlist } from './waitlist.ts'

const house = await scheduleHouse()
const adults = (quantity: number) => [{ type: 'adult', quantity }]

async function full(capacity = 1) {
  const slot = await house.slot({ capacity })
  const holders = []
  for (let seat = 0; seat < capacity; seat += 1) {
    const userId = await house.guest()
    const { bookingId } = await house.bookings.hold({ slotId: slot.slotId, userId, party: adults(1) })
    holders.push({ userId, bookingId })
  }
  return { ...slot, holders }
}
const wait = async (slotId: string, seats = 1) => {
  const userId = await house.guest()
  await joinWaitlist(house.deps, { slotId, userId, party: adults(seats) })
  return userId
}
const entry = async (userId: string) => (await listWaiting(house.database.read, userId, 'es'))[0]
const giveUp = (holder: { userId: string; bookingId: string } | undefined) =>
  house.bookings.cancel({
    bookingId: holder?.bookingId ?? '',
    actor: { kind: 'guest', userId: holder?.userId ?? '' },
    note: null,
  })

test('a freed seat is held for the next in line, told, payable; taken when paid', async () => {
  const { slotId, holders } = await full()
  const [first, second] = [await wait(slotId), await wait(slotId)]
  expect([(await entry(first))?.ahead, (await entry(second))?.ahead]).toEqual([0, 1])
  await giveUp(holders[0])
  const offered = await entry(first)
  expect(offered).toMatchObject({ status: 'OFFERED', bookingId: expect.any(String), offeredUntil: expect.any(String) })
  expect(house.told.at(-1)).toMatchObject({
    type: 'waitlist.seat-offered',
    facts: { userId: first, bookingId: offered?.bookingId },
  })
  expect(house.sent.at(-1)).toEqual({ name: 'schedules.prepare-seat', data: { bookingId: offered?.bookingId } })
  await house.bookings.makeIntent(offered?.bookingId ?? '')
  await house.bookings.makeIntent(offered?.bookingId ?? '')
  const payment = await house.payment(offered?.bookingId ?? '')
  await house.pay(payment.intentId ?? '')
  await house.payments.settle(payment.id)
  expect(await entry(first)).toBeUndefined()
  await house.schedules.sweepWaitlist()
  expect(await entry(first)).toBeUndefined()
  expect(await entry(second)).toMatchObject({ status: 'WAITING', ahead: 0 })
  expect(await house.violations()).toEqual([])
})

test('it lapses: the next one gets it, and nobody twice', async () => {
  const { slotId, holders } = await full()
  const [first, second] = [await wait(slotId), await wait(slotId)]
  await giveUp(holders[0])
  await house.runOut((await entry(first))?.bookingId ?? '')
  await house.bookings.expireHolds()
  expect(await entry(first)).toBeUndefined()
  expect(await entry(second)).toMatchObject({ status: 'OFFERED' })
  await house.runOut((await entry(second))?.bookingId ?? '')
  await house.bookings.expireHolds()
  expect(await house.taken(slotId)).toBe(0)
  await house.schedules.sweepWaitlist()
  expect(await house.violations()).toEqual([])
})

test('two wait for one seat while buyers rush: it is the first one’s, every time', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { slotId, holders } = await full()
    const [first, second] = [await wait(slotId), await wait(slotId)]
    const buyers = await Promise.all(Array.from({ length: 8 }, () => house.guest()))
    const [cancelled, ...bought] = await Promise.allSettled([
      giveUp(holders[0]),
      ...buyers.map((userId) => house.bookings.hold({ slotId, userId, party: adults(1) })),
    ])
    expect(cancelled.status).toBe('fulfilled')
    expect(bought.filter(({ status }) => status === 'fulfilled')).toHaveLength(0)
    expect(await entry(first)).toMatchObject({ status: 'OFFERED' })
    expect(await entry(second)).toMatchObject({ status: 'WAITING' })
    expect(await house.taken(slotId)).toBe(1)
  }
  expect(await house.violations()).toEqual([])
})

test('negative control: offered after the commit that freed it, a buyer is faster', async () => {
  const { slotId, holders } = await full()
  const first = await wait(slotId)
  // As if no queue were asked: who waits is not seen by the cancellation.
  await house.db.query(`UPDATE waitlist_entries SET status = 'LEFT' WHERE user_id = $1`, [first])
  await giveUp(holders[0])
  const buyer = await house.guest()
  await house.bookings.hold({ slotId, userId: buyer, party: adults(1) })
  await house.db.query(`UPDATE waitlist_entries SET status = 'WAITING' WHERE user_id = $1`, [first])
  await house.schedules.sweepWaitlist()
  expect(await entry(first)).toMatchObject({ status: 'WAITING' })
})

test('who joins while the seat comes free gets it or is told that there is room: nobody waits for a free place', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { slotId, holders } = await full()
    const userId = await house.guest()
    const [, joined] = await Promise.allSettled([
      giveUp(holders[0]),
      joinWaitlist(house.deps, { slotId, userId, party: adults(1) }),
    ])
    if (joined.status === 'rejected') expect(joined.reason).toMatchObject({ code: 'SEATS_AVAILABLE' })
    else expect(await entry(userId)).toMatchObject({ status: 'OFFERED' })
  }
  expect(await house.violations()).toEqual([])
})

test('the next whose party fits; a raised capacity is a freed seat; an own hold is not doubled; a moved time takes its line along', async () => {
  const { slotId, hostId, holders } = await full(2)
  const [pair, single] = [await wait(slotId, 2), await wait(slotId)]
  await joinWaitlist(house.deps, { slotId, userId: holders[1]?.userId ?? '', party: adults(2) })
  await giveUp(holders[0])
  expect(await entry(pair)).toMatchObject({ status: 'WAITING' })
  expect(await entry(single)).toMatchObject({ status: 'OFFERED' })
  await house.bookings.changeSlot({ slotId, hostId, capacity: 4 })
  expect(await entry(pair)).toMatchObject({ status: 'OFFERED', seats: 2 })
  expect(await entry(holders[1]?.userId ?? '')).toMatchObject({ status: 'WAITING' })
  const moved = await moveTime(house.deps, {
    slotId,
    hostId,
    startsAt: new Date(Date.now() + 50 * 86_400_000),
    message: '',
    language: 'es',
  })
  expect(await entry(pair)).toMatchObject({ status: 'OFFERED', slotId: moved.slotId })
  expect(await house.taken(moved.slotId)).toBe(4)
  expect(await house.violations()).toEqual([])
})

test('refused: while there is room, twice, a party that never fits; who leaves is not offered', async () => {
  const { slotId, holders } = await full()
  const userId = await wait(slotId)
  const join = (party = adults(1), by = userId) => joinWaitlist(house.deps, { slotId, userId: by, party })
  await expect(join()).rejects.toMatchObject({ code: 'ALREADY_WAITING' })
  await expect(join([{ type: 'horse', quantity: 1 }])).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  await leaveWaitlist(house.deps, { slotId, userId })
  await expect(leaveWaitlist(house.deps, { slotId, userId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await giveUp(holders[0])
  expect(await house.taken(slotId)).toBe(0)
  await expect(join()).rejects.toMatchObject({ code: 'SEATS_AVAILABLE', params: { available: 1 } })
  expect(await house.violations()).toEqual([])
})

test('what costs nothing is confirmed at once', async () => {
  const { slotId } = await house.slot({ capacity: 1, priceCents: 0 })
  const owner = await house.guest()
  const { bookingId } = await house.bookings.hold({ slotId, userId: owner, party: adults(1) })
  const userId = await wait(slotId)
  await giveUp({ userId: owner, bookingId })
  const [row] = await house.db.query<{ status: string }>('SELECT status::text FROM bookings WHERE user_id = $1', [
    userId,
  ])
  expect(row?.status).toBe('CONFIRMED')
  expect(await house.violations()).toEqual([])
})

const turn = async (open: boolean) =>
  house.db.query(
    `INSERT INTO feature_switches (feature, open, reason, updated_by, updated_at) VALUES ('BOOKINGS', $1, 'tormenta', $2, app_now())
     ON CONFLICT (feature) DO UPDATE SET open = excluded.open`,
    [open, await house.guest()],
  )

/** A full slot whose seats came free while staff kept bookings closed, open again now; nobody swept. */
async function freedWhileClosed(capacity: number, parties: number[]) {
  const slot = await full(capacity)
  const waiting = []
  for (const seats of parties) waiting.push(await wait(slot.slotId, seats))
  await turn(false)
  for (const holder of slot.holders) await giveUp(holder)
  expect(await house.taken(slot.slotId)).toBe(0)
  await turn(true)
  return { ...slot, waiting }
}
const statuses = (waiting: string[]) => Promise.all(waiting.map(async (userId) => (await entry(userId))?.status))

test('while staff keep bookings closed nothing is offered; once they are open the sweep offers it in order', async () => {
  const { slotId, holders } = await full()
  const [first, second] = [await wait(slotId), await wait(slotId)]
  await turn(false)
  await giveUp(holders[0])
  await house.schedules.sweepWaitlist()
  expect(await house.taken(slotId)).toBe(0)
  expect(await statuses([first, second])).toEqual(['WAITING', 'WAITING'])
  expect(await house.violations()).toEqual([])
  await turn(true)
  await house.schedules.sweepWaitlist()
  expect(await statuses([first, second])).toEqual(['OFFERED', 'WAITING'])
  expect(await house.taken(slotId)).toBe(1)
})

test('bookings are open again and buyers rush before any sweep: who waited comes first, and what is left is sold', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { slotId, waiting } = await freedWhileClosed(3, [1, 1])
    const buyers = await Promise.all(Array.from({ length: 8 }, () => house.guest()))
    const bought = await Promise.allSettled(
      buyers.map((userId) => house.bookings.hold({ slotId, userId, party: adults(1) })),
    )
    expect(await statuses(waiting)).toEqual(['OFFERED', 'OFFERED'])
    expect(bought.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of bought)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'SOLD_OUT', params: { available: 0 } })
    expect(await house.taken(slotId)).toBe(3)
  }
  expect(await house.violations()).toEqual([])
})

test('negative control: a hold that does not ask who waits overtakes them', async () => {
  const { slotId, waiting } = await freedWhileClosed(1, [1])
  const held = await house.database.transaction(async (tx) =>
    house.bookings.holdInTransaction(tx, { slotId, userId: await house.guest(), party: adults(1) }),
  )
  expect(held).not.toBeNull()
  expect(await statuses(waiting)).toEqual(['WAITING'])
})

test('whoever waits may also come by themselves, whoever is before them is asked first; nobody moves their booking past the line', async () => {
  const { slotId, experienceId, waiting } = await freedWhileClosed(2, [1, 1, 1])
  const [, , third] = waiting
  const other = await house.slot({ experienceId, daysAhead: 12, capacity: 5 })
  const mover = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({ slotId: other.slotId, userId: mover, party: adults(1) })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  const moved = house.bookings.reschedule({ bookingId, userId: mover, slotId })
  await expect(moved).rejects.toMatchObject({ code: 'SOLD_OUT' })
  const comes = house.bookings.hold({ slotId, userId: third ?? '', party: adults(1) })
  await expect(comes).rejects.toMatchObject({ code: 'SOLD_OUT' })
  expect(await statuses(waiting)).toEqual(['OFFERED', 'OFFERED', 'WAITING'])

  const again = await freedWhileClosed(1, [1])
  const only = again.waiting[0] ?? ''
  await house.bookings.hold({ slotId: again.slotId, userId: only, party: adults(1) })
  expect(await house.taken(again.slotId)).toBe(1)
  expect(await house.violations()).toEqual([])
})

test('a party that does not fit what is free keeps nobody out', async () => {
  const { slotId, waiting } = await freedWhileClosed(2, [])
  await house.bookings.hold({ slotId, userId: await house.guest(), party: adults(1) })
  const pair = await wait(slotId, 2)
  await house.bookings.hold({ slotId, userId: await house.guest(), party: adults(1) })
  expect(await statuses([...waiting, pair])).toEqual(['WAITING'])
  expect(await house.violations()).toEqual([])
})

test('a time made private for a group is sold to the group, whoever waited for it in public', async () => {
  const { slotId } = await freedWhileClosed(2, [1])
  await house.db.query('UPDATE slots SET is_private = true, link_hash = $2 WHERE id = $1', [
    slotId,
    groupLinkHash('group'),
  ])
  await house.bookings.hold({ slotId, userId: await house.guest(), party: adults(2), groupToken: 'group' })
  expect(await house.taken(slotId)).toBe(2)
})
