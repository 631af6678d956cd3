/** Shipping rates while they are written: texts as they are typed, until they are a write of the contract. */
import type { z } from 'zod'
import type { ShippingRate, ShippingRatesWrite } from '../../../contracts/checkout.ts'
import type { Rate } from '../../../contracts/checkout-shipping-offer.ts'
import { pesosText, readCount, readPesos } from '../../lib/pesos.rules.ts'

type Write = z.infer<typeof ShippingRatesWrite>['rates'][number]
export interface TierDraft {
  key: string
  /** Empty for the last one: however heavy. */
  upToKg: string
  price: string
}
export interface RateDraft {
  key: string
  zone: ShippingRate['zone']
  states: string[]
  label: { es: string; en: string }
  /** One price for everything, or prices by weight. */
  byWeight: boolean
  tiers: TierDraft[]
  /** Empty: never free. */
  freeAbove: string
  minDays: string
  maxDays: string
}
export interface RatesDraft {
  rates: RateDraft[]
}

export const newTier = (key: string): TierDraft => ({ key, upToKg: '', price: '' })
/** What buyers read, to begin with. */
const firstLabels: Record<RateDraft['zone'], RateDraft['label']> = {
  STATES: { es: 'Paquetería de la región', en: 'Regional courier' },
  MEXICO: { es: 'Paquetería', en: 'Courier' },
  ABROAD: { es: 'Envío internacional', en: 'International shipping' },
}
export const newRate = (key: string, zone: RateDraft['zone']): RateDraft => ({
  key,
  zone,
  states: [],
  label: firstLabels[zone],
  byWeight: false,
  tiers: [newTier('0')],
  freeAbove: '',
  minDays: zone === 'ABROAD' ? '7' : '2',
  maxDays: zone === 'ABROAD' ? '20' : '6',
})

/** Kilograms as people type them, in grams; null when it is none. */
export function readKilos(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(plain)) return null
  const grams = Math.round(Number(plain) * 1000)
  return grams >= 1 && grams <= 1_000_000 ? grams : null
}
const kilosText = (grams: number) => String(grams / 1000)

/** Each save gives a rate a new number; what it is called tells which one it is. */
const keyOf = (rates: readonly ShippingRate[], { zone, label }: ShippingRate, index: number) => {
  const twins = rates.slice(0, index).filter((one) => one.zone === zone && one.label === label)
  return `${zone} ${label} ${twins.length}`
}

export const ratesDraft = (rates: readonly ShippingRate[]): RatesDraft => ({
  rates: rates.map((rate, at) => ({
    key: keyOf(rates, rate, at),
    zone: rate.zone,
    states: rate.states,
    label: { es: rate.label, en: rate.translations.en?.label ?? '' },
    byWeight: rate.tiers.length > 1 || rate.tiers[0]?.upToGrams !== null,
    tiers: rate.tiers.map(({ upToGrams, cents }, index) => ({
      key: String(index),
      upToKg: upToGrams === null ? '' : kilosText(upToGrams),
      price: pesosText(cents),
    })),
    freeAbove: rate.freeAbove ? pesosText(rate.freeAbove.amount) : '',
    minDays: String(rate.minDays),
    maxDays: String(rate.maxDays),
  })),
})

export type RateProblem =
  | 'states'
  | 'label'
  | 'english'
  | 'price'
  | 'kilos'
  | 'order'
  | 'freeAbove'
  | 'days'
  | 'daysOrder'
const mostCents = 10_000_000

/** What is wrong, by the pointer of the field in the write. Empty when it can be saved. */
export function ratesProblems({ rates }: RatesDraft): Partial<Record<string, RateProblem>> {
  const found: Partial<Record<string, RateProblem>> = {}
  for (const [index, rate] of rates.entries()) {
    const at = `/rates/${index}`
    if (rate.zone === 'STATES' && rate.states.length === 0) found[`${at}/states`] = 'states'
    if (rate.label.es.trim().length < 2) found[`${at}/label`] = 'label'
    if (rate.label.en.trim().length === 1) found[`${at}/translations/en/label`] = 'english'
    let before = 0
    for (const [number, tier] of tiersOf(rate).entries()) {
      const price = readPesos(tier.price)
      if (price === null || price > mostCents) found[`${at}/tiers/${number}/cents`] = 'price'
      if (!rate.byWeight) continue
      const isOpen = tier.upToKg.trim() === '' && number === rate.tiers.length - 1
      const grams = readKilos(tier.upToKg)
      if (!isOpen && grams === null) found[`${at}/tiers/${number}/upToGrams`] = 'kilos'
      else if (grams !== null && grams <= before) found[`${at}/tiers/${number}/upToGrams`] = 'order'
      before = grams ?? before
    }
    if (rate.freeAbove.trim() !== '' && readPesos(rate.freeAbove) === null) found[`${at}/freeAbove`] = 'freeAbove'
    const [least, most] = [readCount(rate.minDays), readCount(rate.maxDays)]
    if (least === null || most === null || least > 120 || most > 180) found[`${at}/minDays`] = 'days'
    else if (most < least) found[`${at}/maxDays`] = 'daysOrder'
  }
  return found
}

/** With one price for everything only the first counts. */
const tiersOf = ({ byWeight, tiers }: RateDraft): TierDraft[] => (byWeight ? tiers : tiers.slice(0, 1))

export const ratesWrite = ({ rates }: RatesDraft): Write[] =>
  rates.map((rate) => ({
    zone: rate.zone,
    states: rate.zone === 'STATES' ? rate.states : [],
    label: rate.label.es.trim(),
    translations: rate.label.en.trim() === '' ? {} : { en: { label: rate.label.en.trim() } },
    tiers: tiersOf(rate).map(({ upToKg, price }) => ({
      upToGrams: rate.byWeight ? readKilos(upToKg) : null,
      cents: readPesos(price) ?? 0,
    })),
    freeAbove:
      rate.freeAbove.trim() === '' ? null : { amount: readPesos(rate.freeAbove) ?? 0, currency: 'MXN' as const },
    minDays: readCount(rate.minDays) ?? 0,
    maxDays: readCount(rate.maxDays) ?? 0,
  }))

/** As the rule that charges buyers reads them. */
export const ratesToTry = (draft: RatesDraft): (Rate & { label: RateDraft['label'] })[] =>
  ratesWrite(draft).map(({ freeAbove, ...rate }, index) => ({
    ...rate,
    id: draft.rates[index]?.key ?? '',
    label: draft.rates[index]?.label ?? { es: '', en: '' },
    freeAboveCents: freeAbove?.amount ?? null,
  }))
