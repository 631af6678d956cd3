import type { FastifyInstance } from 'fastify'
import {
  BookingCancelled,
  BookingIdParams,
  CheckIn,
  CheckInResult,
  HostBookingCancel,
  HostBookingListQuery,
  HostedBookingPage,
  HostSlotParams,
} from '../../../../contracts/bookings.ts'
import type { PartnerAction } from '../../../../contracts/partners.ts'
import {
  ExperienceIdParams,
  GroupLinkEnd,
  GroupLinkEnded,
  GroupLinkMade,
  Slot,
  SlotPatch,
  SlotWrite,
} from '../../../../contracts/experiences.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { csvPageRows, replyWithCsv, wantsCsv } from '../../platform/http/csv-list.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import { findAnyBooking, listHostBookings } from './bookings.queries.ts'
import { cancelBooking } from './cancel-booking.ts'
import { checkIn } from './check-in.ts'
import type { BookingDeps } from './deps.ts'
import { hostBookingsCsv } from './host-bookings-csv.ts'
import { endGroupLink, makeGroupLink } from './group-link.ts'
import { changeSlot, createSlot } from './host-slots.ts'
import type { LockedSlot } from './slots.repository.ts'
import { withoutMoney } from './without-money.rules.ts'

const tags = ['Hosts']

export function hostBookingRoutes(deps: BookingDeps, publicUrl: string) {
  /** Hosting is having a profile, or being in the team of one. @throws FORBIDDEN for everybody else */
  async function hostFor(viewer: Viewer, action: PartnerAction) {
    const host = await deps.hostOf(viewer.userId, action)
    if (!host) throw platformErrors.FORBIDDEN()
    return host
  }
  /** To who may not change the calendar there are no links. */
  async function hostOrNothing(viewer: Viewer) {
    const host = await deps.hostOf(viewer.userId, 'schedule')
    if (!host) throw platformErrors.NOT_FOUND()
    return host
  }
  const hostId = async (viewer: Viewer, action: PartnerAction): Promise<string> => (await hostFor(viewer, action)).id

  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/host/bookings',
      access: 'signed-in',
      summary: 'Bookings of one’s own experiences, latest first.',
      description: 'With `Accept: text/csv` all of them come as a table.',
      tags,
      schema: { querystring: HostBookingListQuery, response: { 200: HostedBookingPage } },
      async handler(request, reply) {
        const { language, query } = request
        const host = await hostFor(request.viewer, 'bookings')
        const page = async (of: { cursor?: string | undefined; limit: number }) => {
          const { items, next } = await listHostBookings(deps.database.read, {
            ...query,
            hostId: host.id,
            language,
            words: query.q ? searchWords(query.q) : [],
            limit: of.limit,
            after: readCursor(of.cursor, decodeKeyset),
          })
          return { items: host.hidesMoney ? items.map(withoutMoney) : items, nextCursor: next && encodeKeyset(next) }
        }
        if (!wantsCsv(request)) return page(query)
        const all = (from: string | null) => page({ cursor: from ?? undefined, limit: csvPageRows })
        return replyWithCsv(reply, hostBookingsCsv(language, Boolean(host.hidesMoney), all))
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/check-ins',
      access: 'signed-in',
      idempotent: true,
      problems: [404],
      summary: 'Admits a ticket by its code or QR text, once.',
      description:
        'The code of a booking admits the next of its party. With `duringHours` only from two hours before the slot starts until two hours after it ends, as configured; at any other time 409 `OUTSIDE_CHECK_IN_HOURS`, whose text names the slot’s date and time.',
      tags,
      schema: { body: CheckIn, response: { 200: CheckInResult } },
      async handler(request) {
        return checkIn(deps, {
          ...request.body,
          hostId: await hostId(request.viewer, 'check-in'),
          userId: request.viewer.userId,
          language: request.language,
        })
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/bookings/:id/cancel',
      access: 'signed-in',
      idempotent: true,
      summary: 'The host cancels: the guest gets everything back.',
      tags,
      schema: { params: BookingIdParams, body: HostBookingCancel, response: { 200: BookingCancelled } },
      async handler(request) {
        const actor = {
          kind: 'host' as const,
          userId: request.viewer.userId,
          hostId: await hostId(request.viewer, 'bookings-change'),
        }
        return cancelled(request.params.id, request.body.reason, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/admin/bookings/:id/cancel',
      access: { role: 'admin' },
      idempotent: true,
      summary: 'Staff cancel: the guest gets everything back (403 STEP_UP_REQUIRED after a while).',
      tags: ['Staff'],
      schema: { params: BookingIdParams, body: HostBookingCancel, response: { 200: BookingCancelled } },
      async handler(request) {
        await deps.assertProved(request.viewer)
        const { id } = request.params
        const { reason } = request.body
        const { userId } = request.viewer
        return cancelled(id, reason, { kind: 'admin', userId }, request.language, (tx) =>
          deps.audit(tx, {
            actorId: userId,
            action: 'booking.cancelled',
            subject: `booking:${id}`,
            details: { reason },
            ipAddress: request.ip,
          }),
        )
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/experiences/:id/slots',
      access: 'signed-in',
      idempotent: true,
      summary: 'A new time of one’s own experience.',
      tags,
      schema: { params: ExperienceIdParams, body: SlotWrite, response: { 201: Slot } },
      async handler(request) {
        const id = await createSlot(deps, {
          experienceId: request.params.id,
          hostId: await hostId(request.viewer, 'schedule'),
          startsAt: new Date(request.body.startsAt),
          capacity: request.body.capacity,
          isPrivate: request.body.isPrivate,
          language: request.language,
        })
        const slot = await deps.database.read.slot.findUniqueOrThrow({ where: { id } })
        return slotView({ ...slot, now: new Date() })
      },
    })

    route(app, {
      method: 'PATCH',
      url: '/host/slots/:id',
      access: 'signed-in',
      summary: 'Capacity and state of one’s own slot. CANCELLED refunds every booking.',
      tags,
      schema: { params: HostSlotParams, body: SlotPatch, response: { 200: Slot } },
      async handler(request) {
        const { capacity, status } = request.body
        return slotView(
          await changeSlot(deps, {
            slotId: request.params.id,
            hostId: await hostId(request.viewer, 'schedule'),
            capacity,
            state: status,
          }),
        )
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/slots/:id/group-link',
      access: 'signed-in',
      problems: [404, 409],
      summary: 'Makes a time a group’s own, with a new secret link; the one before ends.',
      tags,
      schema: { params: HostSlotParams, response: { 201: GroupLinkMade } },
      handler: async (request) =>
        makeGroupLink(deps, publicUrl, {
          slotId: request.params.id,
          hostId: (await hostOrNothing(request.viewer)).id,
        }),
    })

    route(app, {
      method: 'DELETE',
      url: '/host/slots/:id/group-link',
      access: 'signed-in',
      problems: [404],
      summary: 'Ends a group’s link; with `public` everybody sees and books the time from now on.',
      tags,
      schema: { params: HostSlotParams, querystring: GroupLinkEnd, response: { 200: GroupLinkEnded } },
      handler: async (request) =>
        endGroupLink(deps, {
          slotId: request.params.id,
          hostId: (await hostOrNothing(request.viewer)).id,
          open: request.query.public === 'true',
        }),
    })
  }

  async function cancelled(
    bookingId: string,
    note: string,
    actor: Parameters<typeof cancelBooking>[1]['actor'],
    language: 'es' | 'en',
    alongside?: (tx: Tx) => Promise<void>,
  ) {
    const { refund } = await cancelBooking(deps, { bookingId, actor, note, ...(alongside && { alongside }) })
    const found = await findAnyBooking(deps.database.read, bookingId, language)
    if (!found) throw platformErrors.NOT_FOUND()
    return { booking: found.booking, refund }
  }
}

function slotView(
  slot: Pick<LockedSlot, 'id' | 'startsAt' | 'endsAt' | 'bookableUntil' | 'capacity' | 'taken' | 'state' | 'now'>,
) {
  const available = Math.max(0, slot.capacity - slot.taken)
  const closed = slot.state === 'CLOSED' || slot.now >= slot.bookableUntil
  const status =
    slot.state === 'CANCELLED'
      ? ('CANCELLED' as const)
      : closed
        ? ('CLOSED' as const)
        : available === 0
          ? ('FULL' as const)
          : ('OPEN' as const)
  return {
    id: slot.id,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
    capacity: slot.capacity,
    available,
    status,
  }
}
