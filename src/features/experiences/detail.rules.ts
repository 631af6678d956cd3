import { z } from 'zod'
import { CivilDate, type Money } from '../../../contracts/common.ts'
import type { Experience } from '../../../contracts/experiences.ts'
import { type Party, readParty } from '../../lib/party.rules.ts'

/** The address of one experience: the chosen day and time on the place's clock, and how many of each ticket type. */
export type DetailSearch = { dia?: string | undefined; hora?: string | undefined } & {
  [ticketType: string]: string | number | undefined
}

const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export function readDetailSearch(raw: Record<string, unknown>): DetailSearch {
  const { dia, hora, ...others } = raw
  const search: DetailSearch = readParty(others)
  const day = CivilDate.safeParse(dia)
  if (!day.success) return search
  search.dia = day.data
  const hour = Hour.safeParse(hora)
  if (hour.success) search.hora = hour.data
  return search
}

export function partyOfDetail({ dia: _day, hora: _hour, ...party }: DetailSearch): Party {
  return readParty(party)
}

/** How a sum is divided between host and platform, by largest remainder: both parts are whole centavos and add up. */
export function divideWithHost(total: Money, hostShareBps: number): { host: Money; platform: Money } {
  const exact = total.amount * hostShareBps
  const floor = Math.floor(exact / 10_000)
  const hostRest = exact % 10_000
  // Of a tie the host, named first, gets the centavo.
  const host = hostRest > 0 && hostRest >= 10_000 - hostRest ? floor + 1 : floor
  return { host: { ...total, amount: host }, platform: { ...total, amount: total.amount - host } }
}

/** The ages an experience takes, from what it says itself and its ticket types; null is any age. */
export function youngestGuest(experience: Pick<Experience, 'minAge' | 'ticketTypes'>): number | null {
  if (experience.minAge !== null) return experience.minAge
  const ages = experience.ticketTypes.map(({ minAge }) => minAge ?? 0)
  const least = ages.length > 0 ? Math.min(...ages) : 0
  return least > 0 ? least : null
}

/** Whether what waits in the basket is this party. */
export function isSameParty(lines: readonly { type: string; quantity: number }[], party: Party): boolean {
  const entries = Object.entries(party)
  return (
    entries.length === lines.length &&
    entries.every(([type, quantity]) => lines.some((line) => line.type === type && line.quantity === quantity))
  )
}

const hostKinds = ['guia', 'cocinera', 'cocina', 'taller', 'cooperativa', 'palenque', 'comunidad', 'academia'] as const
/** The trades that have a word; null for one of an older or newer release. */
export const hostKindOf = (kind: string): (typeof hostKinds)[number] | null =>
  hostKinds.find((one) => one === kind) ?? null
