/** Seats that come free go to who waits for them, before anybody else can see them. */
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { commissionNow } from './commission.queries.ts'
import { lockBooking } from './bookings.repository.ts'
import { confirmInTransaction } from './confirm-booking.ts'
import type { BookingDeps } from './deps.ts'
import { type Held, tryHold } from './hold-statement.ts'
import { mergeParty, type PartyEntry } from './party.rules.ts'
import { giveBackSeats, lockSlots } from './slots.repository.ts'

/** Registered by who keeps the waiting lists. Called in the transaction that freed seats, which holds the slot's lock. */
export interface SeatQueue {
  freed(tx: Tx, slotId: string): Promise<void>
  /**
   * That nobody else waits for seats that are free in the slot `s`. Seats that came free while staff kept bookings closed,
   * or while the listing was not shown, were offered to nobody.
   */
  nobodyAhead(userId: string): Prisma.Sql
}

/** Before somebody who did not wait takes seats: those who waited are offered what is free. Usually one look, at nobody. */
export async function serveLine(
  deps: Pick<BookingDeps, 'database' | 'seatQueue' | 'slotChanged'>,
  slotIds: readonly string[],
  userId: string,
): Promise<void> {
  const waited = await deps.database.statement<{ id: string; experienceId: string }>(Prisma.sql`
    SELECT s.id, s.experience_id AS "experienceId" FROM slots s
    WHERE s.id = ANY(${[...slotIds]}::uuid[]) AND NOT (${deps.seatQueue.nobodyAhead(userId)}) ORDER BY s.id`)
  for (const { id, experienceId } of waited) {
    await deps.database.transaction(async (tx) => {
      await lockSlots(tx, [id])
      await deps.seatQueue.freed(tx, id)
    })
    await deps.slotChanged(experienceId, id)
  }
}

/**
 * The same within the caller's transaction, which holds the slot's row: seats that a transaction freed since the look before,
 * and offered to nobody because bookings were closed when it looked, are seen by nobody else.
 */
export async function serveLineHere(
  deps: Pick<BookingDeps, 'seatQueue'>,
  tx: Tx,
  slotId: string,
  userId: string,
): Promise<void> {
  const waited = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM slots s WHERE s.id = ${slotId}::uuid AND NOT (${deps.seatQueue.nobodyAhead(userId)})`)
  if (waited.length > 0) await deps.seatQueue.freed(tx, slotId)
}

/**
 * Gives seats back and lets the queue hold them again in the same transaction: a buyer who waits for the slot's row finds
 * them taken, so nobody who did not wait overtakes who did.
 */
export async function returnSeats(
  deps: Pick<BookingDeps, 'seatQueue'>,
  tx: Tx,
  slotId: string,
  seats: number,
): Promise<void> {
  await giveBackSeats(tx, slotId, seats)
  await deps.seatQueue.freed(tx, slotId)
}

/**
 * The hold of somebody who waited, within the transaction that freed the seats. What costs nothing is confirmed at once.
 * The caller knows that the person holds nothing of this slot: a second hold would break the transaction.
 */
export async function holdInTransaction(
  deps: BookingDeps,
  tx: Tx,
  input: { slotId: string; userId: string; party: readonly PartyEntry[] },
): Promise<Held | null> {
  const held = await tryHold(tx, {
    slotId: input.slotId,
    userId: input.userId,
    party: mergeParty(input.party),
    specialRequests: null,
    holdSeconds: deps.config.holds.ttlSeconds,
    commissionBps: await commissionNow(tx),
    livemode: deps.config.payments.livemode,
    linkHash: null,
  })
  if (held && !held.payment) {
    const booking = await lockBooking(tx, held.bookingId)
    if (booking) await confirmInTransaction(deps, tx, booking)
  }
  if (held) deps.metrics.count('bookings_created_total')
  return held
}

/** After the commit: the intent of a hold that was made inside somebody else's transaction. Safe to run again. */
export async function makeIntent(deps: BookingDeps, bookingId: string): Promise<void> {
  const [payment] = await deps.payments.ofPayable(deps.database.read, 'booking', bookingId)
  if (payment && !payment.intentId && payment.status !== 'CANCELED') await deps.payments.submit(payment)
}
