/** What people, the provider and the house do in a simulation. Refusals that a person could meet are fine; anything else is noted. */
import { DomainError } from '../../src/platform/errors.ts'
import { ProviderUnavailableError } from '../../src/platform/outside/stripe/index.ts'
import type { BookingHouse } from '../build-booking-house.ts'
import type { Chance } from './random.ts'

export interface Guest {
  userId: string
  bookings: { bookingId: string; paymentId: string | null; intentId: string | null }[]
}
export interface World {
  house: BookingHouse
  chance: Chance
  guests: Guest[]
  slots: { slotId: string; experienceId: string; hostId: string; hostUserId: string }[]
  aheadSeconds: number
  /** Errors that no person should ever see. */
  unexpected: string[]
}
export interface Action {
  name: string
  /** How often it is chosen, against the others. */
  weight: number
  act(world: World): Promise<void>
}

/** Notes what no person should ever meet. */
export async function attempt(world: World, name: string, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    const expected =
      (error instanceof DomainError && error.status < 500) ||
      (error instanceof DomainError && error.status === 503) ||
      error instanceof ProviderUnavailableError
    if (
      error instanceof DomainError &&
      error.code === 'SOLD_OUT' &&
      Number(error.params.available) >= Number(error.params.asked)
    )
      world.unexpected.push(`refused while there was room: ${JSON.stringify(error.params)}`)
    if (!expected && !isLostConnection(error))
      world.unexpected.push(`${name}: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`)
  }
}

/** Connections are killed on purpose; after three tries the caller sees it, and the edge answers 503. */
function isLostConnection(error: unknown): boolean {
  return /terminat|connection|ECONNRESET|57P01|Transaction API error|timed? ?out/i.test(
    String((error as Error)?.message ?? error),
  )
}

function someBooking({ chance, guests }: World) {
  const guest = chance.pick(guests)
  const booking = guest.bookings.length ? chance.pick(guest.bookings) : null
  return booking && { guest, booking }
}

export const cards = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
  'pm_card_authenticationRequired',
  'pm_card_sandboxProcessing',
]
const faults = [
  'rate_limit',
  'error_before',
  'error_after',
  'hang_before',
  'hang_after',
  'disconnect_before',
  'disconnect_after',
] as const
const webhookFaults = ['drop', 'duplicate', 'hold', 'reorder', 'delay'] as const

export const actions: Action[] = [
  {
    name: 'hold',
    weight: 8,
    async act(world) {
      const { house, chance } = world
      const guest = chance.pick(world.guests)
      const { slotId } = chance.pick(world.slots)
      const party = [{ type: 'adult', quantity: chance.between(1, 2) }]
      const paysAtOnce = chance.happens(0.4)
      await attempt(world, 'hold', async () => {
        const { bookingId, payment } = await house.bookings.hold({ slotId, userId: guest.userId, party })
        guest.bookings.push({ bookingId, paymentId: payment?.id ?? null, intentId: payment?.intentId ?? null })
        // Most people pay right away.
        if (payment?.intentId && paysAtOnce) await house.pay(payment.intentId).catch(() => undefined)
      })
    },
  },
  {
    name: 'pay',
    weight: 9,
    async act(world) {
      const found = someBooking(world)
      const card = world.chance.pick(cards)
      if (found?.booking.intentId) await world.house.pay(found.booking.intentId, card).catch(() => undefined)
    },
  },
  {
    name: 'the amount is changed at the provider',
    weight: 1,
    async act(world) {
      const { house, chance } = world
      const [draw, paysAtOnce] = [chance.next(), chance.happens(0.6)]
      // Of those that can still be paid: another one's amount says nothing.
      const open = house.sandbox.control
        .objects('payment_intents')
        .flatMap(({ id, status }) => (status === 'requires_payment_method' ? [id] : []))
      const theirs = world.guests.flatMap(({ bookings }) => bookings.map(({ intentId }) => intentId))
      const payable = theirs.filter((id) => id !== null && open.includes(id))
      const intentId = payable[Math.floor(draw * payable.length)]
      if (!intentId) return
      await fetch(`${house.sandbox.url}/v1/payment_intents/${intentId}`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_sandbox', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ amount: '1000' }),
        signal: AbortSignal.timeout(1000),
      }).catch(() => undefined)
      if (paysAtOnce) await house.pay(intentId).catch(() => undefined)
    },
  },
  {
    name: 'authenticate',
    weight: 4,
    async act(world) {
      const found = someBooking(world)
      const decision = world.chance.happens(0.7) ? 'authorized' : 'rejected'
      if (found?.booking.intentId) world.house.sandbox.control.authenticate(found.booking.intentId, decision)
    },
  },
  {
    name: 'look at the return page',
    weight: 3,
    async act(world) {
      const found = someBooking(world)
      if (found?.booking.paymentId)
        await attempt(world, 'return page', () => world.house.payments.settle(found.booking.paymentId as string))
    },
  },
  {
    name: 'cancel',
    weight: 2,
    async act(world) {
      const found = someBooking(world)
      if (found)
        await attempt(world, 'cancel', () =>
          world.house.bookings.cancel({
            bookingId: found.booking.bookingId,
            actor: { kind: 'guest', userId: found.guest.userId },
            note: null,
          }),
        )
    },
  },
  {
    name: 'reschedule',
    weight: 2,
    async act(world) {
      const found = someBooking(world)
      const { slotId } = world.chance.pick(world.slots)
      if (found)
        await attempt(world, 'reschedule', () =>
          world.house.bookings.reschedule({ bookingId: found.booking.bookingId, userId: found.guest.userId, slotId }),
        )
    },
  },
  {
    name: 'host changes the slot',
    weight: 2,
    async act(world) {
      const { slotId, hostId } = world.chance.pick(world.slots)
      const change = world.chance.happens(0.5)
        ? { capacity: world.chance.between(1, 5) }
        : { state: world.chance.pick(['OPEN', 'OPEN', 'CLOSED'] as const) }
      await attempt(world, 'change slot', () => world.house.bookings.changeSlot({ slotId, hostId, ...change }))
    },
  },
  {
    name: 'host cancels a booking or, seldom, the slot',
    weight: 1,
    async act(world) {
      const { slotId, hostId, hostUserId } = world.chance.pick(world.slots)
      const wholeSlot = world.chance.happens(0.05)
      const found = someBooking(world)
      if (wholeSlot)
        await attempt(world, 'cancel slot', () =>
          world.house.bookings.changeSlot({ slotId, hostId, state: 'CANCELLED' }),
        )
      else if (found)
        await attempt(world, 'host cancels', () =>
          world.house.bookings.cancel({
            bookingId: found.booking.bookingId,
            actor: { kind: 'host', userId: hostUserId, hostId },
            note: 'lluvia',
          }),
        )
    },
  },
  {
    name: 'time passes',
    weight: 4,
    async act(world) {
      const seconds = world.chance.pick([20, 120, 600, 960])
      world.aheadSeconds += seconds
      await world.house.db.query(`UPDATE virtual_clock SET ahead = ahead + make_interval(secs => $1)`, [seconds])
    },
  },
  {
    name: 'sweep',
    weight: 5,
    act: (world) => attempt(world, 'sweep', () => world.house.bookings.expireHolds()),
  },
  {
    name: 'reconcile',
    weight: 3,
    act: (world) => attempt(world, 'reconcile', () => world.house.payments.reconcile()),
  },
  {
    name: 'send refunds',
    weight: 2,
    act: (world) => attempt(world, 'refunds', () => world.house.submitRefunds()),
  },
  {
    name: 'the provider is in trouble',
    weight: 2,
    async act(world) {
      const kind = world.chance.pick(faults)
      world.house.sandbox.control.failNext({
        kind,
        times: world.chance.between(1, 3),
        ...(kind.startsWith('hang') ? { ms: 600 } : {}),
      })
    },
  },
  {
    name: 'the provider is away for a while',
    weight: 1,
    async act(world) {
      const { house } = world
      const away = (seconds: number) =>
        house.db.query(`UPDATE virtual_clock SET ahead = ahead + make_interval(secs => $1)`, [seconds])
      house.sandbox.control.failNext({ kind: 'error_before', times: 200 })
      await away(910)
      await attempt(world, 'sweep', () => house.bookings.expireHolds())
      await away(400)
      await attempt(world, 'sweep', () => house.bookings.expireHolds())
      house.sandbox.control.clearFaults()
    },
  },
  {
    name: 'webhooks are in trouble',
    weight: 2,
    async act(world) {
      const kind = world.chance.pick(webhookFaults)
      world.house.sandbox.control.disturbWebhooks({
        kind,
        times: world.chance.between(1, 6),
        ...(kind === 'duplicate' ? { copies: world.chance.pick([2, 5, 50]) } : {}),
        ...(kind === 'delay' ? { ms: 200 } : {}),
      })
    },
  },
  {
    name: 'held webhooks arrive',
    weight: 2,
    async act(world) {
      world.house.sandbox.control.releaseWebhooks(world.chance.happens(0.5) ? { order: 'reverse' } : {})
    },
  },
  {
    name: 'connections are killed',
    weight: 1,
    async act(world) {
      await world.house.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'guelaguetza' AND pid <> pg_backend_pid()`,
      )
    },
  },
]
