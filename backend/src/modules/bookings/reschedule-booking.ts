/** Another time of the same experience: the new seats are taken before the old are freed. */
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { afterMove } from './booking-state.rules.ts'
import { bookingErrors } from './bookings.errors.ts'
import { bookingRescheduled } from './bookings.events.ts'
import { issueTickets, lockBooking, setSlot, voidTickets } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { returnSeats, serveLineHere } from './seat-queue.ts'
import { lockSlots, takeSeats } from './slots.repository.ts'

/**
 * Until booking of the old slot closes; the price stays what was paid.
 * @throws NOT_FOUND, INVALID_TRANSITION, SLOT_CLOSED, SOLD_OUT
 */
export async function rescheduleBooking(
  deps: BookingDeps,
  input: {
    bookingId: string
    userId: string
    slotId: string
    /** The host asked them to choose: then it may be later than that. In the same transaction; throwing undoes all of it. */
    alongside?: (tx: Tx) => Promise<void>
  },
): Promise<void> {
  const { booking: moved, isSoldOut } = await deps.database.transaction(async (tx) => {
    const booking = await lockBooking(tx, input.bookingId)
    if (booking?.userId !== input.userId) throw platformErrors.NOT_FOUND()
    if (!afterMove(booking.status, 'reschedule') || booking.slotId === input.slotId)
      throw platformErrors.INVALID_TRANSITION()
    const slots = await lockSlots(tx, [booking.slotId, input.slotId])
    const from = slots.find((slot) => slot.id === booking.slotId)
    const to = slots.find((slot) => slot.id === input.slotId)
    if (!from || !to || to.isPrivate || to.experienceId !== booking.experienceId) throw platformErrors.NOT_FOUND()
    if (from.now >= from.bookableUntil && !input.alongside) throw platformErrors.INVALID_TRANSITION()
    if (to.state !== 'OPEN' || to.now >= to.bookableUntil) throw bookingErrors.SLOT_CLOSED()
    await serveLineHere(deps, tx, to.id, input.userId)
    // An answer and no throw: what the line was offered stays offered.
    if (!(await takeSeats(tx, to.id, booking.seats))) return { booking, isSoldOut: true }
    await setSlot(tx, booking, to.id)
    await returnSeats(deps, tx, from.id, booking.seats)
    await input.alongside?.(tx)
    await voidTickets(tx, booking.id)
    await issueTickets(tx, booking)
    await deps.events.publish(tx, bookingRescheduled, {
      bookingId: booking.id,
      code: booking.code,
      userId: booking.userId,
      hostUserId: booking.hostUserId,
      experienceTitle: booking.title,
      startsAt: to.startsAt.toISOString(),
      timeZone: booking.timeZone,
    })
    return { booking, isSoldOut: false }
  })
  if (isSoldOut) {
    await deps.slotChanged(moved.experienceId, input.slotId)
    const { capacity, taken } = await deps.database.read.slot.findUniqueOrThrow({
      where: { id: input.slotId },
      select: { capacity: true, taken: true },
    })
    throw bookingErrors.SOLD_OUT({ params: { available: capacity - taken, asked: moved.seats } })
  }
  await deps.slotChanged(moved.experienceId, moved.slotId)
  await deps.slotChanged(moved.experienceId, input.slotId)
  await deps.bookingChanged(moved, 'CONFIRMED')
}
