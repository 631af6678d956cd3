/** RFC 5545 over civil days. */
import { RRuleTemporal } from 'rrule-temporal'

/**
 * The civil days of a rule from `from` to `to`, both included. Days are counted at noon UTC, where no clock is ever changed:
 * the rule says days, the clock at the place is somebody else's matter.
 * @param rule.rrule without DTSTART: `FREQ=WEEKLY;BYDAY=TU,SA`
 * @param rule.firstDay the day that intervals are counted from
 * @throws for what is no rule, and for one that never comes up
 */
export function recurringDays(rule: { rrule: string; firstDay: string }, from: string, to: string): string[] {
  const expand = new RRuleTemporal({
    rruleString: `DTSTART:${rule.firstDay.replaceAll('-', '')}T120000Z\nRRULE:${rule.rrule}`,
    strict: true,
    // Ten years of days: what does not come up by then is found to never come.
    maxIterations: 4000,
  })
  return expand
    .between(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`), true)
    .map((at) => new Date(at.epochMilliseconds).toISOString().slice(0, 10))
}
