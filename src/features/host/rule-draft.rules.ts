/** A weekly rule while its host writes it. */
import type { ScheduleRule, ScheduleRuleWrite } from '../../../contracts/schedules.ts'
import { readCount } from '../../lib/pesos.rules.ts'

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export interface RuleDraft {
  days: Weekday[]
  hours: string[]
  capacity: string
  from: string
  until: string
  exceptions: string[]
}

const simple = /^FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$/

/** The days of a plain weekly rule; null for one that this form could not say. */
export function weekdaysOf(rrule: string | null): Weekday[] | null {
  const found = simple.exec(rrule ?? '')?.[1]?.split(',')
  return found ? weekdays.filter((day) => found.includes(day)) : null
}

export const newRule = (today: string): RuleDraft => ({
  days: [],
  hours: ['10:00'],
  capacity: '8',
  from: today,
  until: '',
  exceptions: [],
})

export const ruleDraft = (rule: ScheduleRule): RuleDraft => ({
  days: weekdaysOf(rule.rrule) ?? [],
  hours: rule.startTimes,
  capacity: String(rule.capacity),
  from: rule.validFrom,
  until: rule.validUntil ?? '',
  exceptions: rule.exceptions,
})

export type RuleProblem = 'day' | 'hour' | 'capacity' | 'from'
export function ruleProblems({ days, hours, capacity, from }: RuleDraft): RuleProblem[] {
  const seats = readCount(capacity) ?? 0
  return [
    ...(days.length === 0 ? (['day'] as const) : []),
    ...(hours.length === 0 || hours.includes('') ? (['hour'] as const) : []),
    ...(seats < 1 || seats > 500 ? (['capacity'] as const) : []),
    ...(from === '' ? (['from'] as const) : []),
  ]
}

/** Of a draft without problems. `dates` of the rule stay as they are. */
export function ruleWrite(draft: RuleDraft, dates: string[] = []): ScheduleRuleWrite {
  return {
    rrule: `FREQ=WEEKLY;BYDAY=${weekdays.filter((day) => draft.days.includes(day)).join(',')}`,
    dates,
    startTimes: [...new Set(draft.hours)].toSorted(),
    capacity: readCount(draft.capacity) ?? 0,
    validFrom: draft.from,
    validUntil: draft.until || null,
    exceptions: draft.exceptions.toSorted(),
  }
}
