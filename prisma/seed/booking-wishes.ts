/** Who booked what: every state for Ana and Luis, and other guests so that calendars look alive. */
import { addSeconds, hourMs } from '../../backend/src/platform/pure/time.ts'
import type { BookingWish, Outcome, Party } from './booking-plan.ts'
import type { DemoExperience } from './demo-files.ts'
import { chance, pick } from './derived.ts'
import { accountId, guestIds } from './people.ts'
import type { DemoSlot } from './schedule.ts'

/** An experience with its calendar and host. */
export interface Offer {
  experience: DemoExperience
  slots: DemoSlot[]
  hostId: string
  hostUserId: string
}

const dayMs = 24 * hourMs
const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * dayMs)
const wholeSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000)

interface Story {
  who: 'ana' | 'luis'
  slug: string
  /** The first slot that starts this many days from now or later (or, when negative, the last one before). */
  days: number
  party: Party
  what: (slot: DemoSlot, now: Date) => { outcome: Outcome; createdAt: Date }
  specialRequests?: string
}

const live =
  (outcome: Outcome): Story['what'] =>
  (_, now) => ({ outcome, createdAt: now })
const bookedDaysAgo =
  (days: number, outcome: Outcome): Story['what'] =>
  (_, now) => ({ outcome, createdAt: daysFrom(now, -days) })
const completed: Story['what'] = (slot) => ({ outcome: { kind: 'completed' }, createdAt: daysFrom(slot.startsAt, -6) })
const expired: Story['what'] = (_, now) => ({ outcome: { kind: 'hold-expired' }, createdAt: daysFrom(now, -1) })
/** Cancelled this many hours before the start, as the policy's tiers count. */
const cancelledBefore =
  (hours: number, by: 'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN', note: string | null): Story['what'] =>
  (slot, now) => {
    const at = new Date(Math.min(slot.startsAt.getTime() - hours * hourMs, now.getTime() - hourMs))
    return { outcome: { kind: 'cancelled', by, at, note }, createdAt: daysFrom(at, -5) }
  }

const stories: Story[] = [
  { who: 'ana', slug: 'cata-mezcal-centro', days: 3, party: { adult: 2 }, what: live({ kind: 'pending-payment' }) },
  { who: 'ana', slug: 'tapetes-teotitlan', days: 9, party: { adult: 1 }, what: live({ kind: 'pending' }) },
  {
    who: 'ana',
    slug: 'hierve-el-agua',
    days: 15,
    party: { adult: 2 },
    what: live({ kind: 'payment-failed', errorCode: 'insufficient_funds' }),
  },
  {
    who: 'ana',
    slug: 'cocina-siete-moles',
    days: 6,
    party: { adult: 2 },
    what: bookedDaysAgo(4, { kind: 'confirmed' }),
    specialRequests: 'Una de nosotras no come cacahuate.',
  },
  {
    who: 'ana',
    slug: 'monte-alban-por-la-tarde',
    days: 12,
    party: { adult: 2, child: 1 },
    what: bookedDaysAgo(9, { kind: 'confirmed' }),
  },
  {
    who: 'ana',
    slug: 'guelaguetza-con-guia',
    days: 30,
    party: { adult: 2 },
    what: bookedDaysAgo(20, { kind: 'confirmed' }),
    specialRequests: 'Nos gustaría sentarnos a la sombra.',
  },
  { who: 'ana', slug: 'centro-historico-a-pie', days: -20, party: { adult: 2, senior: 1 }, what: completed },
  { who: 'ana', slug: 'palenque-matatlan', days: -9, party: { adult: 2 }, what: completed },
  { who: 'ana', slug: 'mercados-de-oaxaca', days: -41, party: { adult: 1 }, what: completed },
  {
    who: 'ana',
    slug: 'tejate-huayapam',
    days: 10,
    party: { adult: 2, child: 2 },
    what: cancelledBefore(240, 'BY_GUEST', 'Cambiamos de fechas.'),
  },
  { who: 'ana', slug: 'mitla-y-tule', days: -12, party: { adult: 2 }, what: cancelledBefore(48, 'BY_GUEST', null) },
  {
    who: 'ana',
    slug: 'talla-en-madera-arrazola',
    days: -5,
    party: { adult: 1 },
    what: cancelledBefore(30, 'BY_GUEST', 'No pude llegar a Oaxaca.'),
  },
  {
    who: 'ana',
    slug: 'senderismo-cuajimoloyas',
    days: 7,
    party: { adult: 2 },
    what: cancelledBefore(200, 'BY_HOST', 'El sendero está cerrado por lluvia.'),
  },
  { who: 'ana', slug: 'surf-carrizalillo', days: 4, party: { adult: 1 }, what: expired },
  {
    who: 'luis',
    slug: 'centro-historico-a-pie',
    days: 4,
    party: { adult: 1 },
    what: live({ kind: 'pending-payment' }),
  },
  { who: 'luis', slug: 'chocolate-y-pan', days: 5, party: { adult: 2, child: 1 }, what: live({ kind: 'pending' }) },
  {
    who: 'luis',
    slug: 'barro-negro-taller',
    days: 8,
    party: { adult: 2 },
    what: live({ kind: 'payment-failed', errorCode: 'expired_card' }),
  },
  {
    who: 'luis',
    slug: 'mercados-de-oaxaca',
    days: 2,
    party: { adult: 2 },
    what: bookedDaysAgo(3, { kind: 'confirmed' }),
  },
  {
    who: 'luis',
    slug: 'bahias-huatulco-lancha',
    days: 18,
    party: { adult: 2, child: 2 },
    what: bookedDaysAgo(12, { kind: 'confirmed' }),
    specialRequests: 'Viajamos con una silla de bebé.',
  },
  { who: 'luis', slug: 'tlayudas-y-memelas', days: -15, party: { adult: 2 }, what: completed },
  { who: 'luis', slug: 'monte-alban-al-amanecer', days: -30, party: { adult: 1, senior: 1 }, what: completed },
  {
    who: 'luis',
    slug: 'punta-cometa-mazunte',
    days: 6,
    party: { adult: 3 },
    what: cancelledBefore(150, 'BY_GUEST', null),
  },
  {
    who: 'luis',
    slug: 'bordado-san-antonino',
    days: -7,
    party: { adult: 2 },
    what: cancelledBefore(60, 'BY_GUEST', 'Surgió un compromiso.'),
  },
  {
    who: 'luis',
    slug: 'bioluminiscencia-manialtepec',
    days: -18,
    party: { adult: 2 },
    what: cancelledBefore(20, 'BY_GUEST', null),
  },
  {
    who: 'luis',
    slug: 'huautla-cafe-y-cerro',
    days: 11,
    party: { adult: 2 },
    what: cancelledBefore(280, 'BY_HOST', 'La comunidad tiene asamblea ese día.'),
  },
  {
    who: 'luis',
    slug: 'quesillo-etla',
    days: 14,
    party: { adult: 2 },
    what: cancelledBefore(340, 'BY_ADMIN', 'Reserva duplicada; se devolvió completa.'),
  },
  { who: 'luis', slug: 'fotografia-de-fiesta', days: 5, party: { adult: 1 }, what: expired },
]

/** Undefined once the festival's own dates are over: that story is then not told. */
export function slotFor(offer: Offer, days: number, now: Date): DemoSlot | undefined {
  const moment = daysFrom(now, days)
  return days < 0
    ? offer.slots.findLast(({ endsAt }) => endsAt <= moment)
    : offer.slots.find(({ bookableUntil, state }) => bookableUntil >= moment && state === 'OPEN')
}

/** What Ana and Luis did. A slot that its host cancelled is closed to everyone. */
export function storyWishes(offers: ReadonlyMap<string, Offer>, now: Date): BookingWish[] {
  return stories.flatMap((story) => {
    const offer = offers.get(story.slug)
    if (!offer) throw new Error(`the demo has no experience ${story.slug}`)
    const slot = slotFor(offer, story.days, now)
    if (!slot) return []
    const { outcome, createdAt } = story.what(slot, now)
    if (outcome.kind === 'cancelled' && outcome.by === 'BY_HOST') slot.state = 'CANCELLED'
    return {
      key: `${story.who}:${story.slug}:${story.days}`,
      userId: accountId(story.who),
      experience: offer.experience,
      slot,
      hostId: offer.hostId,
      hostUserId: offer.hostUserId,
      party: story.party,
      outcome,
      createdAt: wholeSecond(createdAt),
      ...(story.specialRequests ? { specialRequests: story.specialRequests } : {}),
    }
  })
}

/** How many days ahead other guests have booked. */
const busyDays = 14
/** To how many of its past times somebody came, from the least to the most loved experience. */
const pastTimes = [2, 8] as const

/** Seats that other guests leave free in a coming slot: none in some, one or two in others, all in most. */
function seatsWanted(slot: DemoSlot): number {
  const luck = chance(`crowd:${slot.id}`)
  const free = slot.capacity - slot.taken
  if (luck < 0.07) return free
  if (luck < 0.16) return Math.max(0, free - (luck < 0.12 ? 1 : 2))
  return luck < 0.38 ? Math.min(free, 2) : 0
}

function groupOf(key: string, experience: DemoExperience, most: number): Party {
  const size = Math.min(most, pick([1, 2, 2, 2, 3, 4], `size:${key}`))
  if (size >= 3 && experience.minAge <= 11 && chance(`children:${key}`) < 0.5) return { adult: size - 1, child: 1 }
  if (size >= 2 && chance(`senior:${key}`) < 0.15) return { adult: size - 1, senior: 1 }
  return { adult: size }
}

/** Groups of other guests until the wanted seats are taken. */
function groupsFor(offer: Offer, slot: DemoSlot, seats: number, past: boolean, now: Date): BookingWish[] {
  const wishes: BookingWish[] = []
  for (let left = seats, number = 1; left > 0; number += 1) {
    const key = `crowd:${slot.id}:${number}`
    const party = groupOf(key, offer.experience, left)
    left -= Object.values(party).reduce((sum, count) => sum + count, 0)
    const before = past ? slot.bookableUntil : now
    const createdAt = wholeSecond(addSeconds(before, -Math.round((1 + chance(`when:${key}`) * 12) * 86_400)))
    const userId = pick(guestIds, `guest:${key}`)
    const outcome: Outcome = past ? { kind: 'completed' } : { kind: 'confirmed' }
    wishes.push({
      key,
      userId,
      experience: offer.experience,
      slot,
      hostId: offer.hostId,
      hostUserId: offer.hostUserId,
      party,
      outcome,
      createdAt,
    })
  }
  return wishes
}

/** Called once the stories have taken their seats: coming slots that fill up, and some past ones of every host. */
export function crowdWishes(offers: Iterable<Offer>, now: Date): BookingWish[] {
  const until = daysFrom(now, busyDays)
  return [...offers].flatMap((offer) => {
    const [least, most] = pastTimes
    const past = offer.slots.filter(({ endsAt }) => endsAt <= now).length
    const luck = (least + chance(`loved:${offer.experience.slug}`) * (most - least)) / past
    return offer.slots
      .filter((slot) => slot.state === 'OPEN' && slot.startsAt < until)
      .flatMap((slot) => {
        if (slot.startsAt > now) return groupsFor(offer, slot, seatsWanted(slot), false, now)
        const came = slot.endsAt <= now && chance(`past:${slot.id}`) < luck
        return came ? groupsFor(offer, slot, Math.min(slot.capacity - slot.taken, 3), true, now) : []
      })
  })
}
