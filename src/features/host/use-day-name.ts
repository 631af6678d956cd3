import { useDates } from '../../lib/dates.ts'
import { weekdays } from './rule-draft.rules.ts'

/** `lun` for MO in the language of the page. */
export function useDayName() {
  const dates = useDates()
  // The 1st of June 2026 was a Monday.
  return (day: (typeof weekdays)[number]) => dates.civilParts(`2026-06-0${weekdays.indexOf(day) + 1}`).weekday
}
