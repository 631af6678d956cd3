/** What a dashboard's numbers say. */
import type { Figures, HostDashboard, SellerDashboard } from '../../../contracts/insights.ts'

export type Metric = 'sales' | 'revenue' | 'occupancy' | 'conversion' | 'views'
export interface Dashboards {
  HOST: HostDashboard
  SELLER: SellerDashboard
}
export type Side = keyof Dashboards
export type Dashboard = Dashboards[Side]
/** Where each side's pages begin. */
export const roots = { HOST: '/anfitrion', SELLER: '/vender' } as const

export const metricsOf: Record<Side, readonly Metric[]> = {
  HOST: ['sales', 'revenue', 'occupancy', 'conversion'],
  SELLER: ['sales', 'revenue', 'conversion', 'views'],
}
export const isShare = (metric: Metric): boolean => metric === 'occupancy' || metric === 'conversion'

/** More sales than views: of that time views were not counted, and a part of them would say nothing. */
export const knownShare = (share: number | null): number | null => (share !== null && share > 1 ? null : share)

/** Pesos for revenue, of one for shares; null when there is nothing to divide by. */
export function valueOf(figures: Figures, metric: Metric): number | null {
  if (metric === 'conversion') return knownShare(figures.conversion)
  return metric === 'revenue' ? figures.revenue.amount / 100 : figures[metric]
}

export type Change = { kind: 'up' | 'down'; by: number } | { kind: 'same' } | { kind: 'unknown' }

/** Of counts and money by how much of what was; of shares by how many points of a hundred. */
export function changeOf(metric: Metric, now: number | null, before: number | null): Change {
  if (now === null || before === null || (!isShare(metric) && before === 0 && now !== 0)) return { kind: 'unknown' }
  const by = isShare(metric) ? Math.round((now - before) * 1000) / 10 : before === 0 ? 0 : (now - before) / before
  const isSmall = isShare(metric) ? by === 0 : Math.abs(by) < 0.005
  return isSmall ? { kind: 'same' } : { kind: by > 0 ? 'up' : 'down', by: Math.abs(by) }
}

export interface Point {
  from: string
  now: number | null
  before: number | null
  beforeFrom: string
}

/** Each bucket beside the one of the period before. */
export function pointsOf({ series, before }: Pick<Dashboard, 'series' | 'before'>, metric: Metric): Point[] {
  return series.map((figures, index) => {
    const earlier = before[index]
    return {
      from: figures.from,
      now: valueOf(figures, metric),
      before: earlier ? valueOf(earlier, metric) : null,
      beforeFrom: earlier?.from ?? figures.from,
    }
  })
}

type Money = Dashboard['today']['due']
/** What there is to say of money today, also when there is none. */
export type MoneyLine = { kind: 'due' | 'blocked' | 'later' | 'debt'; amount: Money } | { kind: 'none' }

export function moneyLineOf({
  due,
  balance,
  canBePaid,
}: Pick<Dashboard['today'], 'due' | 'balance' | 'canBePaid'>): MoneyLine {
  if (balance.amount < 0) return { kind: 'debt', amount: { ...balance, amount: -balance.amount } }
  if (due.amount > 0) return { kind: canBePaid ? 'due' : 'blocked', amount: due }
  return balance.amount > 0 ? { kind: 'later', amount: balance } : { kind: 'none' }
}

/** Nobody ever looked, booked or bought, and nothing waits: who is here has just begun. */
export function hasNothingYet({ totals, listings, today }: Dashboard): boolean {
  const sum = (figures: Figures) => figures.sales + figures.views
  const arrivals = 'arrivals' in today ? today.arrivals.length : today.toAccept.count + today.toShip.count
  return (
    sum(totals.now) + sum(totals.before) + arrivals === 0 &&
    listings.length === 0 &&
    moneyLineOf(today).kind === 'none' &&
    today.unansweredQuestions + today.unreadThreads === 0
  )
}
