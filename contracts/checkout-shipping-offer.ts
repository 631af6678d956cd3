/**
 * What a seller asks for a parcel. The narrowest zone that fits the address counts, and only that one. Here because the
 * editor of rates shows what a buyer would pay by the very rule that charges them.
 */

export type ShippingZone = 'STATES' | 'MEXICO' | 'ABROAD'
export interface RateTier {
  /** Null: however heavy. */
  upToGrams: number | null
  cents: number
}
export interface Rate {
  id: string
  zone: ShippingZone
  states: readonly string[]
  tiers: readonly RateTier[]
  freeAboveCents: number | null
  minDays: number
  maxDays: number
}
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** Null when the words were no Mexican state. */
  stateCode: string | null
}
export interface ShippingOffer<R extends Rate = Rate> {
  rate: R
  cents: number
}

/** Rates of the narrowest zone that the address lies in. */
function ratesFor<R extends Rate>(rates: readonly R[], to: Destination): R[] {
  if (to.country !== 'MX') return rates.filter(({ zone }) => zone === 'ABROAD')
  const ofState = rates.filter(
    ({ zone, states }) => zone === 'STATES' && to.stateCode !== null && states.includes(to.stateCode),
  )
  return ofState.length > 0 ? ofState : rates.filter(({ zone }) => zone === 'MEXICO')
}

const ceiling = ({ upToGrams }: RateTier): number => upToGrams ?? Number.POSITIVE_INFINITY

/** Null when the parcel is heavier than the last tier. */
export function centsByWeight(tiers: readonly RateTier[], grams: number): number | null {
  return tiers.toSorted((a, b) => ceiling(a) - ceiling(b)).find((tier) => grams <= ceiling(tier))?.cents ?? null
}

/**
 * Null when the seller does not send that parcel there. Of several rates of the zone the cheapest counts, then the quicker one.
 * @param parcel.goodsCents what the goods cost after the seller's own discount
 */
export function shippingOffer<R extends Rate>(
  rates: readonly R[],
  to: Destination,
  parcel: { grams: number; goodsCents: number },
): ShippingOffer<R> | null {
  const offers = ratesFor(rates, to).flatMap((rate) => {
    const cents = centsByWeight(rate.tiers, parcel.grams)
    if (cents === null) return []
    const free = rate.freeAboveCents !== null && parcel.goodsCents >= rate.freeAboveCents
    return [{ rate, cents: free ? 0 : cents }]
  })
  return (
    offers.toSorted(
      (a, b) => a.cents - b.cents || a.rate.maxDays - b.rate.maxDays || (a.rate.id < b.rate.id ? -1 : 1),
    )[0] ?? null
  )
}
