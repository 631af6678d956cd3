import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BookingIdParams, HostSlotParams } from '../../../../contracts/bookings.ts'
import { ExperienceIdParams } from '../../../../contracts/experiences.ts'
import {
  Affected,
  AffectedDayQuery,
  Announced,
  Announcement,
  CalendarFeed,
  CalendarFeedMade,
  CalendarFeedParams,
  CloseDay,
  DayClosed,
  HostCalendar,
  HostCalendarQuery,
  Manifest,
  ManifestQuery,
  NoShow,
  NoShowMarked,
  SchedulePreview,
  ScheduleRulePage,
  ScheduleRulePatch,
  ScheduleRuleSaved,
  ScheduleRuleWrite,
  SchedulesIdParams,
  SlotMove,
  SlotMoved,
} from '../../../../contracts/schedules.ts'
import { platformErrors } from '../../platform/errors.ts'
import { expectedVersion, sendVersion } from '../../platform/http/if-match.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { announce } from './announce.ts'
import { findFeed, makeFeed, readFeed, revokeFeed } from './calendar-feed.ts'
import { findAffected, findManifest, listCalendar, ownSlot, slotsOfDay } from './calendar.queries.ts'
import { closeDay, moveTime } from './change-times.ts'
import type { ScheduleDeps } from './deps.ts'
import { changeRule, createRule, endRuleOf, previewRule, showRule } from './keep-rules.ts'
import { manifestCsv } from './manifest-csv.ts'
import { listRules, ownExperience } from './rules.queries.ts'
import { daysBetween } from './schedule.rules.ts'

const tags = ['Hosts']
const mostDays = 92

export function hostCalendarRoutes(deps: ScheduleDeps) {
  /** To who may not do it there is no such calendar. Who helps at the door reads it and says who came. */
  async function hostId(
    viewer: Viewer,
    action: 'schedule' | 'check-in' | 'bookings-change' = 'schedule',
  ): Promise<string> {
    const host = await deps.hostOf(viewer.userId, action)
    if (!host) throw platformErrors.NOT_FOUND()
    return host.id
  }

  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/host/experiences/:id/schedule-rules',
      access: 'signed-in',
      problems: [404],
      summary: 'When one’s own experience takes place, as rules.',
      tags,
      schema: { params: ExperienceIdParams, response: { 200: ScheduleRulePage } },
      async handler(request) {
        const { id } = request.params
        if (!(await ownExperience(deps.database.read, id, await hostId(request.viewer))))
          throw platformErrors.NOT_FOUND()
        return { items: await listRules(deps.database.read, id), nextCursor: null }
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/experiences/:id/schedule-rules/preview',
      access: 'signed-in',
      problems: [404],
      summary: 'The next twenty times of a rule, before it is kept.',
      tags,
      schema: { params: ExperienceIdParams, body: ScheduleRuleWrite, response: { 200: SchedulePreview } },
      async handler(request) {
        return previewRule(deps, {
          experienceId: request.params.id,
          hostId: await hostId(request.viewer),
          body: request.body,
          language: request.language,
        })
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/experiences/:id/schedule-rules',
      access: 'signed-in',
      idempotent: true,
      problems: [404],
      summary: 'A rule; its times ahead are made at once.',
      tags,
      schema: { params: ExperienceIdParams, body: ScheduleRuleWrite, response: { 201: ScheduleRuleSaved } },
      async handler(request, reply) {
        const { ruleId, ...done } = await createRule(deps, {
          experienceId: request.params.id,
          hostId: await hostId(request.viewer),
          body: request.body,
          language: request.language,
        })
        const rule = await showRule(deps, ruleId)
        sendVersion(reply, rule.version)
        return { ...done, rule }
      },
    })

    route(app, {
      method: 'PATCH',
      url: '/host/schedule-rules/:id',
      access: 'signed-in',
      problems: [404, 409],
      summary: 'Changes a rule; times ahead that nobody booked follow.',
      description: 'With `If-Match` only that version is changed; 409 `VERSION_CONFLICT` otherwise.',
      tags,
      schema: { params: SchedulesIdParams, body: ScheduleRulePatch, response: { 200: ScheduleRuleSaved } },
      async handler(request, reply) {
        const { ruleId, ...done } = await changeRule(deps, {
          ruleId: request.params.id,
          hostId: await hostId(request.viewer),
          version: request.headers['if-match'] === undefined ? null : expectedVersion(request),
          body: request.body,
          language: request.language,
        })
        const rule = await showRule(deps, ruleId)
        sendVersion(reply, rule.version)
        return { ...done, rule }
      },
    })

    route(app, {
      method: 'DELETE',
      url: '/host/schedule-rules/:id',
      access: 'signed-in',
      problems: [404],
      summary: 'Ends a rule; times ahead that nobody booked go, the others stay and are answered.',
      tags,
      schema: { params: SchedulesIdParams, response: { 200: ScheduleRuleSaved.pick({ removed: true, kept: true }) } },
      handler: async (request) => endRuleOf(deps, { ruleId: request.params.id, hostId: await hostId(request.viewer) }),
    })

    route(app, {
      method: 'GET',
      url: '/host/calendar',
      access: 'signed-in',
      problems: [404],
      summary: 'One’s times with capacity, seats taken, state and arrivals.',
      tags,
      schema: { querystring: HostCalendarQuery, response: { 200: HostCalendar } },
      async handler(request) {
        const { from, to, experience } = request.query
        if (to < from || daysBetween(from, to) >= mostDays)
          throw invalidField('/query/to', {
            es: `Debe ser entre 1 y ${mostDays} días.`,
            en: `Must be between 1 and ${mostDays} days.`,
          })
        const items = await listCalendar(deps.database.read, {
          hostId: await hostId(request.viewer, 'check-in'),
          from,
          to,
          experienceId: experience,
          language: request.language,
        })
        return { items }
      },
    })

    route(app, {
      method: 'GET',
      url: '/host/slots/:id/affected',
      access: 'signed-in',
      problems: [404],
      summary: 'Who moving or closing this time would touch.',
      tags,
      schema: { params: HostSlotParams, response: { 200: Affected } },
      async handler(request) {
        const { id } = request.params
        if (!(await ownSlot(deps.database.read, id, await hostId(request.viewer)))) throw platformErrors.NOT_FOUND()
        return findAffected(deps.database.read, [id], request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/slots/:id/move',
      access: 'signed-in',
      idempotent: true,
      problems: [404, 409],
      summary: 'Another time for everybody in it; each guest may keep it, take another time, or have their money back.',
      description:
        'The time gets a new id; the old one stays behind cancelled and empty. Guests who do not answer until `answerBy` keep their booking at the new time.',
      tags,
      schema: { params: HostSlotParams, body: SlotMove, response: { 200: SlotMoved } },
      async handler(request) {
        return moveTime(deps, {
          slotId: request.params.id,
          hostId: await hostId(request.viewer),
          startsAt: new Date(request.body.startsAt),
          message: request.body.message,
          language: request.language,
        })
      },
    })

    route(app, {
      method: 'GET',
      url: '/host/calendar/affected',
      access: 'signed-in',
      problems: [404],
      summary: 'Who closing a day would touch.',
      tags,
      schema: { querystring: AffectedDayQuery, response: { 200: Affected } },
      async handler(request) {
        const { date, experienceId } = request.query
        const slotIds = await slotsOfDay(deps.database.read, {
          hostId: await hostId(request.viewer),
          date,
          experienceId,
        })
        return findAffected(deps.database.read, slotIds, request.language, { closing: true })
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/calendar/close-day',
      access: 'signed-in',
      idempotent: true,
      problems: [404],
      summary: 'Closes all times of a day; each guest may take another time or have their money back.',
      description: 'Guests who do not answer until `answerBy` are refunded in full, unless the time was opened again.',
      tags,
      schema: { body: CloseDay, response: { 200: DayClosed } },
      async handler(request) {
        const { date, experienceId, message } = request.body
        return closeDay(deps, { hostId: await hostId(request.viewer), date, experienceId, message })
      },
    })

    route(app, {
      method: 'GET',
      url: '/host/slots/:id/manifest',
      access: 'signed-in',
      problems: [404],
      summary: 'Who comes: parties, requests, who is there already. `format=csv` for printing.',
      tags,
      schema: { params: HostSlotParams, querystring: ManifestQuery, response: { 200: Manifest } },
      async handler(request, reply) {
        const manifest = await findManifest(deps.database.read, {
          slotId: request.params.id,
          hostId: await hostId(request.viewer, 'check-in'),
          language: request.language,
        })
        if (!manifest) throw platformErrors.NOT_FOUND()
        if (request.query.format === 'json') return manifest
        reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${manifest.slot.startsAt.slice(0, 10)}-${manifest.slot.id.slice(-6)}.csv"`,
          )
        // As bytes: a string would be written as JSON.
        return reply.send(Buffer.from(manifestCsv(manifest, request.language)))
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/bookings/:id/no-show',
      access: 'signed-in',
      problems: [404, 409],
      summary: 'Marks, once it is over, that nobody of a party came; or takes the mark back.',
      tags,
      schema: { params: BookingIdParams, body: NoShow, response: { 200: NoShowMarked } },
      async handler(request) {
        const at = await deps.bookings.markNoShow({
          bookingId: request.params.id,
          hostId: await hostId(request.viewer, 'check-in'),
          noShow: request.body.noShow,
        })
        return { id: request.params.id, noShowAt: at?.toISOString() ?? null }
      },
    })

    route(app, {
      method: 'POST',
      url: '/host/slots/:id/announce',
      access: 'signed-in',
      idempotent: true,
      problems: [404],
      summary: 'A message to everybody who comes, in the app and by mail; five in a day at most.',
      tags,
      schema: { params: HostSlotParams, body: Announcement, response: { 201: Announced } },
      async handler(request) {
        const { createdAt, ...sent } = await announce(deps, {
          slotId: request.params.id,
          hostId: await hostId(request.viewer, 'bookings-change'),
          userId: request.viewer.userId,
          text: request.body.text,
        })
        return { ...sent, createdAt: createdAt.toISOString() }
      },
    })

    route(app, {
      method: 'GET',
      url: '/host/calendar-feed',
      access: 'signed-in',
      problems: [404],
      summary: 'Whether there is a secret address of one’s calendar, and since when.',
      tags,
      schema: { response: { 200: CalendarFeed } },
      handler: async (request) => ({
        createdAt: (await findFeed(deps, await hostId(request.viewer)))?.toISOString() ?? null,
      }),
    })

    route(app, {
      method: 'POST',
      url: '/host/calendar-feed',
      access: 'signed-in',
      problems: [404],
      summary: 'A new secret address of one’s calendar, shown this once; the one before stops working.',
      tags,
      schema: { response: { 201: CalendarFeedMade } },
      async handler(request) {
        const { url, createdAt } = await makeFeed(deps, await hostId(request.viewer))
        return { url, createdAt: createdAt.toISOString() }
      },
    })

    route(app, {
      method: 'DELETE',
      url: '/host/calendar-feed',
      access: 'signed-in',
      problems: [404],
      summary: 'The secret address stops working.',
      tags,
      schema: { response: { 200: CalendarFeed } },
      async handler(request) {
        await revokeFeed(deps, await hostId(request.viewer))
        return { createdAt: null }
      },
    })

    route(app, {
      method: 'GET',
      url: '/calendar/:file',
      access: 'public',
      ignoreViewer: true,
      problems: [404],
      summary: 'A host’s bookings for their own calendar; the address is the key: `{token}.ics`.',
      tags,
      schema: { params: CalendarFeedParams, response: { 200: z.string().meta({ contentMediaType: 'text/calendar' }) } },
      async handler(request, reply) {
        const calendar = await readFeed(deps, request.params.file)
        if (calendar === null) throw platformErrors.NOT_FOUND()
        reply.header('content-type', 'text/calendar; charset=utf-8').header('cache-control', 'private, no-store')
        return reply.send(Buffer.from(calendar))
      },
    })
  }
}
