/**
 * Guests, hosts, a provider in trouble and a clock that jumps, against the real services on a real PostgreSQL.
 * A seed repeats what everybody tries and when; how the database interleaves it is real.
 */
import type { TestDatabase } from '../postgres.ts'
import { type BookingHouse, buildBookingHouse } from '../build-booking-house.ts'
import { actions, type World } from './actions.ts'
import { fulfilling, shopping } from './market-actions.ts'
import { closeMarketDay } from './market-day.ts'
import { furnishMarket } from './market-world.ts'
import { payday } from './payday.ts'
import { play } from './play.ts'
import { chanceOf } from './random.ts'
import { brokenTruths, paidButNotConfirmed } from './truth.ts'
import { tellRefusedWebhooks, webhooksRest } from './webhooks.ts'

export interface SimulationResult {
  seed: number
  /** Empty when every promise held. */
  broken: string[]
  /** How often each action was tried. */
  tried: Record<string, number>
  /** How the bookings ended: state or cancellation reason, with their number. */
  ends: Record<string, number>
}

export interface SimulationOptions {
  /** Rounds of actions; what is in a round happens at the same moment. */
  rounds?: number
  guests?: number
  slots?: number
}

const clockSql = `
  CREATE TABLE IF NOT EXISTS virtual_clock (ahead interval NOT NULL);
  DELETE FROM virtual_clock;
  INSERT INTO virtual_clock VALUES ('0');
  CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() + (SELECT ahead FROM virtual_clock) $$;`

/** Even seeds go to the market, where bookings lie in baskets too; odd ones are about bookings alone. */
export const isMarketSeed = (seed: number): boolean => seed % 2 === 0

/** Runs one seed on an empty, migrated database. */
export async function simulate(
  seed: number,
  db: Pick<TestDatabase, 'url' | 'query'>,
  options: SimulationOptions = {},
): Promise<SimulationResult> {
  await db.query(clockSql)
  const house = await buildBookingHouse(db, { STRIPE_TIMEOUT_MS: '400' })
  try {
    return await (isMarketSeed(seed) ? runMarket : run)(house, seed, options)
  } finally {
    await house.close()
  }
}

/** Guests, times and their clock, before anything happens. */
async function openWorld(
  house: BookingHouse,
  seed: number,
  { guests, slots }: Required<Pick<SimulationOptions, 'guests' | 'slots'>>,
): Promise<World> {
  const chance = chanceOf(seed)
  const world: World = { house, chance, guests: [], slots: [], aheadSeconds: 0, unexpected: [] }
  await house.listenToWebhooks()
  for (let i = 0; i < guests; i += 1) world.guests.push({ userId: await house.guest(), bookings: [] })
  const first = await house.slot({ capacity: chance.between(1, 4), daysAhead: 2 })
  world.slots.push(first)
  for (let i = 1; i < slots; i += 1)
    world.slots.push(
      await house.slot({ capacity: chance.between(1, 4), daysAhead: 2, experienceId: first.experienceId }),
    )
  return world
}

/** First baskets and minutes, then parcels and days; at the end everything has come to its end. */
async function runMarket(
  house: BookingHouse,
  seed: number,
  { rounds = 44, guests = 5, slots = 2 }: SimulationOptions,
): Promise<SimulationResult> {
  const world = await furnishMarket(await openWorld(house, seed, { guests, slots }))
  try {
    const tried: Record<string, number> = {}
    const first = Math.ceil(rounds * 0.55)
    await play(world, shopping, first, tried)
    const unconfirmed = await reconcileOnly(world)
    await play(world, fulfilling, rounds - first, tried)
    await settleEverything(world, () =>
      Promise.all([world.market.checkout.expire(), world.market.orders.cancelNotAccepted()]),
    )
    const broken = [...unconfirmed, ...(await closeMarketDay(world, tried)), ...(await brokenTruths(house))]
    await tellRefusedWebhooks(world)
    return { seed, broken: [...new Set([...broken, ...world.unexpected])], tried, ends: await endsOf(house) }
  } finally {
    await world.closeMarket()
  }
}

async function run(
  house: BookingHouse,
  seed: number,
  { rounds = 30, guests = 6, slots = 3 }: SimulationOptions,
): Promise<SimulationResult> {
  const world = await openWorld(house, seed, { guests, slots })
  const tried: Record<string, number> = {}
  await play(world, actions, rounds, tried)
  const unconfirmed = await reconcileOnly(world)
  await settleEverything(world)
  const broken = [...unconfirmed, ...(await house.violations()), ...(await brokenTruths(house))]
  broken.push(...(await payday(world)))
  await tellRefusedWebhooks(world)
  return { seed, broken: [...new Set([...broken, ...world.unexpected])], tried, ends: await endsOf(house) }
}

async function endsOf(house: BookingHouse): Promise<Record<string, number>> {
  const ends = await house.db.query<{ end: string; n: number }>(
    `SELECT coalesce(cancel_reason::text, status::text) AS end, count(*)::int AS n FROM bookings GROUP BY 1
     UNION ALL SELECT 'checkout ' || coalesce(cancel_reason::text, status::text), count(*)::int FROM checkouts GROUP BY 1
     UNION ALL SELECT 'order ' || coalesce(cancel_reason::text, status::text), count(*)::int FROM orders WHERE paid_at IS NOT NULL GROUP BY 1
     UNION ALL SELECT 'return ' || status, count(*)::int FROM order_returns GROUP BY 1
     UNION ALL SELECT 'transfer ' || status, count(*)::int FROM transfers GROUP BY status UNION ALL SELECT 'reversal ' || status, count(*)::int FROM transfer_reversals GROUP BY status ORDER BY 1`,
  )
  return Object.fromEntries(ends.map((row) => [row.end, row.n]))
}

/** No sweep, no webhook, nobody on the return page: within minutes the reconciler alone has found every payment. */
async function reconcileOnly({ house }: World): Promise<string[]> {
  house.sandbox.control.clearFaults()
  for (let pass = 0; pass < 6; pass += 1) {
    await house.db.query(`UPDATE virtual_clock SET ahead = ahead + interval '3 minutes'`)
    await house.payments.reconcile()
    if ((await paidButNotConfirmed(house)).length === 0) return []
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return paidButNotConfirmed(house)
}

/** Faults end, webhooks arrive (or never do), an hour passes, and the house's own habits do the rest. */
async function settleEverything({ house, chance }: World, more: () => Promise<unknown> = async () => {}) {
  const { control } = house.sandbox
  control.clearWebhookFaults()
  if (chance.happens(0.7)) {
    control.releaseWebhooks(chance.happens(0.5) ? { order: 'reverse' } : {})
    await webhooksRest(house)
  }
  for (const intent of control.objects('payment_intents'))
    if (intent.status === 'processing') control.settlePayment(intent.id, chance.happens(0.5) ? 'succeed' : 'fail')
  for (let pass = 0; pass < 40; pass += 1) {
    await house.db.query(`UPDATE virtual_clock SET ahead = ahead + interval '10 minutes'`)
    await house.bookings.expireHolds()
    await tolerating(more)
    await house.payments.reconcile()
    await tolerating(() => house.submitRefunds())
    await workOffEvents(house)
    for (const { id } of await house.db.query<{ id: string }>(`SELECT id FROM slots WHERE state = 'CANCELLED'`))
      await tolerating(() => house.bookings.cancelSlotBookings(id))
    const [left] = await house.db.query<{ open: boolean }>(`
      SELECT EXISTS (SELECT 1 FROM bookings WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'))
        OR EXISTS (SELECT 1 FROM checkouts WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'))
        OR EXISTS (SELECT 1 FROM payments WHERE status NOT IN ('SUCCEEDED', 'CANCELED'))
        OR EXISTS (SELECT 1 FROM refunds WHERE status NOT IN ('SUCCEEDED', 'FAILED'))
        OR EXISTS (SELECT 1 FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED'))
        OR EXISTS (SELECT 1 FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE s.state = 'CANCELLED' AND b.status = 'CONFIRMED') AS open`)
    if (!left?.open) break
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  await tolerating(() => house.payments.compareWithProvider(new Date(0)))
  await tolerating(() => house.submitRefunds())
  await webhooksRest(house)
  await workOffEvents(house)
}

/** What the job queue does in production: an event that failed is worked off again. */
async function workOffEvents(house: BookingHouse) {
  const open = await house.db.query<{ id: string }>(
    `SELECT id FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED')`,
  )
  for (const { id } of open) await tolerating(() => house.payments.processWebhook(id))
}

async function tolerating(work: () => Promise<unknown>) {
  try {
    await work()
  } catch {
    // In doubt for now; the next pass tries again, and what is left at the end is reported by the truths.
  }
}
