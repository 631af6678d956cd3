/** Regions and venues: where things are. */
import type { Language } from '../../../../contracts/common.ts'
import type { Region, Venue } from '../../../../contracts/places.ts'
import type { Cache } from '../../platform/cache/cache.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Module } from '../../platform/module.ts'
import { listRegions, listVenues } from './places.queries.ts'
import { placesRoutes } from './places.routes.ts'

/** Texts change with a release; the counts of experiences are forgotten with the catalogue's tag. */
const freshSeconds = 60

export interface Places extends Module {
  regions(language: Language): Promise<Region[]>
  venues(language: Language): Promise<Venue[]>
}

export interface PlacesParts {
  database: Database
  cache: Pick<Cache, 'read'>
  /** Listed experiences by region slug; regions without any may be absent. */
  countExperiences: () => Promise<ReadonlyMap<string, number>>
}

export function createPlaces({ database, cache, countExperiences }: PlacesParts): Places {
  const places = {
    regions: (language: Language) =>
      cache.read(
        `places:regions:${language}`,
        { tags: ['catalogue', 'places'], ttlSeconds: freshSeconds },
        async () => {
          const [regions, counts] = await Promise.all([listRegions(database.read, language), countExperiences()])
          return regions.map((region) => ({ ...region, experienceCount: counts.get(region.slug) ?? 0 }))
        },
      ),
    venues: (language: Language) =>
      cache.read(`places:venues:${language}`, { tags: ['places'], ttlSeconds: freshSeconds }, () =>
        listVenues(database.read, language),
      ),
  }
  return { name: 'places', routes: (app) => placesRoutes(app, places), ...places }
}
