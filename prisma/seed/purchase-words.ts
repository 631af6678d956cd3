/** The words the purchases of the demo are told in. */
import type { Buyer } from './buyers.ts'
import type { PurchaseOutcome, Step, Wanted } from './purchase-wish.ts'

export const barro = 'taller-cuarzo-y-noche'
export const terciopelo = 'viento-de-terciopelo'
export const tecolote = 'palenque-tecolote-sereno'

export const accept = (at: number): Step => ({ do: 'accept', at })
export const ship = (at: number, carrier: string, trackingNumber: string): Step => ({
  do: 'ship',
  at,
  carrier,
  trackingNumber,
})
export const deliver = (at: number): Step => ({ do: 'deliver', at })
/** Accepted, sent, handed over. */
export const delivered = (carrier: string, trackingNumber: string, at = 110): Step[] => [
  accept(5),
  ship(30, carrier, trackingNumber),
  deliver(at),
]
export const paid = (orders: Record<string, Step[]> = {}): PurchaseOutcome => ({ kind: 'paid', orders })
export const by = ({ userId, address, birthDate }: Buyer) => ({ userId, address, birthDate })
export const one = (slug: string, quantity = 1, variant?: string): Wanted => ({
  slug,
  quantity,
  ...(variant ? { variant } : {}),
})
