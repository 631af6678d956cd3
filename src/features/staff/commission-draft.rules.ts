import { addDays } from '../../lib/dates.ts'
import { startOfDay } from './day-field.tsx'

export interface CommissionDraft {
  kind: string
  /** As it was typed, `14.5` or `14,5`. */
  percent: string
  /** A day in Oaxaca. */
  day: string
}

const mostBps = 5000

/** Basis points; null for what is no share between nothing and half. An empty field is no 0 %. */
function bpsOf(percent: string): number | null {
  if (!/^\d{1,2}([.,]\d{1,2})?$/.test(percent.trim())) return null
  const bps = Math.round(Number(percent.replace(',', '.')) * 100)
  return bps <= mostBps ? bps : null
}

export function commissionProblems({ percent, day }: CommissionDraft, today: string): { percent?: true; day?: true } {
  return {
    ...(bpsOf(percent) === null && { percent: true }),
    ...(!/^\d{4}-\d\d-\d\d$/.test(day) || day < addDays(today, 1) ? { day: true } : {}),
  }
}

export const commissionWrite = ({ kind, percent, day }: CommissionDraft) => ({
  kind,
  bps: bpsOf(percent),
  startsAt: startOfDay(day),
})
