import type { Language } from '../../../../contracts/common.ts'
import type { Region, Venue } from '../../../../contracts/places.ts'
import type { Reader } from '../../platform/database/index.ts'

type Translations = { en?: Record<string, string | undefined> }

/** Spanish is always there; the other language is used where it was written. */
function texts(language: Language, translations: unknown): (key: string, spanish: string) => string {
  const other = language === 'en' ? (translations as Translations).en : undefined
  return (key, spanish) => other?.[key] || spanish
}

export async function listRegions(reader: Reader, language: Language): Promise<Omit<Region, 'experienceCount'>[]> {
  const rows = await reader.region.findMany({ orderBy: { sort: 'asc' } })
  return rows.map((row) => {
    const text = texts(language, row.translations)
    return {
      slug: row.slug as Region['slug'],
      name: text('name', row.name),
      description: text('description', row.description),
      principalTown: { name: row.principalTown, lat: row.lat, lng: row.lng },
      colors: { primary: row.colorPrimary, secondary: row.colorSecondary },
      mainTowns: row.mainTowns,
    }
  })
}

export async function listVenues(reader: Reader, language: Language): Promise<Venue[]> {
  const rows = await reader.venue.findMany({ orderBy: { name: 'asc' } })
  return rows.map((row) => {
    const text = texts(language, row.translations)
    return {
      slug: row.slug,
      name: text('name', row.name),
      type: row.type,
      town: row.town,
      position: { lat: row.lat, lng: row.lng, precision: row.precision as Venue['position']['precision'] },
      address: row.address,
      capacity: row.capacity,
      indoor: row.indoor,
      description: text('description', row.description),
      accessibility: text('accessibility', row.accessibility),
    }
  })
}
