/** Regions, venues, experiences and their ticket types as rows. */
import { cancellationPolicies } from '../../backend/src/modules/experiences/index.ts'
import type { Bilingual, DemoExperience, DemoFiles, DemoHost } from './demo-files.ts'
import { demoEpoch, derivedId } from './derived.ts'
import { hostId } from './people.ts'

export interface DemoTicketType {
  type: string
  label: Bilingual
  priceCents: number
  minAge: number | null
  maxAge: number | null
}

/** Whole pesos, rounded half up. */
const wholePesos = (cents: number) => Math.round(cents / 100) * 100
const childUntil = 11
/** INAPAM cards are for people of 60 and more. */
const seniorFrom = 60

/** Adults pay the price; children who may come half; holders of an INAPAM card ten per cent less. */
export function ticketTypesOf({
  pricePerPersonCents,
  minAge,
}: Pick<DemoExperience, 'pricePerPersonCents' | 'minAge'>): DemoTicketType[] {
  const children = minAge <= childUntil
  return [
    {
      type: 'adult',
      label: { es: 'Persona adulta', en: 'Adult' },
      priceCents: pricePerPersonCents,
      minAge: children ? childUntil + 1 : minAge,
      maxAge: null,
    },
    ...(children
      ? [
          {
            type: 'child',
            label: { es: `Niña o niño (${minAge} a ${childUntil} años)`, en: `Child (${minAge} to ${childUntil})` },
            priceCents: wholePesos(pricePerPersonCents * 0.5),
            minAge,
            maxAge: childUntil,
          },
        ]
      : []),
    {
      type: 'senior',
      label: { es: 'Persona mayor con INAPAM', en: 'Senior with INAPAM card' },
      priceCents: wholePesos(pricePerPersonCents * 0.9),
      minAge: seniorFrom,
      maxAge: null,
    },
  ]
}

/** The day before for long trips and early starts, two hours otherwise. */
export function cutoffMinutesOf({
  durationMinutes,
  weeklySchedule,
}: Pick<DemoExperience, 'durationMinutes' | 'weeklySchedule'>): number {
  const early = weeklySchedule.startTimes.some((time) => time < '09:00')
  return durationMinutes >= 360 || early ? 720 : 120
}

/** Ids follow the order of the file, which is the order of a catalogue that nobody has rated yet. */
export const experienceId = (slug: string, position: number): string =>
  derivedId(`experience:${slug}`, new Date(demoEpoch.getTime() + position * 60_000))

export function regionRows(regions: DemoFiles['regions']) {
  return regions.map((region, index) => ({
    slug: region.slug,
    name: region.name.es,
    description: region.description.es,
    translations: { en: { name: region.name.en, description: region.description.en } },
    principal_town: region.principalTown.name,
    lat: region.principalTown.lat,
    lng: region.principalTown.lng,
    color_primary: region.colors.primary,
    color_secondary: region.colors.secondary,
    main_towns: region.mainTowns,
    sort: index + 1,
  }))
}

export function venueRows(venues: DemoFiles['venues']) {
  return venues.map((venue) => ({
    slug: venue.slug,
    name: venue.name.es,
    type: venue.type,
    town: venue.town,
    lat: venue.lat,
    lng: venue.lng,
    precision: venue.precision,
    address: venue.address,
    capacity: venue.capacity,
    indoor: venue.indoor,
    description: venue.description.es,
    accessibility: venue.accessibility?.es ?? '',
    translations: {
      en: { name: venue.name.en, description: venue.description.en, accessibility: venue.accessibility?.en ?? '' },
    },
  }))
}

export function experienceRow(experience: DemoExperience, position: number, host: DemoHost) {
  const types = ticketTypesOf(experience)
  return {
    id: experienceId(experience.slug, position),
    slug: experience.slug,
    host_id: hostId(host),
    category: experience.type.toUpperCase(),
    region: host.region,
    title: experience.title.es,
    description: experience.description.es,
    translations: {
      en: {
        title: experience.title.en,
        description: experience.description.en,
        includes: experience.includes.map(({ en }) => en),
        bring: experience.bring.map(({ en }) => en),
        accessibility: experience.accessibility.en,
        meetingAddress: experience.meetingPoint.label.en,
        ticketLabels: Object.fromEntries(types.map(({ type, label }) => [type, label.en])),
      },
    },
    duration_minutes: experience.durationMinutes,
    languages: experience.languages,
    meeting_lat: experience.meetingPoint.lat,
    meeting_lng: experience.meetingPoint.lng,
    meeting_address: experience.meetingPoint.label.es,
    time_zone: experience.weeklySchedule.timezone,
    min_age: experience.minAge,
    min_party: 1,
    max_party: experience.capacity,
    cutoff_minutes: cutoffMinutesOf(experience),
    cancellation_policy: cancellationPolicies[experience.cancellationPolicy],
    includes: experience.includes.map(({ es }) => es),
    bring: experience.bring.map(({ es }) => es),
    accessibility: experience.accessibility.es,
    images: [],
    status: 'ACTIVE',
    price_from_cents: Math.min(...types.map(({ priceCents }) => priceCents)),
    created_at: demoEpoch,
    updated_at: demoEpoch,
  }
}

export function ticketTypeRows(experience: DemoExperience, id: string) {
  return ticketTypesOf(experience).map(({ type, label, priceCents, minAge, maxAge }, sort) => ({
    experience_id: id,
    type,
    label: label.es,
    price_cents: priceCents,
    min_age: minAge,
    max_age: maxAge,
    sort,
  }))
}
