/** How workshops send and hand over what they sell, and the codes of the demo. */
import type { DiscountTerms, Rate } from '../../backend/src/modules/checkout/index.ts'
import type { Bilingual, DemoFiles, DemoWorkshop } from './demo-files.ts'
import { derivedId } from './derived.ts'
import { sellerId } from './market.ts'

const dayMs = 86_400_000

export interface DemoRate extends Rate {
  label: Bilingual
}
export interface DemoPickup {
  id: string
  kind: 'WORKSHOP' | 'STALL'
  name: Bilingual
  address: string
  lat: number
  lng: number
  openingHours: Bilingual
  openFrom: string | null
  openUntil: string | null
}
export interface DemoCode extends DiscountTerms {
  id: string
  code: string
}

const atHome: Bilingual = { es: 'Dentro de Oaxaca', en: 'Within Oaxaca' }
const nearby: Bilingual = { es: 'Centro y sureste', en: 'Centre and south-east' }
const country: Bilingual = { es: 'Resto de México', en: 'Rest of Mexico' }
const abroad: Bilingual = { es: 'Envío internacional', en: 'International shipping' }
const nearStates = ['CMX', 'MEX', 'MOR', 'PUE', 'TLA', 'VER', 'CHP', 'TAB', 'GRO']

/** Three ways to ask for it, so that every one can be met: flat, by weight, and free above a sum. */
function ratesOf(workshop: DemoWorkshop, index: number): DemoRate[] {
  const rate = (
    key: string,
    label: Bilingual,
    zone: Rate['zone'],
    tiers: Rate['tiers'],
    days: [number, number],
    rest: { states?: string[]; freeAboveCents?: number } = {},
  ): DemoRate => ({
    id: derivedId(`rate:${workshop.slug}:${key}`),
    zone,
    states: rest.states ?? [],
    label,
    tiers,
    freeAboveCents: rest.freeAboveCents ?? null,
    minDays: days[0],
    maxDays: days[1],
  })
  const flat = (cents: number) => [{ upToGrams: null, cents }]
  const byWeight = (cents: readonly [number, number, number]) => [
    { upToGrams: 1000, cents: cents[0] },
    { upToGrams: 3000, cents: cents[1] },
    { upToGrams: 10_000, cents: cents[2] },
  ]
  const oaxaca = { states: ['OAX'] }
  const inside = [
    [
      rate('oaxaca', atHome, 'STATES', flat(9000), [1, 3], oaxaca),
      rate('mexico', country, 'MEXICO', flat(18_000), [3, 7]),
    ],
    [
      rate('oaxaca', atHome, 'STATES', byWeight([8000, 12_000, 21_000]), [1, 3], oaxaca),
      rate('nearby', nearby, 'STATES', byWeight([13_000, 17_000, 29_000]), [2, 5], { states: nearStates }),
      rate('mexico', country, 'MEXICO', byWeight([16_000, 22_000, 38_000]), [3, 8]),
    ],
    [
      rate('oaxaca', atHome, 'STATES', flat(9500), [1, 3], { ...oaxaca, freeAboveCents: 80_000 }),
      rate('mexico', country, 'MEXICO', flat(17_500), [3, 7], { freeAboveCents: 200_000 }),
    ],
  ][index % 3] as DemoRate[]
  // Carriers take no alcohol or blades across the border.
  const staysInMexico = workshop.craftTypes.some((craft) => craft === 'mezcal' || craft === 'cuchilleria')
  return staysInMexico
    ? inside
    : [...inside, rate('abroad', abroad, 'ABROAD', byWeight([65_000, 98_000, 210_000]), [8, 20])]
}

const workshopHours: Bilingual[] = [
  { es: 'Lunes a sábado, 10:00 a 18:00', en: 'Monday to Saturday, 10 am to 6 pm' },
  { es: 'Martes a domingo, 9:00 a 17:00', en: 'Tuesday to Sunday, 9 am to 5 pm' },
]
const festivalHours: Bilingual = {
  es: 'Del 16 al 27 de julio, 10:00 a 21:00',
  en: '16 to 27 July, 10 am to 9 pm',
}
/** Where the festival's craft fairs stand: a square of the venues' list for each. */
const stalls = [
  {
    venue: 'jardin-panuelito',
    name: { es: 'Puesto en el Jardín El Pañuelito', en: 'Stall at Jardín El Pañuelito' },
    workshops: ['taller-cuarzo-y-noche', 'viento-de-terciopelo', 'telar-tres-nopales', 'hilo-de-luciernaga'],
  },
  {
    venue: 'paseo-juarez-el-llano',
    name: { es: 'Puesto en la Feria del Mezcal, El Llano', en: 'Stall at the Mezcal Fair, El Llano' },
    workshops: ['palenque-tecolote-sereno', 'palenque-carrizo-y-olla'],
  },
]

function pickupsOf(workshop: DemoWorkshop, index: number, { venues }: DemoFiles): DemoPickup[] {
  const stall = stalls.find(({ workshops }) => workshops.includes(workshop.slug))
  const venue = venues.find(({ slug }) => slug === stall?.venue)
  return [
    {
      id: derivedId(`pickup:${workshop.slug}:workshop`),
      kind: 'WORKSHOP' as const,
      name: { es: `En el taller: ${workshop.name}`, en: `At the workshop: ${workshop.name}` },
      address: `${workshop.town}, Oaxaca`,
      lat: workshop.lat,
      lng: workshop.lng,
      openingHours: workshopHours[index % 2] as Bilingual,
      openFrom: null,
      openUntil: null,
    },
    ...(stall && venue
      ? [
          {
            id: derivedId(`pickup:${workshop.slug}:${stall.venue}`),
            kind: 'STALL' as const,
            name: stall.name,
            address: venue.address,
            lat: venue.lat,
            lng: venue.lng,
            openingHours: festivalHours,
            openFrom: '2027-07-16',
            openUntil: '2027-07-27',
          },
        ]
      : []),
  ]
}

/** Of the platform, of two sellers; one of them used up, one over, one that waits for July. */
export function demoCodes(firstSeeded: Date): DemoCode[] {
  const daysFrom = (days: number) => new Date(firstSeeded.getTime() + days * dayMs)
  const code = (name: string, terms: Pick<DiscountTerms, 'kind' | 'value'> & Partial<DiscountTerms>): DemoCode => ({
    id: derivedId(`code:${name}`),
    code: name,
    sellerId: null,
    minimumCents: 0,
    startsAt: null,
    endsAt: null,
    maxUses: null,
    maxPerUser: null,
    used: 0,
    active: true,
    ...terms,
  })
  return [
    code('BIENVENIDA10', { kind: 'PERCENT', value: 1000, minimumCents: 50_000, maxPerUser: 1 }),
    code('GUELAGUETZA2027', {
      kind: 'PERCENT',
      value: 1500,
      minimumCents: 80_000,
      startsAt: new Date('2027-07-01T06:00:00Z'),
      endsAt: new Date('2027-08-01T06:00:00Z'),
    }),
    code('COSECHA15', { kind: 'PERCENT', value: 1500, startsAt: daysFrom(-70), endsAt: daysFrom(-20) }),
    code('CUARZO100', {
      kind: 'AMOUNT',
      value: 10_000,
      minimumCents: 60_000,
      maxUses: 200,
      sellerId: sellerId('taller-cuarzo-y-noche'),
    }),
    code('TECOLOTE20', { kind: 'PERCENT', value: 2000, maxUses: 3, sellerId: sellerId('palenque-tecolote-sereno') }),
  ]
}

/** By workshop. */
export function demoTerms(files: DemoFiles) {
  return new Map(
    files.crafts.workshops.map((workshop, index) => [
      workshop.slug,
      { rates: ratesOf(workshop, index), pickups: pickupsOf(workshop, index, files) },
    ]),
  )
}
export type DemoTerms = ReturnType<typeof demoTerms>

export function rateRows(terms: DemoTerms) {
  return [...terms].flatMap(([workshop, { rates }]) =>
    rates.map((rate) => ({
      id: rate.id,
      seller_id: sellerId(workshop),
      zone: rate.zone,
      states: rate.states,
      label: rate.label.es,
      translations: { en: { label: rate.label.en } },
      tiers: rate.tiers,
      free_above_cents: rate.freeAboveCents,
      min_days: rate.minDays,
      max_days: rate.maxDays,
      active: true,
    })),
  )
}

export function pickupRows(terms: DemoTerms) {
  return [...terms].flatMap(([workshop, { pickups }]) =>
    pickups.map((pickup) => ({
      id: pickup.id,
      seller_id: sellerId(workshop),
      kind: pickup.kind,
      name: pickup.name.es,
      address: pickup.address,
      lat: pickup.lat,
      lng: pickup.lng,
      opening_hours: pickup.openingHours.es,
      translations: { en: { name: pickup.name.en, openingHours: pickup.openingHours.en } },
      open_from: pickup.openFrom,
      open_until: pickup.openUntil,
      active: true,
    })),
  )
}

export function codeRows(codes: readonly DemoCode[], usesOf: (codeId: string) => number, firstSeeded: Date) {
  return codes.map((code) => ({
    id: code.id,
    code: code.code,
    seller_id: code.sellerId,
    kind: code.kind,
    value: code.value,
    minimum_cents: code.minimumCents,
    starts_at: code.startsAt,
    ends_at: code.endsAt,
    max_uses: code.maxUses,
    max_per_user: code.maxPerUser,
    used: usesOf(code.id),
    active: code.active,
    created_at: new Date(firstSeeded.getTime() - 100 * dayMs),
  }))
}
