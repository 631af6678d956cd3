/** Reviews and moderation around the market: people who were somewhere or received something, over HTTP. */
import { createExperiences, type Experiences } from '../src/modules/experiences/index.ts'
import { createProducts, type Products } from '../src/modules/products/index.ts'
import { createReviews, type Reviews } from '../src/modules/reviews/index.ts'
import { createEvents, type Events } from '../src/platform/events.ts'
import { newBookingCode, newId } from '../src/platform/ids.ts'
import type { HttpModule } from '../src/platform/http/route.ts'
import { signedInAs, testApp } from './app.ts'
import { bookingHouse } from './booking-house.ts'
import type { BookingHouse } from './build-booking-house.ts'
import { buildMarket, type Market } from './build-market.ts'
import { stillMedia } from './still-media.ts'

interface Answer {
  status: number
  headers: Record<string, unknown>
  /** Whatever the route answers: tests look at what they expect. */
  body: ReturnType<typeof JSON.parse>
}
type As = string | { moderator: string } | { unverified: string } | null

export interface ReviewHouse extends BookingHouse, Market {
  experiences: Experiences
  shelf: Products
  reviews: Reviews
  events: Pick<Events, 'publish'>
  /** Somebody who was there: the booking is over. */
  visited(experienceId: string, userId?: string): Promise<{ bookingId: string; userId: string }>
  /** Somebody to whom a piece was brought. */
  received(productId: string, userId?: string): Promise<{ orderLineId: string; orderId: string; userId: string }>
  ask(as: As, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer>
  /** Who answers for a host besides its owner: person → host. */
  managers: Map<string, string>
  /** A list as a spreadsheet, in English. */
  table(as: As, path: string): Promise<{ status: number; type: unknown; text: string }>
  /** Broken promises of reviews; none in a healthy house. */
  brokenPromises(): Promise<string[]>
}

export interface ReviewParts extends Omit<ReviewHouse, 'ask' | 'table' | 'brokenPromises'> {}

/** @param more further modules on the same edge */
export async function reviewHouse(more: (parts: ReviewParts) => HttpModule[] = () => []): Promise<ReviewHouse> {
  const house = await bookingHouse()
  const { db, database, published } = house
  const market = buildMarket(house)
  const jobEvents = createEvents(house.jobs)
  const events: Pick<Events, 'publish'> = {
    async publish(tx, event, facts) {
      await jobEvents.publish(tx, event, facts)
      published.push({ type: event.type, facts: facts as Record<string, unknown> })
    },
  }
  const media = stillMedia(database)
  const cache = {
    read: async <T>(_key: string, _options: unknown, load: () => Promise<T>) => load(),
    invalidate: async () => {},
  }
  const experiences = createExperiences({ database, media, cache, bookingCommissionBps: async () => 1500 })
  const shelf = createProducts({ database, events, media, cache, tellScreens: async () => {} })
  const managers = new Map<string, string>()
  const reviews = createReviews({
    database,
    events,
    media,
    listings: { EXPERIENCE: experiences, PRODUCT: shelf },
    async payeesOf(userId) {
      const [host, seller] = await Promise.all([experiences.findHostByUser(userId), shelf.sellerOf(userId)])
      const managed = managers.get(userId)
      return { EXPERIENCE: [host?.id, managed].filter((id) => id !== undefined), PRODUCT: seller ? [seller.id] : [] }
    },
  })
  const parts: ReviewParts = {
    ...house,
    ...market,
    experiences,
    shelf,
    reviews,
    events,
    managers,
    async visited(experienceId, given) {
      const userId = given ?? (await house.guest('Ana María López'))
      const { slotId } = await house.slot({ experienceId })
      const bookingId = newId()
      await db.query(
        `INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy, commission_bps, confirmed_at, completed_at)
         SELECT $1, $5, $2, $3, e.id, e.host_id, 'COMPLETED', 1, 0, '[]', '{}', 1500, app_now(), app_now() FROM experiences e WHERE e.id = $4`,
        [bookingId, userId, slotId, experienceId, newBookingCode()],
      )
      await db.query('UPDATE slots SET taken = 1 WHERE id = $1', [slotId])
      return { bookingId, userId }
    },
    async received(productId, given) {
      const userId = given ?? (await house.guest('Luis Ortega'))
      const [checkoutId, orderId, orderLineId] = [newId(), newId(), newId()]
      await db.query(
        `INSERT INTO checkouts (id, code, user_id, status, total_cents, discount_cents, hold_expires_at, paid_at)
         VALUES ($1, $3, $2, 'PAID', 0, 0, app_now(), app_now())`,
        [checkoutId, userId, newBookingCode()],
      )
      await db.query(
        `INSERT INTO orders (id, code, checkout_id, user_id, seller_id, status, subtotal_cents, total_cents, delivery, return_days, paid_at, delivered_at)
         SELECT $1, $5, $2, $3, p.seller_id, 'DELIVERED', 0, 0, 'PICKUP', 14, app_now(), app_now() FROM products p WHERE p.id = $4`,
        [orderId, checkoutId, userId, productId, newBookingCode()],
      )
      await db.query(
        `INSERT INTO order_lines (id, order_id, product_id, variant_id, name, variant_label, quantity, unit_price_cents, commission_bps, commission_cents)
         SELECT $1, $2, $3, v.id, '{"es":"Cántaro","en":"Jug"}', '{"es":"","en":""}', 1, 0, 1200, 0 FROM product_variants v WHERE v.product_id = $3 LIMIT 1`,
        [orderLineId, orderId, productId],
      )
      return { orderLineId, orderId, userId }
    },
  }
  const app = await testApp({ databaseUrl: db.url, database, modules: [experiences, shelf, reviews, ...more(parts)] })
  function headersOf(as: As) {
    if (as === null) return {}
    if (typeof as === 'string') return signedInAs({ userId: as })
    return 'moderator' in as
      ? signedInAs({ userId: as.moderator, role: 'moderator' })
      : signedInAs({ userId: as.unverified, emailVerified: false })
  }
  return {
    ...parts,
    async ask(as, method, path, body) {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: headersOf(as),
        ...(body ? { payload: body } : {}),
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: answer.body === '' ? null : answer.json(),
      }
    },
    async table(as, path) {
      const answer = await app.inject({
        url: `/api/v1${path}`,
        headers: { ...headersOf(as), accept: 'text/csv', 'accept-language': 'en' },
      })
      return { status: answer.statusCode, type: answer.headers['content-type'], text: answer.body }
    },
    async brokenPromises() {
      const broken: string[] = []
      for (const { name, sql } of reviews.guarantees ?? []) {
        const rows = await db.query(sql)
        if (rows.length) broken.push(`${name}: ${JSON.stringify(rows)}`)
      }
      return broken
    },
  }
}
