import type { Booking } from '../../contracts/bookings.ts'
import type { Money } from '../../contracts/common.ts'
import type { Experience } from '../../contracts/experiences.ts'

/** How many of each ticket type; types with nobody are absent. */
export type Party = Record<string, number>

const typeKey = /^[a-z][a-z0-9-]{0,30}$/
/** No boat is larger; what an address bar claims beyond it is a mistake. */
const mostOfOneType = 50

/** The party in an address: `?adult=2&child=1`. Names of other parameters are for the caller to take out first. */
export function readParty(search: Record<string, unknown>): Party {
  const party: Party = {}
  for (const [type, value] of Object.entries(search)) {
    const quantity = typeof value === 'string' ? Number(value) : value
    if (!typeKey.test(type) || typeof quantity !== 'number' || !Number.isInteger(quantity)) continue
    if (quantity >= 1 && quantity <= mostOfOneType) party[type] = quantity
  }
  return party
}

export type Limits = Pick<Experience, 'minParty' | 'maxParty' | 'ticketTypes'>

/** Only ticket types that exist; when nothing is left, the least that can be booked of the first type. */
export function partyFor(wanted: Party, { minParty, ticketTypes }: Limits): Party {
  const party: Party = {}
  for (const { type } of ticketTypes) {
    const quantity = wanted[type] ?? 0
    if (quantity > 0) party[type] = quantity
  }
  const first = ticketTypes[0]
  if (Object.keys(party).length === 0 && first) party[first.type] = Math.max(1, minParty)
  return party
}

export function seatsOf(party: Party): number {
  return Object.values(party).reduce((sum, quantity) => sum + quantity, 0)
}

export function withQuantity(party: Party, type: string, quantity: number): Party {
  const { [type]: _before, ...others } = party
  return quantity > 0 ? { ...others, [type]: quantity } : others
}

export type PartyProblem =
  | { kind: 'nobody' }
  | { kind: 'too-few'; min: number }
  | { kind: 'too-many'; max: number }
  | { kind: 'no-room'; available: number }

/** Why this party cannot be booked, null when it can. The slot's places are as the server last told. */
export function partyProblem(
  party: Party,
  limits: Pick<Limits, 'minParty' | 'maxParty'>,
  available: number,
): PartyProblem | null {
  const seats = seatsOf(party)
  if (seats === 0) return { kind: 'nobody' }
  if (seats > available) return { kind: 'no-room', available }
  if (seats < limits.minParty) return { kind: 'too-few', min: limits.minParty }
  if (seats > limits.maxParty) return { kind: 'too-many', max: limits.maxParty }
  return null
}

/** How far a stepper may still go up: the experience's largest party and the slot's free places, whichever ends first. */
export function mostOf(type: string, party: Party, limits: Pick<Limits, 'maxParty'>, available: number): number {
  const others = seatsOf(party) - (party[type] ?? 0)
  return Math.max(party[type] ?? 0, Math.min(limits.maxParty, available, mostOfOneType) - others)
}

export type PriceLine = { type: string; label: string; quantity: number; unitPrice: Money; subtotal: Money }

const times = (unit: Money, quantity: number): Money => ({ ...unit, amount: unit.amount * quantity })

/** One line per ticket type with somebody in it, in the listing's order. */
export function priceLines(party: Party, ticketTypes: Limits['ticketTypes']): PriceLine[] {
  return ticketTypes.flatMap(({ type, label, price }) => {
    const quantity = party[type] ?? 0
    return quantity > 0 ? [{ type, label, quantity, unitPrice: price, subtotal: times(price, quantity) }] : []
  })
}

/** The same lines of a booking, at the prices frozen with it. */
export function bookedLines(booking: Pick<Booking, 'party'>): PriceLine[] {
  return booking.party.map((line) => ({ ...line, subtotal: times(line.unitPrice, line.quantity) }))
}

export function totalOf(lines: readonly PriceLine[]): Money {
  return { amount: lines.reduce((sum, line) => sum + line.subtotal.amount, 0), currency: 'MXN' }
}

/** What `POST /bookings` takes. */
export function partyEntries(party: Party): { type: string; quantity: number }[] {
  return Object.entries(party)
    .map(([type, quantity]) => ({ type, quantity }))
    .sort((a, b) => a.type.localeCompare(b.type))
}

export function partyOfBooking(booking: Pick<Booking, 'party'>): Party {
  const party: Party = {}
  for (const { type, quantity } of booking.party) party[type] = (party[type] ?? 0) + quantity
  return party
}
