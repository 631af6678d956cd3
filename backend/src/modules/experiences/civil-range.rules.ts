/** Ranges of civil dates (YYYY-MM-DD) at a place, both ends included. */
export interface CivilRange {
  from: string
  to: string
}

/** Longer would make one answer carry thousands of slots. */
export const maxSlotDays = 120
/** What a calendar shows when nothing is asked for: today and this many days after. */
export const defaultSlotDays = 30

const dayMs = 86_400_000
const dayNumber = (civil: string) => Date.parse(`${civil}T00:00:00Z`) / dayMs

export function addDays(civil: string, days: number): string {
  return new Date((dayNumber(civil) + days) * dayMs).toISOString().slice(0, 10)
}

export type RangeProblem = 'ends-before-it-begins' | 'too-long'

/** The range of a slot calendar; `today` is the civil date at the place. A range of 120 days is the longest. */
export function slotRange(asked: Partial<CivilRange>, today: string): CivilRange | { problem: RangeProblem } {
  const from = asked.from ?? today
  const to = asked.to ?? addDays(from, defaultSlotDays)
  if (to < from) return { problem: 'ends-before-it-begins' }
  if (dayNumber(to) - dayNumber(from) >= maxSlotDays) return { problem: 'too-long' }
  return { from, to }
}
