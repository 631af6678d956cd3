/** The address of a dashboard: `?por=week&mira=revenue`. What is not understood is dropped. */
import type { DashboardBy } from '../../../contracts/insights.ts'
import type { Metric } from './dashboard.rules.ts'

const periods = ['day', 'week', 'month'] as const
const metrics = ['sales', 'revenue', 'occupancy', 'conversion', 'views'] as const

export function readDashboard(search: Record<string, unknown>): { por?: DashboardBy; mira?: Metric } {
  const por = periods.find((one) => one === search['por'])
  const mira = metrics.find((one) => one === search['mira'])
  return { ...(por && { por }), ...(mira && { mira }) }
}
