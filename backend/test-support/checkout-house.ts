/** The whole way from a basket to what was bought, on the booking house's database, payments and sandbox. */
import pg from 'pg'
import { afterAll } from 'vitest'
import type { Checkout } from '../src/modules/checkout/index.ts'
import { signedInAs, testApp } from './app.ts'
import { bookingHouse } from './booking-house.ts'
import type { BookingHouse } from './build-booking-house.ts'
import { address, buildMarket, type Market, type Piece } from './build-market.ts'

export { address, type Piece } from './build-market.ts'

interface Answer {
  status: number
  headers: Record<string, unknown>
  body: ReturnType<typeof JSON.parse>
}
export interface CheckoutHouse extends Omit<BookingHouse, 'violations'>, Market {
  /** Into a person's basket, over HTTP. */
  put(userId: string, piece: Piece, quantity?: number): Promise<void>
  putSlot(userId: string, slotId: string, adults?: number): Promise<void>
  /** What the button does, without HTTP. */
  buy(userId: string, more?: object): ReturnType<Checkout['create']>
  /** Held and paid. */
  buyAndPay(userId: string, more?: object): Promise<string>
  ask(
    as: string | { admin: string } | { cookie: string } | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  row(checkoutId: string): Promise<{ status: string; cancelReason: string | null; totalCents: number }>
  paymentOf(checkoutId: string): Promise<{ id: string; intentId: string; status: string }>
  cart(userId: string): Promise<{ items: Record<string, number>; slots: string[]; code: string | null }>
  over(checkoutId: string): Promise<void>
  /** A connection beside the code under test, for negative controls. */
  connect(): Promise<pg.Client>
}

export async function checkoutHouse(env: Record<string, string> = {}): Promise<CheckoutHouse> {
  const house = await bookingHouse(env)
  const { db, database, payments } = house
  const market = buildMarket(house, env)
  const { orders, checkout } = market
  const app = await testApp({
    databaseUrl: db.url,
    database,
    modules: [payments, house.bookings, orders, checkout],
    env,
  })
  const connections: pg.Client[] = []
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.end()))
  })

  const result: CheckoutHouse = {
    ...house,
    ...market,
    async put(userId, { productId, variantId }, quantity = 1) {
      const { status, body } = await result.ask(userId, 'PUT', `/cart/items/${productId}`, { quantity, variantId })
      if (status !== 200) throw new Error(JSON.stringify(body))
    },
    async putSlot(userId, slotId, adults = 1) {
      const party = [{ type: 'adult', quantity: adults }]
      const { status, body } = await result.ask(userId, 'PUT', `/cart/slots/${slotId}`, { party })
      if (status !== 200) throw new Error(JSON.stringify(body))
    },
    buy: (userId, more = {}) =>
      checkout.create({ userId, language: 'es', pickups: [], shippingAddress: address, ...more }),
    async buyAndPay(userId, more) {
      const { checkoutId, payment } = await result.buy(userId, more)
      if (payment) {
        await house.pay(payment.intentId ?? '')
        await payments.settle(payment.id)
      }
      return checkoutId
    },
    async ask(as, method, path, body, headers = {}) {
      const who =
        as === null
          ? {}
          : typeof as === 'string'
            ? signedInAs({ userId: as })
            : 'cookie' in as
              ? as
              : signedInAs({ userId: as.admin, role: 'admin' })
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...who, ...headers },
        ...(body ? { payload: body } : {}),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body }
    },
    async row(checkoutId) {
      const [row] = await db.query<{ status: string; cancelReason: string | null; totalCents: number }>(
        `SELECT status::text, cancel_reason::text AS "cancelReason", total_cents AS "totalCents" FROM checkouts WHERE id = $1`,
        [checkoutId],
      )
      if (!row) throw new Error(`no checkout ${checkoutId}`)
      return row
    },
    async paymentOf(checkoutId) {
      const row = await house.payment(checkoutId)
      return { id: row.id, intentId: row.intentId ?? '', status: row.status }
    },
    async cart(userId) {
      const items = await db.query<{ id: string; quantity: number }>(
        `SELECT i.variant_id AS id, i.quantity FROM cart_items i JOIN carts c ON c.id = i.cart_id WHERE c.user_id = $1`,
        [userId],
      )
      const slots = await db.query<{ id: string }>(
        `SELECT s.slot_id AS id FROM cart_slots s JOIN carts c ON c.id = s.cart_id WHERE c.user_id = $1`,
        [userId],
      )
      const [cart] = await db.query<{ code: string | null }>(
        `SELECT discount_code AS code FROM carts WHERE user_id = $1`,
        [userId],
      )
      return {
        items: Object.fromEntries(items.map(({ id, quantity }) => [id, quantity])),
        slots: slots.map(({ id }) => id),
        code: cart?.code ?? null,
      }
    },
    async over(checkoutId) {
      await db.query(`UPDATE checkouts SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [checkoutId])
    },
    async connect() {
      const connection = new pg.Client({ connectionString: db.url })
      await connection.connect()
      connections.push(connection)
      return connection
    },
  }
  return result
}
