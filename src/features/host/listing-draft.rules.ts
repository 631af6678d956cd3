/** An experience while its host writes it: texts as they are typed, until they are a write of the contract. */
import type { ExperiencePatch, ExperienceWrite, HostListing } from '../../../contracts/experiences.ts'
import { pesosText, readCount, readList, readPesos } from '../../lib/pesos.rules.ts'
import { readPlace } from '../../lib/read-place.ts'

type Texts = { es: string; en: string }
export interface TicketDraft {
  key: string
  /** Null for a new one, which is named after its label. */
  type: string | null
  label: Texts
  price: string
  minAge: string
  maxAge: string
}
export interface ListingDraft {
  title: Texts
  description: Texts
  category: HostListing['category']
  region: HostListing['region']
  address: Texts
  place: string
  duration: string
  languages: string[]
  tickets: TicketDraft[]
  minParty: string
  maxParty: string
  cutoffHours: string
  minAge: string
  policy: HostListing['cancellationPolicy']
  includes: Texts
  bring: Texts
  accessibility: Texts
}

export const newTicket = (key: string): TicketDraft => ({
  key,
  type: null,
  label: { es: '', en: '' },
  price: '',
  minAge: '',
  maxAge: '',
})

const none: Texts = { es: '', en: '' }
export const emptyListing = (labels: Texts): ListingDraft => ({
  title: none,
  description: none,
  category: 'TOUR',
  region: 'valles-centrales',
  address: none,
  place: '',
  duration: '120',
  languages: ['es'],
  tickets: [{ ...newTicket('adult'), type: 'adult', label: labels }],
  minParty: '1',
  maxParty: '10',
  cutoffHours: '2',
  minAge: '',
  policy: 'flexible',
  includes: none,
  bring: none,
  accessibility: none,
})

const ageText = (age: number | null) => (age === null ? '' : String(age))
const lines = (list: readonly string[] | undefined) => (list ?? []).join('\n')

export function listingDraft(listing: HostListing): ListingDraft {
  const en = listing.translations.en ?? {}
  const { lat, lng, address } = listing.meetingPoint
  return {
    title: { es: listing.title, en: en.title ?? '' },
    description: { es: listing.description, en: en.description ?? '' },
    category: listing.category,
    region: listing.region,
    address: { es: address, en: en.meetingAddress ?? '' },
    place: `${lat.toFixed(6)}, ${lng.toFixed(6)}`,
    duration: String(listing.durationMinutes),
    languages: listing.languages,
    tickets: listing.ticketTypes.map(({ type, label, price, minAge, maxAge }) => ({
      key: type,
      type,
      label: { es: label, en: en.ticketLabels?.[type] ?? '' },
      price: pesosText(price.amount),
      minAge: ageText(minAge),
      maxAge: ageText(maxAge),
    })),
    minParty: String(listing.minParty),
    maxParty: String(listing.maxParty),
    cutoffHours: String(listing.cutoffMinutes / 60),
    minAge: ageText(listing.minAge),
    policy: listing.cancellationPolicy,
    includes: { es: lines(listing.includes), en: lines(en.includes) },
    bring: { es: lines(listing.bring), en: lines(en.bring) },
    accessibility: { es: listing.accessibility, en: en.accessibility ?? '' },
  }
}

export type ListingProblem =
  | 'title'
  | 'description'
  | 'english'
  | 'address'
  | 'place'
  | 'duration'
  | 'languages'
  | 'label'
  | 'price'
  | 'ages'
  | 'party'
  | 'cutoff'
  | 'age'

const mostMinutes = 60 * 24 * 7
const within = (value: number | null, least: number, most: number) => value !== null && value >= least && value <= most
const age = (text: string): number | null => (text.trim() === '' ? null : readCount(text))
const isAge = (text: string) => text.trim() === '' || within(readCount(text), 0, 120)

function cutoffMinutes(text: string): number | null {
  const hours = Number(text.replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(hours) && hours >= 0 && hours <= 336 ? Math.round(hours * 60) : null
}

/** What is missing or wrong, by the pointer of the field in the write. Empty when it can be saved. */
export function listingProblems(draft: ListingDraft): Partial<Record<string, ListingProblem>> {
  const found: Partial<Record<string, ListingProblem>> = {}
  const shorter = (text: string, least: number) => text.trim().length < least
  const half = (text: string, least: number) => text.trim() !== '' && shorter(text, least)
  if (shorter(draft.title.es, 3)) found['/title'] = 'title'
  if (half(draft.title.en, 3)) found['/translations/en/title'] = 'english'
  if (shorter(draft.description.es, 10)) found['/description'] = 'description'
  if (half(draft.description.en, 10)) found['/translations/en/description'] = 'english'
  if (shorter(draft.address.es, 3)) found['/meetingPoint/address'] = 'address'
  if (half(draft.address.en, 3)) found['/translations/en/meetingAddress'] = 'english'
  if (!readPlace(draft.place)) found['/meetingPoint/lat'] = 'place'
  if (!within(readCount(draft.duration), 15, mostMinutes)) found['/durationMinutes'] = 'duration'
  if (draft.languages.length === 0) found['/languages'] = 'languages'
  for (const [index, ticket] of draft.tickets.entries()) {
    const price = readPesos(ticket.price)
    const isPrice = price !== null && (price === 0 || price >= 1000) && price <= 10_000_000
    if (!isPrice) found[`/ticketTypes/${index}/price`] = 'price'
    if (ticket.label.es.trim() === '') found[`/ticketTypes/${index}/label`] = 'label'
    const [from, to] = [age(ticket.minAge), age(ticket.maxAge)]
    const isOrdered = from === null || to === null || from <= to
    if (!isAge(ticket.minAge) || !isAge(ticket.maxAge) || !isOrdered) found[`/ticketTypes/${index}/maxAge`] = 'ages'
  }
  const [least, most] = [readCount(draft.minParty), readCount(draft.maxParty)]
  if (!within(least, 1, 50) || !within(most, 1, 50) || (least ?? 0) > (most ?? 0)) found['/maxParty'] = 'party'
  if (cutoffMinutes(draft.cutoffHours) === null) found['/cutoffMinutes'] = 'cutoff'
  if (!isAge(draft.minAge)) found['/minAge'] = 'age'
  return found
}

/** `Niña o niño` is `nina-o-nino`; equal ones and those that begin with a number get one of their own. */
export function ticketKeys(tickets: readonly TicketDraft[]): string[] {
  const taken = new Set(tickets.flatMap(({ type }) => type ?? []))
  return tickets.map(({ type, label }) => {
    if (type !== null) return type
    const plain = label.es
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 24)
    const base = plain === '' ? 'boleto' : plain
    let key = base
    for (let number = 2; taken.has(key); number += 1) key = `${base}-${number}`
    taken.add(key)
    return key
  })
}

function english(draft: ListingDraft, keys: readonly string[]): NonNullable<ExperiencePatch['translations']> {
  const texts = {
    title: draft.title.en.trim(),
    description: draft.description.en.trim(),
    meetingAddress: draft.address.en.trim(),
    accessibility: draft.accessibility.en.trim(),
  }
  const [includes, bring] = [readList(draft.includes.en, /\n/), readList(draft.bring.en, /\n/)]
  const ticketLabels = Object.fromEntries(
    draft.tickets.flatMap(({ label }, index) => {
      const key = keys[index]
      return key !== undefined && label.en.trim() !== '' ? [[key, label.en.trim()]] : []
    }),
  )
  const written = {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ...(includes.length > 0 && { includes }),
    ...(bring.length > 0 && { bring }),
    ...(Object.keys(ticketLabels).length > 0 && { ticketLabels }),
  }
  return Object.keys(written).length > 0 ? { en: written } : {}
}

type Status = HostListing['status']

/** Of a draft without problems. */
export function listingWrite(draft: ListingDraft, status: Status): Omit<ExperienceWrite, 'imageIds' | 'imageAlts'> {
  const keys = ticketKeys(draft.tickets)
  const place = readPlace(draft.place) ?? { lat: 0, lng: 0 }
  return {
    title: draft.title.es.trim(),
    description: draft.description.es.trim(),
    translations: english(draft, keys),
    category: draft.category,
    region: draft.region,
    durationMinutes: readCount(draft.duration) ?? 0,
    languages: draft.languages,
    meetingPoint: { ...place, address: draft.address.es.trim() },
    cancellationPolicy: draft.policy,
    ticketTypes: draft.tickets.map((ticket, index) => ({
      type: keys[index] ?? '',
      label: ticket.label.es.trim(),
      price: { amount: readPesos(ticket.price) ?? 0, currency: 'MXN' },
      minAge: age(ticket.minAge),
      maxAge: age(ticket.maxAge),
    })),
    minParty: readCount(draft.minParty) ?? 1,
    maxParty: readCount(draft.maxParty) ?? 1,
    cutoffMinutes: cutoffMinutes(draft.cutoffHours) ?? 0,
    minAge: age(draft.minAge),
    includes: readList(draft.includes.es, /\n/),
    bring: readList(draft.bring.es, /\n/),
    accessibility: draft.accessibility.es.trim(),
    status,
  }
}

/** The texts as a guest of that language reads them: what nobody wrote in English stands in Spanish. */
export function draftIn(draft: ListingDraft, language: 'es' | 'en'): ListingDraft {
  const said = ({ es, en }: Texts): Texts => ({ es: language === 'en' && en.trim() !== '' ? en : es, en: '' })
  return {
    ...draft,
    title: said(draft.title),
    description: said(draft.description),
    address: said(draft.address),
    includes: said(draft.includes),
    bring: said(draft.bring),
    accessibility: said(draft.accessibility),
    tickets: draft.tickets.map((ticket) => ({ ...ticket, label: said(ticket.label) })),
  }
}
