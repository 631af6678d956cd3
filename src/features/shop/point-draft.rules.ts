/** Pickup points while they are written. */
import type { z } from 'zod'
import type { OwnPickupPoint, PickupPointsWrite } from '../../../contracts/checkout.ts'
import { readPlace } from '../../lib/read-place.ts'

type Write = z.infer<typeof PickupPointsWrite>['points'][number]
type Texts = { es: string; en: string }
export interface PointDraft {
  key: string
  id: string | null
  kind: OwnPickupPoint['kind']
  name: Texts
  address: string
  place: string
  hours: Texts
  /** Civil days; empty is always. */
  from: string
  until: string
}
export interface PointsDraft {
  points: PointDraft[]
}

const firstNames: Record<PointDraft['kind'], Texts> = {
  WORKSHOP: { es: 'En el taller', en: 'At the workshop' },
  STALL: { es: 'Puesto en la feria', en: 'Stall at the fair' },
}
export const newPoint = (key: string, kind: PointDraft['kind']): PointDraft => ({
  key,
  id: null,
  kind,
  name: firstNames[kind],
  address: '',
  place: '',
  hours: { es: '', en: '' },
  from: '',
  until: '',
})

export const pointsDraft = (points: readonly OwnPickupPoint[]): PointsDraft => ({
  points: points.map((point) => ({
    key: point.id,
    id: point.id,
    kind: point.kind,
    name: { es: point.name, en: point.translations.en?.name ?? '' },
    address: point.address,
    place: `${point.location.lat}, ${point.location.lng}`,
    hours: { es: point.openingHours, en: point.translations.en?.openingHours ?? '' },
    from: point.openFrom ?? '',
    until: point.openUntil ?? '',
  })),
})

/** Those that can be found on a map already. */
export const pinsOf = (points: readonly PointDraft[]) =>
  points.flatMap(({ key, name, place }) => {
    const at = readPlace(place)
    return at ? [{ id: key, title: name.es, ...at }] : []
  })

export type PointProblem = 'name' | 'english' | 'address' | 'place' | 'hours' | 'days'

/** What is wrong, by the pointer of the field in the write. */
export function pointsProblems({ points }: PointsDraft): Partial<Record<string, PointProblem>> {
  const found: Partial<Record<string, PointProblem>> = {}
  const halfWritten = (text: string, least: number) => text.trim() !== '' && text.trim().length < least
  for (const [index, point] of points.entries()) {
    const at = `/points/${index}`
    if (point.name.es.trim().length < 2) found[`${at}/name`] = 'name'
    if (halfWritten(point.name.en, 2)) found[`${at}/translations/en/name`] = 'english'
    if (point.address.trim().length < 5) found[`${at}/address`] = 'address'
    if (!readPlace(point.place)) found[`${at}/location`] = 'place'
    if (point.hours.es.trim().length < 3) found[`${at}/openingHours`] = 'hours'
    if (halfWritten(point.hours.en, 3)) found[`${at}/translations/en/openingHours`] = 'english'
    if (point.from !== '' && point.until !== '' && point.until < point.from) found[`${at}/openUntil`] = 'days'
  }
  return found
}

export const pointsWrite = ({ points }: PointsDraft): Write[] =>
  points.map((point) => {
    const [name, openingHours] = [point.name.en.trim(), point.hours.en.trim()]
    const english = { ...(name !== '' && { name }), ...(openingHours !== '' && { openingHours }) }
    return {
      ...(point.id !== null && { id: point.id }),
      kind: point.kind,
      name: point.name.es.trim(),
      address: point.address.trim(),
      location: readPlace(point.place) ?? { lat: 0, lng: 0 },
      openingHours: point.hours.es.trim(),
      translations: Object.keys(english).length > 0 ? { en: english } : {},
      openFrom: point.from || null,
      openUntil: point.until || null,
    }
  })
