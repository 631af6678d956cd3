import type { FastifyInstance } from 'fastify'
import {
  ExperienceIdParams,
  ExperiencePatch,
  ExperienceWrite,
  HostExperiencePage,
  HostExperienceQuery,
  HostListing,
} from '../../../../contracts/experiences.ts'
import { expectedVersion, sendVersion } from '../../platform/http/if-match.ts'
import { csvPageRows, replyWithCsv, wantsCsv } from '../../platform/http/csv-list.ts'
import { route } from '../../platform/http/route.ts'
import { browseOwnExperiences, showOwnListing } from './browse-own-experiences.ts'
import { createListing } from './create-listing.ts'
import type { Deps } from './deps.ts'
import { experiencesCsv } from './experiences-csv.ts'
import { editListing } from './edit-listing.ts'

const tags = ['Hosts']

export function hostExperienceRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, {
    method: 'GET',
    url: '/host/experiences',
    access: 'signed-in',
    summary: 'Your own experiences, drafts included',
    tags,
    description: 'With `Accept: text/csv` all of them come as a table.',
    schema: { querystring: HostExperienceQuery, response: { 200: HostExperiencePage } },
    handler(request, reply) {
      const { viewer, query, language } = request
      const page = (of: Partial<typeof query>) =>
        browseOwnExperiences(deps, { userId: viewer.userId, query: { ...query, ...of }, language })
      if (!wantsCsv(request)) return page({})
      return replyWithCsv(
        reply,
        experiencesCsv(language, (from) => page({ cursor: from ?? undefined, limit: csvPageRows })),
      )
    },
  })
  route(app, {
    method: 'GET',
    url: '/host/experiences/:id',
    access: 'signed-in',
    summary: 'One of your experiences as you edit it',
    tags,
    schema: { params: ExperienceIdParams, response: { 200: HostListing } },
    handler: async (request, reply) => {
      const listing = await showOwnListing(deps, { userId: request.viewer.userId, experienceId: request.params.id })
      sendVersion(reply, listing.version)
      return listing
    },
  })
  route(app, {
    method: 'POST',
    url: '/host/experiences',
    access: 'signed-in',
    idempotent: true,
    summary: 'Offer a new experience',
    description:
      '`imageIds` are photos of yours that are READY (POST /media), in the order they are shown; `imageAlts` says what they show, by id.',
    tags,
    problems: [404],
    schema: { body: ExperienceWrite, response: { 201: HostListing } },
    handler: async (request, reply) => {
      const listing = await createListing(deps, {
        userId: request.viewer.userId,
        listing: request.body,
        language: request.language,
      })
      sendVersion(reply, listing.version)
      return listing
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/host/experiences/:id',
    access: 'signed-in',
    summary: 'Change one of your experiences',
    description:
      'Send the version you read as `If-Match`, and a change that somebody made meanwhile answers VERSION_CONFLICT; without it the change applies to whatever is there. Prices and policies of existing bookings stay as they are.',
    tags,
    schema: { params: ExperienceIdParams, body: ExperiencePatch, response: { 200: HostListing } },
    handler: async (request, reply) => {
      const given = request.headers['if-match']?.trim()
      const listing = await editListing(deps, {
        userId: request.viewer.userId,
        experienceId: request.params.id,
        expectedVersion: given === undefined || given === '*' ? null : expectedVersion(request),
        patch: request.body,
        language: request.language,
      })
      sendVersion(reply, listing.version)
      return listing
    },
  })
}
