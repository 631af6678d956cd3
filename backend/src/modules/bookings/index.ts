/** The door of bookings: seats held, paid, ticketed, cancelled, moved, admitted. */
import type { Booking, Ticket } from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Share } from '../ledger/index.ts'
import type { Swept } from '../payments/index.ts'
import { bookingGuarantees } from './bookings.guarantees.ts'
import { cancelSlotJob, completeBookingsJob, sweepHoldsJob } from './bookings.jobs.ts'
import { bookingsOfCheckout, findAnyBooking, listTickets } from './bookings.queries.ts'
import { bookingRoutes } from './bookings.routes.ts'
import { calendarFile } from './calendar-file.ts'
import { type CancelInput, cancelBooking } from './cancel-booking.ts'
import { checkIn } from './check-in.ts'
import {
  bookingRefundSettled,
  checkoutBookingsChanged,
  type CheckoutReleaseReason,
  confirmForCheckout,
  releaseForCheckout,
  slotClosed,
  slotRefusal,
} from './checkout-bookings.ts'
import {
  holdSlots,
  lockBookingsStatement,
  mayRetakeSlots,
  moveHeldOf,
  recordSlotRefusals,
  retakeSlots,
  type SlotRefused,
} from './checkout-statements.ts'
import type { BookingDeps } from './deps.ts'
import { completeBookings, expireHolds } from './expire-holds.ts'
import { createExplainRefusal } from './explain-refusal.ts'
import { createFullSlots } from './full-slots.ts'
import { holdSeats } from './hold-seats.ts'
import { hostBookingRoutes } from './host-bookings.routes.ts'
import { cancelSlotBookings, changeSlot, createSlot } from './host-slots.ts'
import { markNoShow } from './mark-no-show.ts'
import { closeSlots, moveSlot } from './move-slot.ts'
import { bookingsPersonalData } from './personal-data.repository.ts'
import { rescheduleBooking } from './reschedule-booking.ts'
import { holdInTransaction, makeIntent, type SeatQueue, serveLine } from './seat-queue.ts'
import { bookingPayable } from './settle-booking.ts'
import { staffRefundShare } from './staff-refund-share.ts'
import { createSlotGate } from './slot-gate.ts'
import { makeSlots, reshapeSlots, withdrawSlots } from './slots-ahead.ts'
import { createTicketSigner } from './ticket-signing.ts'

export { partyOutOfRange, unknownTicketTypes } from './bookings.errors.ts'
export * from './bookings.events.ts'
export type { LockedBooking } from './bookings.repository.ts'
export type { SeatQueue } from './seat-queue.ts'
export type { SlotAhead } from './slots-ahead.ts'
export { bookingsReadyStatement, type SlotDemand, type SlotRefused } from './checkout-statements.ts'

/** What mails about a booking carry, in the guest's language. */
export interface BookingMailFacts {
  booking: Booking
  tickets: Ticket[]
  /** Null unless the booking is confirmed. */
  ics: string | null
  guest: { name: string; email: string; language: Language }
}

/** What a checkout does with the seats in it, all within its own transaction, whose lock it holds; slots go in id order. */
export interface CheckoutBookings {
  /** Before the transaction that holds them: who waits for seats of these slots comes first. */
  serveLine(slotIds: readonly string[], userId: string): Promise<void>
  hold(tx: Tx, input: Parameters<typeof holdSlots>[1]): ReturnType<typeof holdSlots>
  /** The evidence of refused seats whose transaction was rolled back. */
  recordRefusals(refused: readonly SlotRefused[]): Promise<void>
  /** Null when only the price moved. */
  refusal: typeof slotRefusal
  slotClosed: typeof slotClosed
  /** Locks its bookings by id: a SELECT for the statement that locks the whole purchase, after its orders. */
  lockStatement: typeof lockBookingsStatement
  paying(tx: Tx, checkoutId: string): Promise<void>
  attemptFailed(tx: Tx, checkoutId: string): Promise<void>
  /** Answers who earns what. */
  paid(tx: Tx, checkoutId: string): Promise<Share[]>
  released(tx: Tx, checkoutId: string, reason: CheckoutReleaseReason): Promise<void>
  /** Late money: whether its seats could be had again, without taking any. */
  mayRetake(tx: Tx, checkoutId: string): Promise<boolean>
  retake(tx: Tx, checkoutId: string): Promise<boolean>
  refundSettled(
    tx: Tx,
    bookingId: string,
    facts: { amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  ): Promise<void>
  of(db: Reader, checkoutId: string, language: Language): Promise<Booking[]>
  /** After a commit that moved them. */
  changed(checkoutId: string): Promise<void>
}

export interface Bookings extends Module {
  forCheckout: CheckoutBookings
  hold(input: Parameters<typeof holdSeats>[1]): ReturnType<typeof holdSeats>
  cancel(input: CancelInput): ReturnType<typeof cancelBooking>
  reschedule(input: Parameters<typeof rescheduleBooking>[1]): Promise<void>
  checkIn(input: Parameters<typeof checkIn>[1]): ReturnType<typeof checkIn>
  createSlot(input: Parameters<typeof createSlot>[1]): Promise<string>
  changeSlot(input: Parameters<typeof changeSlot>[1]): ReturnType<typeof changeSlot>
  expireHolds(): Promise<Swept>
  completeEnded(): Promise<number>
  cancelSlotBookings(slotId: string): Promise<number>
  /** What times and guests are moved by; each with its rules in its file. */
  moveSlot(
    input: Parameters<typeof moveSlot>[1],
    alongside: Parameters<typeof moveSlot>[2],
  ): ReturnType<typeof moveSlot>
  closeSlots(
    input: Parameters<typeof closeSlots>[1],
    alongside: Parameters<typeof closeSlots>[2],
  ): ReturnType<typeof closeSlots>
  makeSlots: typeof makeSlots
  withdrawSlots: typeof withdrawSlots
  reshapeSlots: typeof reshapeSlots
  /** After a commit that made, changed or took away times of an experience. */
  slotsChanged(experienceId: string, slotId: string): Promise<void>
  markNoShow(input: Parameters<typeof markNoShow>[1]): ReturnType<typeof markNoShow>
  /** Who is asked when seats come free, in the transaction that freed them. One only. */
  registerSeatQueue(queue: SeatQueue): void
  holdInTransaction(tx: Tx, input: Parameters<typeof holdInTransaction>[2]): ReturnType<typeof holdInTransaction>
  /** The payment intent of such a hold, after the commit. Safe to run again. */
  makeIntent(bookingId: string): Promise<void>
  /** For refunds above policy that the host bears; null while the booking is not over. */
  staffRefundShare: typeof staffRefundShare
  /** Null when the booking or its guest is gone. */
  mailFacts(bookingId: string): Promise<BookingMailFacts | null>
}

export interface BookingsOptions
  extends Omit<BookingDeps, 'signer' | 'explainRefusal' | 'fullSlots' | 'throughGate' | 'seatQueue'> {
  ticketKeyPem: string
  publicUrl: string
}

/** How often bookings whose slot is over are completed. */
const completeEverySeconds = 300

export function createBookings({ ticketKeyPem, publicUrl, ...given }: BookingsOptions): Bookings {
  let seatQueue: SeatQueue | null = null
  const deps: BookingDeps = {
    ...given,
    signer: createTicketSigner(ticketKeyPem),
    explainRefusal: createExplainRefusal(given.database),
    fullSlots: createFullSlots(),
    throughGate: createSlotGate(),
    seatQueue: {
      freed: async (tx, slotId) => seatQueue?.freed(tx, slotId),
      nobodyAhead: (userId) => seatQueue?.nobodyAhead(userId) ?? Prisma.sql`true`,
    },
  }
  deps.payments.registerPayable(bookingPayable(deps))
  const guestRoutes = bookingRoutes(deps, publicUrl)
  const hostRoutes = hostBookingRoutes(deps, publicUrl)
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
    personalData: bookingsPersonalData,
    forCheckout: {
      serveLine: (slotIds, userId) => serveLine(deps, slotIds, userId),
      hold: (tx, input) => holdSlots(tx, input, deps.seatQueue.nobodyAhead(input.userId)),
      recordRefusals: (refused) => recordSlotRefusals(deps.database, refused),
      refusal: slotRefusal,
      slotClosed,
      lockStatement: lockBookingsStatement,
      paying: (tx, checkoutId) => moveHeldOf(tx, checkoutId, 'PENDING'),
      attemptFailed: (tx, checkoutId) => moveHeldOf(tx, checkoutId, 'PAYMENT_FAILED'),
      paid: (tx, checkoutId) => confirmForCheckout(deps, tx, checkoutId),
      released: (tx, checkoutId, reason) => releaseForCheckout(deps, tx, checkoutId, reason),
      mayRetake: mayRetakeSlots,
      retake: retakeSlots,
      refundSettled: (tx, bookingId, facts) => bookingRefundSettled(deps, tx, bookingId, facts),
      of: bookingsOfCheckout,
      changed: (checkoutId) => checkoutBookingsChanged(deps, checkoutId),
    },
    hold: (input) => holdSeats(deps, input),
    cancel: (input) => cancelBooking(deps, input),
    reschedule: (input) => rescheduleBooking(deps, input),
    checkIn: (input) => checkIn(deps, input),
    createSlot: (input) => createSlot(deps, input),
    changeSlot: (input) => changeSlot(deps, input),
    expireHolds: () => expireHolds(deps),
    completeEnded: () => completeBookings(deps),
    cancelSlotBookings: (slotId) => cancelSlotBookings(deps, slotId),
    moveSlot: (input, alongside) => moveSlot(deps, input, alongside),
    closeSlots: (input, alongside) => closeSlots(deps, input, alongside),
    makeSlots,
    withdrawSlots,
    reshapeSlots,
    slotsChanged: deps.slotChanged,
    markNoShow: (input) => markNoShow(deps, input),
    registerSeatQueue(queue) {
      if (seatQueue) throw new Error('a seat queue is registered already')
      seatQueue = queue
    },
    holdInTransaction: (tx, input) => holdInTransaction(deps, tx, input),
    makeIntent: (bookingId) => makeIntent(deps, bookingId),
    staffRefundShare,
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
