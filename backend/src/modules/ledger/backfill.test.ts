/** What was charged before there was a ledger: the migration writes what the services write. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bookingHouse } from '../../../test-support/booking-house.ts'

const house = await bookingHouse()
const backfill = (() => {
  const file = new URL('../../../../prisma/migrations/20261122070837_artisan_market/migration.sql', import.meta.url)
  const [, sql] = readFileSync(file, 'utf8').split('-- What was charged and refunded before there was a ledger.\n')
  return sql as string
})()

async function booked(seats: number) {
  const slot = await house.slot({ capacity: 4 })
  const userId = await house.guest()
  const party = [{ type: 'adult', quantity: seats }]
  const { bookingId, payment } = await house.bookings.hold({ slotId: slot.slotId, userId, party })
  return { ...slot, userId, bookingId, paymentId: payment?.id ?? '', intentId: payment?.intentId ?? '' }
}
type Booked = Awaited<ReturnType<typeof booked>>
async function paid(one: Booked) {
  await house.pay(one.intentId)
  await house.payments.settle(one.paymentId)
}

/** Every account by what it is about; the wording of single lines aside. */
const books = () =>
  house.db.query(
    `SELECT a.id, a.kind, a.owner_id, e.subject_type, e.subject_id, s.key, sum(e.amount_cents)::int AS cents
     FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_sets s ON s.id = e.set_id
     WHERE s.kind <> 'FEE' GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY s.key, a.kind, a.owner_id, e.subject_id`,
  )

test('paid, cancelled by guest, host and clock, late, refunded at the bank or not: the same books', async () => {
  await paid(await booked(2))
  const byGuest = await booked(1)
  await paid(byGuest)
  await house.bookings.cancel({
    bookingId: byGuest.bookingId,
    actor: { kind: 'guest', userId: byGuest.userId },
    note: null,
  })
  const byHost = await booked(3)
  await paid(byHost)
  await house.bookings.cancel({
    bookingId: byHost.bookingId,
    actor: { kind: 'host', userId: byHost.hostUserId, hostId: byHost.hostId },
    note: null,
  })
  await house.submitRefunds()
  // Its refund is still on its way when the ledger comes.
  const open = await booked(1)
  await paid(open)
  await house.bookings.cancel({ bookingId: open.bookingId, actor: { kind: 'guest', userId: open.userId }, note: null })
  // Paid after the place had gone to somebody else.
  const late = await booked(4)
  await house.db.query(
    `UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'BY_GUEST', cancelled_at = now() WHERE id = $1`,
    [late.bookingId],
  )
  await house.db.query(`UPDATE slots SET taken = 0 WHERE id = $1`, [late.slotId])
  await paid(late)
  await booked(1)
  expect(await house.violations()).toEqual([])

  const before = await books()
  expect(before.length).toBeGreaterThan(20)
  await house.db.query('TRUNCATE ledger_entries, ledger_sets, ledger_accounts')
  await house.db.query(backfill)
  expect(await books()).toEqual(before)
  expect(await house.violations()).toEqual([])
})
