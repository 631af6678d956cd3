import { z } from 'zod'
import { LatLng, page, RegionSlug } from './common.ts'

export const Region = z
  .object({
    slug: RegionSlug,
    name: z.string(),
    description: z.string(),
    principalTown: LatLng.extend({ name: z.string() }),
    colors: z.object({ primary: z.string(), secondary: z.string() }),
    mainTowns: z.array(z.string()),
    experienceCount: z.int(),
  })
  .meta({ id: 'Region' })
export type Region = z.infer<typeof Region>
export const RegionList = page(Region).meta({ id: 'RegionList' })

export const Venue = z
  .object({
    slug: z.string(),
    name: z.string(),
    type: z.string(),
    town: z.string(),
    position: LatLng.extend({ precision: z.enum(['poi', 'town', 'approx']) }),
    address: z.string(),
    capacity: z.int().nullable(),
    indoor: z.boolean(),
    description: z.string(),
    accessibility: z.string(),
  })
  .meta({ id: 'Venue' })
export type Venue = z.infer<typeof Venue>
export const VenueList = page(Venue).meta({ id: 'VenueList' })
