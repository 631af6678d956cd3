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
    experiences,
    cancellationPolicies,
  }
}
export type DemoFiles = ReturnType<typeof readDemoFiles>
