/** The door of bookings: seats held, paid, ticketed, cancelled, moved, admitted. */
import type { Booking, Ticket } from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Swept } from '../payments/index.ts'
import { bookingGuarantees } from './bookings.guarantees.ts'
import { cancelSlotJob, completeBookingsJob, sweepHoldsJob } from './bookings.jobs.ts'
import { findAnyBooking, listTickets } from './bookings.queries.ts'
import { bookingRoutes } from './bookings.routes.ts'
import { calendarFile } from './calendar-file.ts'
import { type CancelInput, cancelBooking } from './cancel-booking.ts'
import { checkIn } from './check-in.ts'
import type { BookingDeps } from './deps.ts'
import { completeBookings, expireHolds } from './expire-holds.ts'
import { createExplainRefusal } from './explain-refusal.ts'
import { createFullSlots } from './full-slots.ts'
import { holdSeats } from './hold-seats.ts'
import { hostBookingRoutes } from './host-bookings.routes.ts'
import { cancelSlotBookings, changeSlot, createSlot } from './host-slots.ts'
import { rescheduleBooking } from './reschedule-booking.ts'
import { bookingPayable } from './settle-booking.ts'
import { createSlotGate } from './slot-gate.ts'
import { createTicketSigner } from './ticket-signing.ts'

export * from './bookings.events.ts'

/** What mails about a booking carry, in the guest's language. */
export interface BookingMailFacts {
  booking: Booking
  tickets: Ticket[]
  /** Null unless the booking is confirmed. */
  ics: string | null
  guest: { name: string; email: string; language: Language }
}

export interface Bookings extends Module {
  hold(input: Parameters<typeof holdSeats>[1]): ReturnType<typeof holdSeats>
  cancel(input: CancelInput): ReturnType<typeof cancelBooking>
  reschedule(input: Parameters<typeof rescheduleBooking>[1]): Promise<void>
  checkIn(input: Parameters<typeof checkIn>[1]): ReturnType<typeof checkIn>
  createSlot(input: Parameters<typeof createSlot>[1]): Promise<string>
  changeSlot(input: Parameters<typeof changeSlot>[1]): ReturnType<typeof changeSlot>
  expireHolds(): Promise<Swept>
  completeEnded(): Promise<number>
  cancelSlotBookings(slotId: string): Promise<number>
  /** Null when the booking or its guest is gone. */
  mailFacts(bookingId: string): Promise<BookingMailFacts | null>
}

export interface BookingsOptions extends Omit<BookingDeps, 'signer' | 'explainRefusal' | 'fullSlots' | 'throughGate'> {
  ticketKeyPem: string
  publicUrl: string
}

/** How often bookings whose slot is over are completed. */
const completeEverySeconds = 300

export function createBookings({ ticketKeyPem, publicUrl, ...given }: BookingsOptions): Bookings {
  const deps: BookingDeps = {
    ...given,
    signer: createTicketSigner(ticketKeyPem),
    explainRefusal: createExplainRefusal(given.database),
    fullSlots: createFullSlots(),
    throughGate: createSlotGate(),
  }
  deps.payments.registerPayable(bookingPayable(deps))
  const guestRoutes = bookingRoutes(deps, publicUrl)
  const hostRoutes = hostBookingRoutes(deps)
  return {
    name: 'bookings',
    routes(app) {
      guestRoutes(app)
      hostRoutes(app)
    },
    jobs: [
      handleJob(sweepHoldsJob, async () => {
        await expireHolds(deps)
      }),
      handleJob(completeBookingsJob, async () => {
        await completeBookings(deps)
      }),
      handleJob(cancelSlotJob, async ({ slotId }) => {
        await cancelSlotBookings(deps, slotId)
      }),
    ],
    schedules: [
      { job: sweepHoldsJob, everySeconds: deps.config.holds.sweepSeconds },
      { job: completeBookingsJob, everySeconds: completeEverySeconds },
    ],
    guarantees: bookingGuarantees,
    hold: (input) => holdSeats(deps, input),
    cancel: (input) => cancelBooking(deps, input),
    reschedule: (input) => rescheduleBooking(deps, input),
    checkIn: (input) => checkIn(deps, input),
    createSlot: (input) => createSlot(deps, input),
    changeSlot: (input) => changeSlot(deps, input),
    expireHolds: () => expireHolds(deps),
    completeEnded: () => completeBookings(deps),
    cancelSlotBookings: (slotId) => cancelSlotBookings(deps, slotId),
    async mailFacts(bookingId) {
      const owner = await deps.database.read.booking.findUnique({ where: { id: bookingId }, select: { userId: true } })
      const guest = owner && (await deps.contactOf(owner.userId))
      const found = guest && (await findAnyBooking(deps.database.read, bookingId, guest.language))
      if (!found) return null
      const confirmed = found.booking.status === 'CONFIRMED' || found.booking.status === 'COMPLETED'
      return {
        booking: found.booking,
        tickets: confirmed ? await listTickets(deps.database.read, deps, bookingId, guest.language) : [],
        ics: confirmed ? calendarFile(found.booking, publicUrl) : null,
        guest,
      }
    },
  }
}
