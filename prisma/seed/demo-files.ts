/** The JSON beside this file, checked while it is read. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { regionSlugs } from '../../contracts/common.ts'
import { CancellationTier } from '../../contracts/experiences.ts'

const both = z.object({ es: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof both>
const point = { lat: z.number(), lng: z.number(), precision: z.enum(['poi', 'town', 'approx']) }
const RegionName = z.enum(regionSlugs)

const RegionFile = z.object({
  regions: z.array(
    z.object({
      slug: RegionName,
      name: both,
      description: both,
      principalTown: z.object({ name: z.string(), ...point }),
      colors: z.object({ primary: z.string(), secondary: z.string() }),
      mainTowns: z.array(z.string()),
    }),
  ),
})
const VenueFile = z.object({
  venues: z.array(
    z.object({
      slug: z.string(),
      name: both,
      type: z.string(),
      town: z.string(),
      ...point,
      capacity: z.int().nullable(),
      indoor: z.boolean(),
      address: z.string(),
      description: both,
      /** Null where nobody has looked yet. */
      accessibility: both.nullable(),
    }),
  ),
})

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const ExperienceFile = z.object({
  cancellationPolicies: z.record(z.string(), both.extend({ tiers: z.array(CancellationTier) })),
  experiences: z.array(
    z.object({
      slug: z.string(),
      type: z.enum(['tour', 'taller', 'degustacion', 'clase', 'visita']),
      title: both,
      description: both,
      durationMinutes: z.int(),
      capacity: z.int(),
      pricePerPersonCents: z.int(),
      meetingPoint: z.object({ ...point, label: both }),
      languages: z.array(z.string()),
      weeklySchedule: z.object({
        days: z.array(z.enum(weekdays)),
        startTimes: z.array(z.string().regex(/^\d\d:\d\d$/)),
        timezone: z.string(),
      }),
      cancellationPolicy: z.enum(['flexible', 'moderate', 'strict']),
      minAge: z.int(),
      includes: z.array(both),
      bring: z.array(both),
      accessibility: both,
      /** Only in these months, 1 to 12. */
      seasonMonths: z.array(z.int().min(1).max(12)).optional(),
      /** Only on these days, whatever the weekly schedule says. */
      availableDates: z.array(z.iso.date()).optional(),
    }),
  ),
})
const HostFile = z.object({
  hosts: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      person: z.string(),
      kind: z.string(),
      region: RegionName,
      verified: z.boolean(),
      bio: both,
      /** The demo account that may sign in as this host. */
      account: z.string().optional(),
      experiences: z.array(z.string()),
    }),
  ),
})

const CraftFile = z.object({
  types: z.array(
    z.object({
      slug: z.string(),
      name: both,
      category: z.enum(['artesania', 'mezcal', 'textil', 'ceramica', 'joyeria', 'gastronomia', 'otro']),
      towns: z.array(z.string()),
      technique: both,
      description: both,
    }),
  ),
  workshops: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      fictional: z.literal(true),
      town: z.string(),
      region: RegionName,
      ...point,
      craftTypes: z.array(z.string()),
      ownerName: z.string(),
      foundedYear: z.int(),
      story: both,
    }),
  ),
  products: z.array(
    z.object({
      slug: z.string(),
      name: both,
      category: z.enum(['artesania', 'mezcal', 'textil', 'ceramica', 'joyeria', 'gastronomia', 'otro']),
      craftType: z.string(),
      workshop: z.string(),
      priceCents: z.int(),
      weightGrams: z.int(),
      dimensionsCm: z.object({ length: z.number(), width: z.number(), height: z.number() }),
      stock: z.int(),
      leadTimeDays: z.int(),
      description: both,
      ageRestricted: z.boolean().default(false),
      shippingNotes: both.optional(),
      /** Per cent by volume. */
      abv: z.int().optional(),
      volumeMl: z.int().optional(),
      agave: z.string().optional(),
    }),
  ),
})
/** What the market shows and `crafts.json` does not tell. */
const MarketFile = z.object({
  /** Which workshop each of the selling demo accounts has. */
  accounts: z.object({ seller: z.string(), seller2: z.string(), seller3: z.string() }),
  /** Of a product that says nothing of its own. */
  crafts: z.array(z.object({ slug: z.string(), materials: z.array(both), care: both })),
  products: z.array(
    z.object({
      slug: z.string(),
      materials: z.array(both).optional(),
      /** Their pieces sum to the product's, and the cheapest has its price. */
      variants: z
        .array(
          z.object({
            key: z.string(),
            label: both,
            options: z.record(z.string(), z.string()),
            priceCents: z.int(),
            stock: z.int(),
          }),
        )
        .optional(),
    }),
  ),
})

export type DemoWorkshop = z.infer<typeof CraftFile>['workshops'][number]
export type DemoProduct = z.infer<typeof CraftFile>['products'][number]
export type DemoExperience = z.infer<typeof ExperienceFile>['experiences'][number]
export type DemoHost = z.infer<typeof HostFile>['hosts'][number]

function read<S extends z.ZodType>(schema: S, name: string): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8')))
}

export function readDemoFiles() {
  const { experiences, cancellationPolicies } = read(ExperienceFile, 'experiences')
  return {
    regions: read(RegionFile, 'regions').regions,
    venues: read(VenueFile, 'venues').venues,
    hosts: read(HostFile, 'hosts').hosts,
    crafts: read(CraftFile, 'crafts'),
    market: read(MarketFile, 'market'),
    experiences,
    cancellationPolicies,
  }
}
export type DemoFiles = ReturnType<typeof readDemoFiles>
