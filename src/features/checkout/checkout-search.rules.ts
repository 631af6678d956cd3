import { type Party, readParty } from '../../lib/party.rules.ts'

/**
 * The checkout's address. Ticket types stand in it by their own names (`adult=2`); the rest is in Spanish, which no
 * ticket type is.
 */
export type CheckoutSearch = {
  /** Id or slug of the experience and the slot's civil day; the slot alone is enough, with them it is found sooner. */
  experiencia?: string | undefined
  dia?: string | undefined
  /** The secret of a group's link; gone from the address once the seats are held. */
  clave?: string | undefined
  /** The booking that holds the seats, once there is one. */
  reserva?: string | undefined
  /** Back from the bank's page. */
  vuelta?: 1 | undefined
} & { [ticketType: string]: string | number | undefined }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const ownNames = ['experiencia', 'dia', 'clave', 'reserva', 'vuelta']

/** Everything else (what the provider appends on the way back, secrets among it) is dropped from the address. */
export function readCheckoutSearch(raw: Record<string, unknown>): CheckoutSearch {
  const { experiencia, dia, clave, reserva, vuelta } = raw
  const search: CheckoutSearch = partyOfSearch(raw)
  if (typeof experiencia === 'string' && /^[\w-]{1,120}$/.test(experiencia)) search.experiencia = experiencia
  if (typeof dia === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(dia)) search.dia = dia
  if (typeof clave === 'string' && /^[\w-]{43}$/.test(clave)) search.clave = clave
  if (typeof reserva === 'string' && uuid.test(reserva)) search.reserva = reserva
  if (vuelta === 1 || vuelta === '1') search.vuelta = 1
  return search
}

export function partyOfSearch(search: Record<string, unknown>): Party {
  return readParty(Object.fromEntries(Object.entries(search).filter(([name]) => !ownNames.includes(name))))
}

/** The address of the same choice, as text: where sign-in leads back to. */
export function checkoutPath(slotId: string, search: CheckoutSearch): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined) params.set(name, String(value))
  const text = params.toString()
  return `/reservar/${encodeURIComponent(slotId)}${text ? `?${text}` : ''}`
}
