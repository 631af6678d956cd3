import type { FastifyInstance } from 'fastify'
import { RegionList, VenueList } from '../../../../contracts/places.ts'
import { route } from '../../platform/http/route.ts'
import type { Places } from './index.ts'

const tags = ['Places']

export function placesRoutes(app: FastifyInstance, places: Pick<Places, 'regions' | 'venues'>): void {
  route(app, {
    method: 'GET',
    url: '/regions',
    access: 'public',
    summary: 'The eight regions, with how many experiences each offers',
    tags,
    schema: { response: { 200: RegionList } },
    handler: async (request) => ({ items: await places.regions(request.language), nextCursor: null }),
  })
  route(app, {
    method: 'GET',
    url: '/venues',
    access: 'public',
    summary: 'Stages, squares and theatres of the festival',
    tags,
    schema: { response: { 200: VenueList } },
    handler: async (request) => ({ items: await places.venues(request.language), nextCursor: null }),
  })
}
