/** The whole demo as rows, computed from the files and from the moment it was first put in; touches nothing. */
import { experienceId, experienceRow, cutoffMinutesOf, regionRows, ticketTypeRows, venueRows } from './catalogue.ts'
import { planBooking, type Settings } from './booking-plan.ts'
import { crowdWishes, type Offer, storyWishes, withPast } from './booking-wishes.ts'
import type { DemoFiles } from './demo-files.ts'
import { craftRows, productRow, stockRows, workshopRows } from './market.ts'
import { ledgerRows } from './ledger-rows.ts'
import { hostId, hostRows, hostUserId, userRows } from './people.ts'
import { type DemoSlot, pastDays, slotsOf } from './schedule.ts'

export interface PlanOptions extends Settings {
  /** Live holds need a provider that knows their intents: without the sandbox there are none. */
  liveHolds: boolean
}

const slotRow = (slot: DemoSlot) => ({
  id: slot.id,
  experience_id: slot.experienceId,
  starts_at: slot.startsAt,
  ends_at: slot.endsAt,
  bookable_until: slot.bookableUntil,
  capacity: slot.capacity,
  taken: slot.taken,
  state: slot.state,
})

const liveKinds: ReadonlySet<string> = new Set(['pending-payment', 'pending', 'payment-failed'])

export function planDemo(files: DemoFiles, options: PlanOptions) {
  const { firstSeeded } = options
  const offers = new Map<string, Offer>()
  const experiences = files.experiences.map((experience, position) => {
    const host = files.hosts.find(({ experiences }) => experiences.includes(experience.slug))
    if (!host) throw new Error(`no host offers ${experience.slug}`)
    const row = experienceRow(experience, position, host)
    const details = {
      experienceId: experienceId(experience.slug, position),
      cutoffMinutes: cutoffMinutesOf(experience),
    }
    const slots = slotsOf(experience, details, firstSeeded, withPast.has(experience.slug) ? pastDays : 0)
    offers.set(experience.slug, { experience, slots, hostId: hostId(host), hostUserId: hostUserId(host) })
    return row
  })

  const stories = storyWishes(offers, firstSeeded)
  const told = options.liveHolds ? stories : stories.filter(({ outcome }) => !liveKinds.has(outcome.kind))
  const planned = told.map((wish) => planBooking(wish, options))
  planned.push(...crowdWishes(offers.values(), firstSeeded).map((wish) => planBooking(wish, options)))

  const products = files.crafts.products.map((product, position) => productRow(product, position, files, firstSeeded))
  const stock = files.crafts.products.map((product, position) =>
    stockRows(product, products[position] as (typeof products)[number], files),
  )

  return {
    crafts: craftRows(files),
    workshops: workshopRows(files, firstSeeded),
    products,
    variants: stock.flatMap(({ variants }) => variants),
    stockMovements: stock.flatMap(({ movements }) => movements),
    users: userRows(files, firstSeeded),
    hosts: hostRows(files.hosts, firstSeeded),
    regions: regionRows(files.regions),
    venues: venueRows(files.venues),
    experiences,
    ticketTypes: files.experiences.flatMap((experience, position) =>
      ticketTypeRows(experience, experienceId(experience.slug, position)),
    ),
    slots: [...offers.values()].flatMap(({ slots }) => slots.map(slotRow)),
    bookings: planned.map(({ booking }) => booking),
    payments: planned.flatMap(({ payment }) => payment ?? []),
    refunds: planned.flatMap(({ refund }) => refund ?? []),
    ledger: ledgerRows(planned.flatMap(({ ledger }) => ledger)),
    tickets: planned.flatMap(({ tickets }) => tickets),
    paymentIntents: planned.flatMap(({ intent }) => intent ?? []),
  }
}
export type DemoPlan = ReturnType<typeof planDemo>
