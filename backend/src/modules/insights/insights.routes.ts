import type { FastifyInstance } from 'fastify'
import { DashboardQuery, HostDashboard, SellerDashboard } from '../../../../contracts/insights.ts'
import { route } from '../../platform/http/route.ts'
import type { InsightDeps } from './deps.ts'
import { hostDashboard, sellerDashboard } from './show-dashboard.ts'

export function insightRoutes(deps: InsightDeps) {
  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/host/dashboard',
      access: 'signed-in',
      problems: [404],
      summary: 'Today first, then bookings, sales, occupancy and conversion against the period before.',
      tags: ['Hosts'],
      schema: { querystring: DashboardQuery, response: { 200: HostDashboard } },
      handler: ({ viewer, language, query }) => hostDashboard(deps, { userId: viewer.userId, language, by: query.by }),
    })
    route(app, {
      method: 'GET',
      url: '/seller/dashboard',
      access: 'signed-in',
      problems: [404],
      summary: 'Today first, then orders, sales and conversion against the period before.',
      tags: ['Sellers'],
      schema: { querystring: DashboardQuery, response: { 200: SellerDashboard } },
      handler: ({ viewer, language, query }) =>
        sellerDashboard(deps, { userId: viewer.userId, language, by: query.by }),
    })
  }
}
