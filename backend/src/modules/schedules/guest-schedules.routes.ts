import type { FastifyInstance } from 'fastify'
import { BookingIdParams } from '../../../../contracts/bookings.ts'
import { SlotIdParams } from '../../../../contracts/experiences.ts'
import {
  SlotOffer,
  SlotOfferAnswer,
  SlotOfferPage,
  WaitlistEntry,
  WaitlistJoin,
  WaitlistPage,
} from '../../../../contracts/schedules.ts'
import { platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { answerOffer } from './answer-offer.ts'
import type { ScheduleDeps } from './deps.ts'
import { findEntry, findOffer, listOffers, listWaiting } from './guest.queries.ts'
import { joinWaitlist, leaveWaitlist } from './waitlist.ts'

const tags = ['Bookings']

export function guestScheduleRoutes(deps: ScheduleDeps) {
  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/me/slot-offers',
      access: 'signed-in',
      summary: 'Times of one’s bookings that their host moved or closed, waiting for an answer.',
      tags,
      schema: { response: { 200: SlotOfferPage } },
      handler: async (request) => ({
        items: await listOffers(deps.database.read, request.viewer.userId, request.language),
        nextCursor: null,
      }),
    })

    route(app, {
      method: 'POST',
      url: '/bookings/:id/slot-offer',
      access: 'signed-in',
      idempotent: true,
      problems: [404, 409],
      summary: 'Keeps the moved time, takes another, or asks for all of the money back.',
      tags,
      schema: { params: BookingIdParams, body: SlotOfferAnswer, response: { 200: SlotOffer } },
      async handler(request) {
        const { userId } = request.viewer
        const bookingId = request.params.id
        await answerOffer(deps, { bookingId, userId, choice: request.body.choice, slotId: request.body.slotId })
        const offer = await findOffer(deps.database.read, bookingId, userId, request.language)
        if (!offer) throw platformErrors.NOT_FOUND()
        return offer
      },
    })

    route(app, {
      method: 'GET',
      url: '/me/waitlist',
      access: 'signed-in',
      summary: 'The full times one waits for, and seats that are held for one now.',
      tags,
      schema: { response: { 200: WaitlistPage } },
      handler: async (request) => ({
        items: await listWaiting(deps.database.read, request.viewer.userId, request.language),
        nextCursor: null,
      }),
    })

    route(app, {
      method: 'POST',
      url: '/slots/:id/waitlist',
      access: 'signed-in',
      limit: 'bookings',
      problems: [404, 409],
      summary: 'Waits for seats of a time that is full for this party.',
      description:
        'Seats that come free are held for the next in line whose party fits, before anybody else can buy them.',
      tags,
      schema: { params: SlotIdParams, body: WaitlistJoin, response: { 201: WaitlistEntry } },
      async handler(request) {
        const id = await joinWaitlist(deps, {
          slotId: request.params.id,
          userId: request.viewer.userId,
          party: request.body.party,
        })
        const entry = await findEntry(deps.database.read, id, request.language)
        if (!entry) throw platformErrors.NOT_FOUND()
        return entry
      },
    })

    route(app, {
      method: 'DELETE',
      url: '/slots/:id/waitlist',
      access: 'signed-in',
      problems: [404],
      summary: 'Waits no longer.',
      tags,
      schema: { params: SlotIdParams, response: { 200: WaitlistPage } },
      async handler(request) {
        const { userId } = request.viewer
        await leaveWaitlist(deps, { slotId: request.params.id, userId })
        return { items: await listWaiting(deps.database.read, userId, request.language), nextCursor: null }
      },
    })
  }
}
