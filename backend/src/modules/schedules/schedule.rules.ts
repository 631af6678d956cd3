/** Which days a rule means. Civil dates throughout: what the clock at the place makes of them, the database says. */
import { recurringDays } from '../../platform/pure/recurrence.ts'

export interface RuleDays {
  /** RFC 5545 without DTSTART; null when it is single dates only. */
  rrule: string | null
  dates: readonly string[]
  startTimes: readonly string[]
  validFrom: string
  validUntil: string | null
  exceptions: readonly string[]
}
export interface RuleStart {
  day: string
  startTime: string
}

/** How far ahead times are made. A season and its bookings; longer only makes calendars that nobody will keep to. */
export const horizonDays = 300
/** More times than this in one rule is a mistake. */
export const mostStarts = 2400

const dayMs = 86_400_000
export const addDays = (civil: string, days: number): string =>
  new Date(Date.parse(`${civil}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs

export type RuleProblem = 'unreadable' | 'ends-before-it-begins' | 'no-day' | 'too-many'

/** Null when it can be kept. `today` is the civil date at the place. */
export function problemOf(rule: RuleDays, today: string): RuleProblem | null {
  if (rule.validUntil !== null && rule.validUntil < rule.validFrom) return 'ends-before-it-begins'
  if (rule.rrule === null && rule.dates.length === 0) return 'no-day'
  try {
    return startsOf(rule, today).length > mostStarts ? 'too-many' : null
  } catch {
    return 'unreadable'
  }
}

/** Every start from `today` until the horizon, by day and time. */
export function startsOf(rule: RuleDays, today: string): RuleStart[] {
  const horizon = addDays(today, horizonDays)
  const from = rule.validFrom > today ? rule.validFrom : today
  const to = rule.validUntil !== null && rule.validUntil < horizon ? rule.validUntil : horizon
  const { rrule } = rule
  const repeated = rrule === null || from > to ? [] : recurringDays({ rrule, firstDay: rule.validFrom }, from, to)
  const except = new Set(rule.exceptions)
  // A single date is asked for by name: the season does not keep it away, the horizon does.
  const single = rule.dates.filter((day) => day >= today && day <= horizon)
  const days = [...new Set([...repeated, ...single])].filter((day) => !except.has(day)).toSorted()
  const times = rule.startTimes.toSorted()
  return days.flatMap((day) => times.map((startTime) => ({ day, startTime })))
}
