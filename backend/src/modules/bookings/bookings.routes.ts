import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  type Booking,
  BookingCancel,
  BookingCancelled,
  BookingCreate,
  BookingIdParams,
  BookingListQuery,
  BookingPage,
  BookingReschedule,
  BookingWithPayment,
  CancellationQuote,
  TicketKey,
  TicketPage,
} from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { findBooking, listBookings, listTickets } from './bookings.queries.ts'
import { calendarFile } from './calendar-file.ts'
import { cancelBooking, quoteFor } from './cancel-booking.ts'
import type { BookingDeps } from './deps.ts'
import { holdSeats } from './hold-seats.ts'
import { rescheduleBooking } from './reschedule-booking.ts'

const tags = ['Bookings']

export function bookingRoutes(deps: BookingDeps, publicUrl: string) {
  async function own(id: string, userId: string, language: Language) {
    const booking = await findBooking(deps.database.read, { id, userId, language })
    if (!booking) throw platformErrors.NOT_FOUND()
    return booking
  }
  /** The payment that counts: the one that succeeded, else the newest. */
  async function paymentOf({ id, checkoutId }: Booking) {
    const payments = await deps.payments.ofPayable(
      deps.database.read,
      checkoutId ? 'checkout' : 'booking',
      checkoutId ?? id,
    )
    const row = payments.find((payment) => payment.status === 'SUCCEEDED') ?? payments[0]
    return row ? deps.payments.view(row) : null
  }

  return (app: FastifyInstance) => {
    route(app, {
      method: 'POST',
      url: '/bookings',
      access: 'signed-in',
      limit: 'bookings',
      idempotent: true,
      problems: [404],
      summary: 'Holds seats and makes the payment. The guest’s own earlier hold on the slot is replaced.',
      tags,
      schema: { body: BookingCreate, response: { 201: BookingWithPayment } },
      async handler(request) {
        const { userId } = request.viewer
        const { bookingId, payment } = await holdSeats(deps, { ...request.body, userId })
        return {
          booking: await own(bookingId, userId, request.language),
          payment: payment && deps.payments.view(payment),
        }
      },
    })

    route(app, {
      method: 'GET',
      url: '/bookings',
      access: 'signed-in',
      summary: 'One’s own bookings: upcoming soonest first, otherwise latest first.',
      tags,
      schema: { querystring: BookingListQuery, response: { 200: BookingPage } },
      async handler(request) {
        const { when, limit, cursor } = request.query
        const { items, next } = await listBookings(deps.database.read, {
          userId: request.viewer.userId,
          language: request.language,
          when,
          limit,
          after: readCursor(cursor, decodeKeyset),
        })
        return { items, nextCursor: next && encodeKeyset(next) }
      },
    })

    route(app, {
      method: 'GET',
      url: '/bookings/:id',
      access: 'signed-in',
      summary: 'A booking of one’s own with its payment.',
      tags,
      schema: { params: BookingIdParams, response: { 200: BookingWithPayment } },
      async handler(request) {
        const booking = await own(request.params.id, request.viewer.userId, request.language)
        return { booking, payment: await paymentOf(booking) }
      },
    })

    route(app, {
      method: 'GET',
      url: '/bookings/:id/cancellation-quote',
      access: 'signed-in',
      summary: 'What cancelling now would give back.',
      tags,
      schema: { params: BookingIdParams, response: { 200: CancellationQuote } },
      async handler(request) {
        const quote = await quoteFor(deps.database.read, {
          bookingId: request.params.id,
          userId: request.viewer.userId,
        })
        if (!quote) throw platformErrors.NOT_FOUND()
        return quote
      },
    })

    route(app, {
      method: 'POST',
      url: '/bookings/:id/cancel',
      access: 'signed-in',
      idempotent: true,
      summary: 'Cancels a booking of one’s own; the refund follows the frozen policy.',
      tags,
      // A reason may be given; most clients send no body at all.
      schema: { params: BookingIdParams, body: BookingCancel.nullish(), response: { 200: BookingCancelled } },
      async handler(request) {
        const { userId } = request.viewer
        const { refund } = await cancelBooking(deps, {
          bookingId: request.params.id,
          actor: { kind: 'guest', userId },
          note: request.body?.reason ?? null,
        })
        return { booking: await own(request.params.id, userId, request.language), refund }
      },
    })

    route(app, {
      method: 'POST',
      url: '/bookings/:id/reschedule',
      access: 'signed-in',
      idempotent: true,
      summary: 'Moves a confirmed booking to another time of the same experience.',
      tags,
      schema: { params: BookingIdParams, body: BookingReschedule, response: { 200: BookingWithPayment } },
      async handler(request) {
        const { userId } = request.viewer
        await rescheduleBooking(deps, { bookingId: request.params.id, userId, slotId: request.body.slotId })
        const booking = await own(request.params.id, userId, request.language)
        return { booking, payment: await paymentOf(booking) }
      },
    })

    route(app, {
      method: 'GET',
      url: '/bookings/:id/tickets',
      access: 'signed-in',
      problems: [409],
      summary: 'One ticket per seat, once the booking is confirmed.',
      tags,
      schema: { params: BookingIdParams, response: { 200: TicketPage } },
      async handler(request) {
        const booking = await own(request.params.id, request.viewer.userId, request.language)
        if (booking.status !== 'CONFIRMED' && booking.status !== 'COMPLETED') throw platformErrors.INVALID_TRANSITION()
        return {
          items: await listTickets(deps.database.read, deps, booking.id, request.language),
          nextCursor: null,
        }
      },
    })

    route(app, {
      method: 'GET',
      url: '/bookings/:id/calendar.ics',
      access: 'signed-in',
      problems: [409],
      summary: 'The booking as a calendar file.',
      tags,
      schema: { params: BookingIdParams, response: { 200: z.string().meta({ description: 'text/calendar' }) } },
      async handler(request, reply) {
        const booking = await own(request.params.id, request.viewer.userId, request.language)
        if (booking.status !== 'CONFIRMED' && booking.status !== 'COMPLETED') throw platformErrors.INVALID_TRANSITION()
        reply
          .header('content-type', 'text/calendar; charset=utf-8')
          .header('content-disposition', `attachment; filename="guelaguetza-${booking.code}.ics"`)
        // As bytes: a string would be written as JSON.
        return reply.send(Buffer.from(calendarFile(booking, publicUrl)))
      },
    })

    route(app, {
      method: 'GET',
      url: '/tickets/key',
      access: 'public',
      cacheSeconds: 3600,
      summary: 'The public key that checks tickets without network.',
      tags,
      schema: { response: { 200: TicketKey } },
      handler: async () => ({
        algorithm: 'Ed25519' as const,
        keyId: deps.signer.keyId,
        publicKeyPem: deps.signer.publicKeyPem,
      }),
    })
  }
}
