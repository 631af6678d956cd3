/** A seller's shipping rates, pickup points and codes, and the platform's own codes. */
import type { DiscountCode, OwnPickupPoint, ShippingRate } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import { violates } from '../../platform/database/index.ts'
import { contentTag } from '../../platform/content-tag.ts'
import { type FieldError, platformErrors } from '../../platform/errors.ts'
import { checkoutErrors } from './checkout.errors.ts'
import type { CheckoutDeps } from './deps.ts'
import { mexicanStateCodes } from './mexican-states.rules.ts'
import {
  type CodeWrite,
  insertCode,
  listPoints,
  listRates,
  lockTerms,
  type PointWrite,
  type RateWrite,
  replacePoints,
  replaceRates,
  setCodeActive,
} from './terms.repository.ts'

const texts = {
  states: { es: 'Di a qué estados: códigos como OAX o CMX.', en: 'Say which states: codes like OAX or CMX.' },
  days: { es: 'No puede ser menor que el mínimo de días.', en: 'Must not be below the least days.' },
  tiers: {
    es: 'Los pesos van de menor a mayor; solo el último puede quedar abierto.',
    en: 'Weights go up; only the last one may be open.',
  },
  sum: { es: 'Es demasiado.', en: 'That is too much.' },
  year: { es: 'Ese año no puede ser.', en: 'That year cannot be.' },
  last: { es: 'No puede ser antes del primer día.', en: 'Must not be before the first day.' },
  period: { es: 'Debe ser después del inicio.', en: 'Must be after the start.' },
} as const

export const ratesVersion = (rates: readonly ShippingRate[]): string =>
  contentTag(rates.map(({ id: _, ...rate }) => rate))

function assertStill(expected: string | null, version: string): void {
  if (expected !== null && expected !== version) throw platformErrors.VERSION_CONFLICT()
}

/** What the database counts to, rounded down to something a person means. */
const mostCents = 2_000_000_000
const firstYear = '2000'

function problemsOf(rate: RateWrite, at: number, language: Language): FieldError[] {
  const problems: FieldError[] = []
  const say = (field: string, text: keyof typeof texts) =>
    problems.push({ pointer: `/rates/${at}/${field}`, message: texts[text][language] })
  const known = rate.states.every((state) => mexicanStateCodes.includes(state))
  if (!known || (rate.zone === 'STATES') === (rate.states.length === 0)) say('states', 'states')
  if (rate.maxDays < rate.minDays) say('maxDays', 'days')
  if ((rate.freeAbove?.amount ?? 0) > mostCents) say('freeAbove', 'sum')
  const weights = rate.tiers.map(({ upToGrams }) => upToGrams ?? Number.POSITIVE_INFINITY)
  if (weights.some((grams, index) => index > 0 && grams <= (weights[index - 1] as number))) say('tiers', 'tiers')
  return problems
}

/**
 * The whole set is replaced; with `expected` only the set that was read. Of a version, a rate's number is no part: each write gives new ones.
 * @throws VALIDATION_FAILED, VERSION_CONFLICT
 */
export async function writeRates(
  deps: Pick<CheckoutDeps, 'database'>,
  input: { sellerId: string; rates: RateWrite[]; expected: string | null; language: Language },
): Promise<ShippingRate[]> {
  const errors = input.rates.flatMap((rate, at) => problemsOf(rate, at, input.language))
  if (errors.length > 0) throw platformErrors.VALIDATION_FAILED({ errors })
  return deps.database.transaction(async (tx) => {
    await lockTerms(tx, input.sellerId)
    assertStill(input.expected, ratesVersion(await listRates(tx, input.sellerId)))
    await replaceRates(tx, input.sellerId, input.rates)
    return listRates(tx, input.sellerId)
  })
}

/** The whole set is replaced; with `expected` only the set that was read. @throws VALIDATION_FAILED, VERSION_CONFLICT, NOT_FOUND when one of them is another's */
export async function writePoints(
  deps: Pick<CheckoutDeps, 'database'>,
  input: { sellerId: string; points: PointWrite[]; expected: string | null; language: Language },
): Promise<OwnPickupPoint[]> {
  const errors = input.points.flatMap((point, at) => problemsOfDays(point, `/points/${at}`, input.language))
  if (errors.length > 0) throw platformErrors.VALIDATION_FAILED({ errors })
  return deps.database.transaction(async (tx) => {
    await lockTerms(tx, input.sellerId)
    assertStill(input.expected, contentTag(await listPoints(tx, input.sellerId)))
    if ((await replacePoints(tx, input.sellerId, input.points)) !== null) throw platformErrors.NOT_FOUND()
    return listPoints(tx, input.sellerId)
  })
}

function problemsOfDays({ openFrom, openUntil }: PointWrite, at: string, language: Language): FieldError[] {
  const early = (day: string | null) => day !== null && day < firstYear
  if (early(openFrom)) return [{ pointer: `${at}/openFrom`, message: texts.year[language] }]
  if (early(openUntil)) return [{ pointer: `${at}/openUntil`, message: texts.year[language] }]
  const isBackwards = openFrom !== null && openUntil !== null && openUntil < openFrom
  return isBackwards ? [{ pointer: `${at}/openUntil`, message: texts.last[language] }] : []
}

/** Of a seller, or with none the platform's. @throws VALIDATION_FAILED, DISCOUNT_CODE_TAKEN */
export async function createCode(
  deps: Pick<CheckoutDeps, 'database' | 'audit'>,
  input: { sellerId: string | null; userId: string; ipAddress: string; code: CodeWrite; language: Language },
): Promise<DiscountCode> {
  const { code, sellerId } = input
  const errors = problemsOfCode(code, input.language)
  if (errors.length > 0) throw platformErrors.VALIDATION_FAILED({ errors })
  try {
    return await deps.database.transaction(async (tx) => {
      const written = await insertCode(tx, sellerId, code)
      if (sellerId === null)
        await deps.audit(tx, {
          actorId: input.userId,
          action: 'discount-code.created',
          subject: `discount-code:${written.id}`,
          details: { code: written.code, kind: written.kind, value: written.value },
          ipAddress: input.ipAddress,
        })
      return written
    })
  } catch (error) {
    if (violates(error, 'discount_codes_code_key')) throw checkoutErrors.DISCOUNT_CODE_TAKEN()
    throw error
  }
}

function problemsOfCode({ minimum, startsAt, endsAt }: CodeWrite, language: Language): FieldError[] {
  const problems: FieldError[] = []
  const say = (field: string, text: keyof typeof texts) =>
    problems.push({ pointer: `/${field}`, message: texts[text][language] })
  if ((minimum?.amount ?? 0) > mostCents) say('minimum', 'sum')
  if (startsAt && startsAt < firstYear) say('startsAt', 'year')
  if (endsAt && endsAt < firstYear) say('endsAt', 'year')
  else if (startsAt && endsAt && endsAt <= startsAt) say('endsAt', 'period')
  return problems
}

/** Off or on; who of the staff did it to a code of the platform is on record. @throws NOT_FOUND */
export async function switchCode(
  deps: Pick<CheckoutDeps, 'database' | 'audit'>,
  input: { id: string; sellerId: string | null; active: boolean; staff?: { userId: string; ipAddress: string } },
): Promise<DiscountCode> {
  const { id, sellerId, active, staff } = input
  return deps.database.transaction(async (tx) => {
    const code = await setCodeActive(tx, { id, sellerId, active })
    if (!code) throw platformErrors.NOT_FOUND()
    if (staff)
      await deps.audit(tx, {
        actorId: staff.userId,
        action: active ? 'discount-code.opened' : 'discount-code.closed',
        subject: `discount-code:${id}`,
        details: { code: code.code },
        ipAddress: staff.ipAddress,
      })
    return code
  })
}
