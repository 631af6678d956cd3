/** A discount code while it is written, and how one stands. */
import type { z } from 'zod'
import type { DiscountCode, DiscountCodeWrite } from '../../../contracts/checkout.ts'
import { addDays, civilDateAt, placeTimeZone } from '../../lib/dates.ts'
import { instantAt } from '../../lib/instant-at.ts'
import { readCount, readPesos } from '../../lib/pesos.rules.ts'

export interface CodeDraft {
  code: string
  kind: DiscountCode['kind']
  /** Per cent or pesos. */
  value: string
  minimum: string
  /** Civil days in Oaxaca, both inclusive; empty is open. */
  from: string
  until: string
  maxUses: string
  maxPerUser: string
}
export const emptyCode = (): CodeDraft => ({
  code: '',
  kind: 'PERCENT',
  value: '10',
  minimum: '',
  from: '',
  until: '',
  maxUses: '',
  maxPerUser: '1',
})

export type CodeProblem = 'code' | 'percent' | 'amount' | 'minimum' | 'period' | 'past' | 'uses' | 'perUser'

export const readCode = (typed: string): string => typed.trim().toUpperCase()

/** What is wrong, by the pointer of the field in the write. */
export function codeProblems(draft: CodeDraft, today: string): Partial<Record<string, CodeProblem>> {
  const found: Partial<Record<string, CodeProblem>> = {}
  const count = (text: string, most: number) => text.trim() === '' || inRange(readCount(text), 1, most)
  if (!/^[A-Z0-9-]{3,40}$/.test(readCode(draft.code))) found['/code'] = 'code'
  if (draft.kind === 'PERCENT' && !inRange(readCount(draft.value), 1, 100)) found['/value'] = 'percent'
  if (draft.kind === 'AMOUNT' && !inRange(readPesos(draft.value), 1, 10_000_000)) found['/value'] = 'amount'
  if (draft.minimum.trim() !== '' && readPesos(draft.minimum) === null) found['/minimum'] = 'minimum'
  if (draft.until !== '' && draft.until < today) found['/endsAt'] = 'past'
  else if (draft.from !== '' && draft.until !== '' && draft.until < draft.from) found['/endsAt'] = 'period'
  if (!count(draft.maxUses, 100_000)) found['/maxUses'] = 'uses'
  if (!count(draft.maxPerUser, 1000)) found['/maxPerUser'] = 'perUser'
  return found
}
const inRange = (value: number | null, least: number, most: number) => value !== null && value >= least && value <= most

export const codeWrite = (draft: CodeDraft): z.input<typeof DiscountCodeWrite> => ({
  code: readCode(draft.code),
  kind: draft.kind,
  value: draft.kind === 'PERCENT' ? (readCount(draft.value) ?? 0) * 100 : (readPesos(draft.value) ?? 0),
  ...(draft.minimum.trim() !== '' && { minimum: { amount: readPesos(draft.minimum) ?? 0, currency: 'MXN' as const } }),
  startsAt: draft.from === '' ? null : instantAt(draft.from, '00:00', placeTimeZone),
  // The last day counts to its end.
  endsAt: draft.until === '' ? null : instantAt(addDays(draft.until, 1), '00:00', placeTimeZone),
  maxUses: readCount(draft.maxUses),
  maxPerUser: readCount(draft.maxPerUser),
})

export type CodeState = 'OFF' | 'OVER' | 'USED_UP' | 'WAITING' | 'WORKS'
export function codeState(code: DiscountCode, now: number): CodeState {
  if (code.endsAt && Date.parse(code.endsAt) <= now) return 'OVER'
  if (code.maxUses !== null && code.used >= code.maxUses) return 'USED_UP'
  if (!code.active) return 'OFF'
  return code.startsAt && Date.parse(code.startsAt) > now ? 'WAITING' : 'WORKS'
}

/** The last day on which it counts. */
export const lastDay = (endsAt: string): string =>
  civilDateAt(new Date(Date.parse(endsAt) - 1).toISOString(), placeTimeZone)
