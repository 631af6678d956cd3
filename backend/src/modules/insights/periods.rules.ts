/** Civil days, weeks and months, counted back from a day. Days are `YYYY-MM-DD`. */
import { bucketsOf, type DashboardBy } from '../../../../contracts/insights.ts'

export interface Bucket {
  from: string
  /** Inclusive. */
  to: string
}

const dayMs = 86_400_000
const textOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)
export const addDays = (day: string, days: number): string => textOf(timeOf(day) + days * dayMs)

function startOf(day: string, by: DashboardBy): string {
  if (by === 'day') return day
  if (by === 'month') return `${day.slice(0, 7)}-01`
  return addDays(day, -((new Date(timeOf(day)).getUTCDay() + 6) % 7))
}
function moved(start: string, by: DashboardBy, count: number): string {
  if (by !== 'month') return addDays(start, count * (by === 'week' ? 7 : 1))
  const at = new Date(timeOf(start))
  return textOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, 1))
}

/** The last buckets up to the one of `today`, oldest first, and as many before them. */
export function bucketsUpTo(today: string, by: DashboardBy): { now: Bucket[]; before: Bucket[] } {
  const count = bucketsOf[by]
  const current = startOf(today, by)
  const all = Array.from({ length: count * 2 }, (_, index) => {
    const from = moved(current, by, index - count * 2 + 1)
    return { from, to: addDays(moved(from, by, 1), -1) }
  })
  return { before: all.slice(0, count), now: all.slice(count) }
}

export interface DayFigures {
  day: string
  sales: number
  units: number
  salesCents: number
  cancelled: number
  refundedCents: number
  views: number
  seatsTaken: number
  seatsOffered: number
}
export type Summed = Omit<DayFigures, 'day'>

const nothing: Summed = {
  sales: 0,
  units: 0,
  salesCents: 0,
  cancelled: 0,
  refundedCents: 0,
  views: 0,
  seatsTaken: 0,
  seatsOffered: 0,
}
const names = Object.keys(nothing) as (keyof Summed)[]

export function sumOf(days: readonly Summed[]): Summed {
  const sum = { ...nothing }
  for (const day of days) for (const name of names) sum[name] += day[name]
  return sum
}

/** The days of each bucket, summed. */
export function sumIn(buckets: readonly Bucket[], days: readonly DayFigures[]): (Bucket & Summed)[] {
  return buckets.map(({ from, to }) => ({ from, to, ...sumOf(days.filter(({ day }) => day >= from && day <= to)) }))
}

/** To four decimals; null when there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : null
}
