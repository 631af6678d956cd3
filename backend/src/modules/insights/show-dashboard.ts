import type { Language } from '../../../../contracts/common.ts'
import type { DashboardBy, Figures, HostDashboard, SellerDashboard } from '../../../../contracts/insights.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pesos } from '../../platform/pure/money.ts'
import {
  arrivals,
  bestListings,
  dailyFigures,
  dailySeats,
  shopToday,
  today,
  unansweredQuestions,
} from './dashboards.queries.ts'
import type { InsightDeps } from './deps.ts'
import { bucketsUpTo, type DayFigures, ratio, sumIn, type Summed, sumOf } from './periods.rules.ts'

interface Asked {
  userId: string
  language: Language
  by: DashboardBy
}

const figuresOf = (sum: Summed): Figures => ({
  sales: sum.sales,
  units: sum.units,
  revenue: pesos(sum.salesCents),
  cancelled: sum.cancelled,
  refunded: pesos(sum.refundedCents),
  views: sum.views,
  conversion: ratio(sum.sales, sum.views),
  occupancy: ratio(sum.seatsTaken, sum.seatsOffered),
})

async function seriesOf(deps: InsightDeps, payeeId: string, kind: 'HOST' | 'SELLER', day: string, asked: Asked) {
  const db = deps.database.read
  const buckets = bucketsUpTo(day, asked.by)
  const first = buckets.before[0]?.from ?? day
  const from = buckets.now[0]?.from ?? day
  const last = buckets.now.at(-1)?.to ?? day
  const [figures, seats, listings] = await Promise.all([
    dailyFigures(db, payeeId, first),
    kind === 'HOST' ? dailySeats(db, payeeId, { from: first, to: last }) : Promise.resolve<DayFigures[]>([]),
    bestListings(db, { payeeId, from, kind, language: asked.language }),
  ])
  const days = [...figures, ...seats]
  const now = sumIn(buckets.now, days)
  const before = sumIn(buckets.before, days)
  const shown = (sums: typeof now) => sums.map((sum) => ({ from: sum.from, to: sum.to, ...figuresOf(sum) }))
  return {
    by: asked.by,
    series: shown(now),
    before: shown(before),
    totals: { now: figuresOf(sumOf(now)), before: figuresOf(sumOf(before)) },
    listings,
  }
}

async function waitingOf(deps: InsightDeps, payee: { kind: 'HOST' | 'SELLER'; id: string }, userId: string) {
  const [money, questions, unreadThreads] = await Promise.all([
    deps.moneyOf(payee),
    unansweredQuestions(deps.database.read, payee.id),
    deps.unreadThreads(userId),
  ])
  return {
    due: pesos(Math.max(0, money.dueCents)),
    balance: pesos(money.balanceCents),
    canBePaid: money.canBePaid,
    unansweredQuestions: questions,
    unreadThreads,
  }
}

/** @throws NOT_FOUND for someone without a host profile to look at */
export async function hostDashboard(deps: InsightDeps, asked: Asked): Promise<HostDashboard> {
  const host = await deps.hostOf(asked.userId)
  if (!host) throw platformErrors.NOT_FOUND()
  const day = await today(deps.database.read)
  const [coming, waiting, series] = await Promise.all([
    arrivals(deps.database.read, { hostId: host.id, day, language: asked.language }),
    waitingOf(deps, { kind: 'HOST', id: host.id }, asked.userId),
    seriesOf(deps, host.id, 'HOST', day, asked),
  ])
  return { today: { day, arrivals: coming, ...waiting }, ...series }
}

/** @throws NOT_FOUND for someone without a workshop to look at */
export async function sellerDashboard(deps: InsightDeps, asked: Asked): Promise<SellerDashboard> {
  const seller = await deps.sellerOf(asked.userId)
  if (!seller) throw platformErrors.NOT_FOUND()
  const day = await today(deps.database.read)
  const [shop, waiting, series] = await Promise.all([
    shopToday(deps.database.read, seller.id),
    waitingOf(deps, { kind: 'SELLER', id: seller.id }, asked.userId),
    seriesOf(deps, seller.id, 'SELLER', day, asked),
  ])
  return { today: { day, ...shop, ...waiting }, ...series }
}
