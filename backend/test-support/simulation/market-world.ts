/** The market of a simulation: workshops, pieces, codes and shoppers who use it over HTTP as a browser does. */
import { pino } from 'pino'
import { buildTestApp, signedInAs } from '../build-app.ts'
import { address, buildMarket, type Market, type Piece } from '../build-market.ts'
import type { World } from './actions.ts'

export interface Purchase {
  checkoutId: string
  userId: string
  paymentId: string | null
  intentId: string | null
}
export interface Workshop {
  sellerId: string
  userId: string
  /** Null: everything is sent. */
  pickupPointId: string | null
}
export interface Answer {
  status: number
  body: ReturnType<typeof JSON.parse>
}
export interface MarketWorld extends World {
  market: Market
  workshops: Workshop[]
  pieces: Piece[]
  codes: string[]
  /** Those of them that one person may use once. */
  personalCodes: string[]
  purchases: Purchase[]
  /** Answers above 500 are noted, but for those that say when to try again: killed connections and a silent provider. */
  ask(
    userId: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    key?: string,
  ): Promise<Answer>
  closeMarket(): Promise<void>
}

/** Few pieces, odd centavos, and codes that run out. */
export async function furnishMarket(world: World): Promise<MarketWorld> {
  const { house, chance } = world
  const market = buildMarket(house)
  const faults: string[] = []
  const { app, close } = await buildTestApp({
    databaseUrl: house.db.url,
    database: house.database,
    modules: [
      house.payments,
      house.bookings,
      house.ledger,
      market.products,
      market.orders,
      market.checkout,
      house.payouts,
    ],
    httpLogger: pino({ level: 'error' }, { write: (line: string) => void faults.push(line) }),
  })
  const workshops: Workshop[] = []
  const pieces: Piece[] = []
  for (let n = 0; n < 3; n += 1) {
    const shop = await market.shop({ shippingCents: chance.pick([0, 9900, 12_345]) })
    const pickupPointId = n === 1 ? await market.pickup(shop.sellerId) : null
    workshops.push({ ...shop, pickupPointId })
    await house.db.query(`UPDATE seller_profiles SET return_days = $2 WHERE id = $1`, [
      shop.sellerId,
      chance.pick([1, 7, 14]),
    ])
    const price = () => ({ priceCents: chance.between(1000, 90_001), stock: chance.between(1, 5) })
    const plain = await market.piece({ sellerId: shop.sellerId, ...price() })
    pieces.push(plain)
    if (n < 2) pieces.push(await market.variant(plain, { ...price(), label: 'Grande' }))
  }
  await house.db.query(
    `UPDATE products p SET price_from_cents = (SELECT min(price_cents) FROM product_variants v WHERE v.product_id = p.id)`,
  )
  const personalCodes = [
    await market.code({ kind: 'AMOUNT', value: 7777, maxPerUser: 1 }),
    await market.code({ kind: 'PERCENT', value: 500, maxPerUser: 1 }),
  ]
  const codes = [
    ...personalCodes,
    await market.code({ kind: 'PERCENT', value: 1500, maxUses: 1 }),
    await market.code({ kind: 'PERCENT', value: 2000, sellerId: workshops[0]?.sellerId ?? null }),
    await market.code({ kind: 'PERCENT', value: 10_000, maxUses: 1 }),
  ]
  const result: MarketWorld = {
    ...world,
    market,
    workshops,
    pieces,
    codes,
    personalCodes,
    purchases: [],
    async ask(userId, method, path, body, key) {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...signedInAs({ userId }), ...(key ? { 'idempotency-key': key } : {}) },
        ...(body ? { payload: body } : {}),
      })
      if (answer.statusCode >= 500 && answer.statusCode !== 503)
        world.unexpected.push(`${method} ${path}: ${answer.statusCode} ${whereFrom(faults.at(-1))}`)
      return { status: answer.statusCode, body: answer.body ? answer.json() : null }
    },
    closeMarket: close,
  }
  return result
}

/** What was thrown, and by which lines of ours. */
function whereFrom(line: string | undefined): string {
  if (line === undefined) return 'nothing was logged'
  const { err } = JSON.parse(line) as { err?: { message: string; stack: string } }
  const ours = (err?.stack ?? '').split('\n').filter((frame) => frame.includes('backend/src'))
  return [
    err?.message.trim().split('\n').at(-1) ?? line,
    ...ours.map((frame) => frame.replace(/.*backend\/src\//, '')),
  ].join(' < ')
}

/** Where the parcels go, and what is fetched. */
export function deliveryOf({ workshops }: MarketWorld, pickUp: boolean): object {
  const pickups = workshops.flatMap(({ sellerId, pickupPointId }) =>
    pickUp && pickupPointId ? [{ sellerId, pickupPointId }] : [],
  )
  return { shippingAddress: address, pickups }
}
