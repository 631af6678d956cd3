import type { FastifyInstance } from 'fastify'
import {
  Experience,
  ExperienceIdOrSlugParams,
  ExperienceIdParams,
  ExperienceListQuery,
  ExperiencePage,
  GroupLinkQuery,
  HostIdOrSlugParams,
  PublicHost,
  SlotIdParams,
  SlotListQuery,
  SlotPage,
  SlotWithExperience,
} from '../../../../contracts/experiences.ts'
import { sendVersion } from '../../platform/http/if-match.ts'
import { route } from '../../platform/http/route.ts'
import { browseExperiences } from './browse-experiences.ts'
import type { Deps } from './deps.ts'
import { listSlots } from './list-slots.ts'
import { showExperience } from './show-experience.ts'
import { showHost } from './show-host.ts'
import { showGroupSlot, showSlot } from './show-slot.ts'

const tags = ['Experiences']

export function experienceRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, {
    method: 'GET',
    url: '/experiences',
    access: 'public',
    summary: 'Browse the experiences on offer',
    description:
      'With `from`, `to` or `guests`, only those with a slot that can still be booked so. `q` looks in both languages, forgives accents and takes the beginning of its last word; when nothing says that, titles that look like it are listed. A cursor continues the list it came from: the same filters and order.',
    tags,
    schema: { querystring: ExperienceListQuery, response: { 200: ExperiencePage } },
    handler: (request) => browseExperiences(deps, request.query, request.language),
  })
  route(app, {
    method: 'GET',
    url: '/experiences/:idOrSlug',
    access: 'public',
    summary: 'One experience, by id or slug',
    tags,
    schema: { params: ExperienceIdOrSlugParams, response: { 200: Experience } },
    handler: async (request, reply) => {
      const viewerId = request.viewer?.userId ?? null
      const found = await showExperience(deps, {
        idOrSlug: request.params.idOrSlug,
        language: request.language,
        viewerId,
      })
      sendVersion(reply, found.version)
      return found
    },
  })
  route(app, {
    method: 'GET',
    url: '/experiences/:id/slots',
    access: 'public',
    summary: 'The slots of an experience',
    description:
      'Civil dates at the place, both included: today and the 30 days after when nothing is asked for, 120 days at most.',
    tags,
    schema: { params: ExperienceIdParams, querystring: SlotListQuery, response: { 200: SlotPage } },
    handler: (request) =>
      listSlots(deps, {
        experienceId: request.params.id,
        asked: request.query,
        language: request.language,
        viewerId: request.viewer?.userId ?? null,
      }),
  })
  route(app, {
    method: 'GET',
    url: '/slots/:id',
    access: 'public',
    summary: 'One slot with its experience',
    description: 'All that a link to a time needs, past, full and closed ones included.',
    tags,
    schema: { params: SlotIdParams, response: { 200: SlotWithExperience } },
    handler: (request) =>
      showSlot(deps, {
        slotId: request.params.id,
        language: request.language,
        viewerId: request.viewer?.userId ?? null,
      }),
  })

  route(app, {
    method: 'GET',
    url: '/hosts/:idOrSlug',
    access: 'public',
    summary: 'Who offers experiences, by id or slug',
    description: 'Closed or hidden hosts are not there; one who pauses is, with nothing to book.',
    tags,
    schema: { params: HostIdOrSlugParams, response: { 200: PublicHost } },
    handler: (request) => showHost(deps, request.params.idOrSlug, request.language),
  })

  route(app, {
    method: 'GET',
    url: '/group-link',
    access: 'public',
    problems: [404],
    summary: 'The time of a group, by the secret of its link',
    description:
      'A time that is in no list. The secret stands in the query, which no log keeps; with it seats are held.',
    tags,
    schema: { querystring: GroupLinkQuery, response: { 200: SlotWithExperience } },
    handler: (request) => showGroupSlot(deps, { token: request.query.token, language: request.language }),
  })
}
