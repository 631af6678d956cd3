/** The market on a booking house: products, baskets and orders put together as main.ts does, with workshops and pieces to sell. */
import { createCheckout, type Checkout } from '../src/modules/checkout/index.ts'
import { createOrders, type Orders } from '../src/modules/orders/index.ts'
import { createProducts, type Products } from '../src/modules/products/index.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createEvents } from '../src/platform/events.ts'
import { newId } from '../src/platform/ids.ts'
import { createMetrics, type Metrics } from '../src/platform/observability/metrics.ts'
import type { BookingHouse } from './build-booking-house.ts'
import { stillMedia } from './still-media.ts'

export interface Piece {
  sellerId: string
  productId: string
  variantId: string
}
export interface Market {
  products: Products
  orders: Orders
  checkout: Checkout
  metrics: Metrics
  /** A workshop that sends anywhere in Mexico for 99.00 unless told otherwise. */
  shop(options?: { shippingCents?: number | null }): Promise<{ sellerId: string; userId: string }>
  piece(options?: {
    sellerId?: string
    priceCents?: number
    stock?: number
    grams?: number
    adultsOnly?: boolean
    labels?: string[]
  }): Promise<Piece>
  /** Another variant of the same product. */
  variant(piece: Piece, options?: { priceCents?: number; stock?: number; label?: string }): Promise<Piece>
  code(options?: {
    code?: string
    sellerId?: string | null
    kind?: 'PERCENT' | 'AMOUNT'
    value?: number
    minimumCents?: number
    maxUses?: number | null
    maxPerUser?: number | null
  }): Promise<string>
  pickup(sellerId: string): Promise<string>
  stock(variantId: string): Promise<{ onHand: number; reserved: number }>
  /** Broken promises of every module; a healthy system has none. */
  violations(): Promise<string[]>
}

export const address = {
  recipient: 'Ana López',
  line1: 'Reforma 1',
  city: 'Ciudad de México',
  state: 'CDMX',
  postalCode: '06000',
  country: 'MX',
}

export function buildMarket(house: BookingHouse, env: Record<string, string> = {}): Market {
  const { db, database, payments, published } = house
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, STRIPE_TIMEOUT_MS: '2000', ...env })
  const jobEvents = createEvents(house.jobs)
  const events: Pick<typeof jobEvents, 'publish'> = {
    async publish(tx, event, facts) {
      await jobEvents.publish(tx, event, facts)
      published.push({ type: event.type, facts: facts as Record<string, unknown> })
    },
  }
  const metrics = createMetrics({ defaults: false })
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const products = createProducts({
    database,
    events,
    media: stillMedia(database),
    cache: { read: async (_key, _options, load) => load(), invalidate: async () => {} },
    tellScreens: async () => {},
  })
  const orders = createOrders({
    database,
    payments,
    ledger: house.ledger,
    stock: products,
    metrics,
    logger,
    sellerOf: products.sellerOf,
    orderChanged: async () => {},
    assertProved: async () => {},
    audit: async () => {},
    events,
  })
  const checkout = createCheckout({
    config,
    database,
    events,
    payments,
    products,
    orders,
    bookings: house.bookings,
    ledger: house.ledger,
    metrics,
    logger,
    checkoutChanged: async () => {},
    assertProved: async () => {},
    audit: async () => {},
  })
  let defaultShop: string | null = null

  const shop: Market['shop'] = async ({ shippingCents = 9900 } = {}) => {
    const userId = await house.guest('Eufemia')
    const sellerId = newId()
    await db.query(
      `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
       VALUES ($1, $2, gen_random_uuid()::text, 'Taller Cuarzo y Noche', 'Eufemia', 'San Bartolo Coyotepec', 'valles-centrales', '{}', '', '{}', '{}')`,
      [sellerId, userId],
    )
    if (shippingCents !== null)
      await db.query(
        `INSERT INTO shipping_rates (id, seller_id, zone, states, label, translations, tiers, min_days, max_days)
         VALUES ($1, $2, 'MEXICO', '{}', 'Paquetería', '{"en":{"label":"Parcel"}}', $3, 2, 6)`,
        [newId(), sellerId, JSON.stringify([{ upToGrams: null, cents: shippingCents }])],
      )
    return { sellerId, userId }
  }
  const addVariant = async (productId: string, priceCents: number, stock: number, label: string) => {
    const variantId = newId()
    await db.query(
      `INSERT INTO product_variants (id, product_id, sku, label, translations, options, price_cents, on_hand) VALUES ($1, $2, gen_random_uuid()::text, $5, '{}', '{}', $3, $4)`,
      [variantId, productId, priceCents, stock, label],
    )
    if (stock > 0)
      await db.query(`INSERT INTO stock_movements (id, variant_id, kind, quantity) VALUES ($1, $2, 'INITIAL', $3)`, [
        newId(),
        variantId,
        stock,
      ])
    return variantId
  }

  return {
    products,
    orders,
    checkout,
    metrics,
    shop,
    async piece({ sellerId, priceCents = 50_000, stock = 10, grams = 900, adultsOnly = false } = {}) {
      defaultShop ??= (await shop()).sellerId
      const owner = sellerId ?? defaultShop
      const productId = newId()
      await db.query(
        `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents, age_restricted)
         VALUES ($1, gen_random_uuid()::text, $2, 'CERAMICA', 'San Bartolo Coyotepec', 'valles-centrales', 'Cántaro', 'De barro negro', '{}', '{"en":{"name":"Jug"}}', $3, '{}', 'ACTIVE', $4, $5)`,
        [productId, owner, grams, priceCents, adultsOnly],
      )
      return { sellerId: owner, productId, variantId: await addVariant(productId, priceCents, stock, '') }
    },
    async variant(piece, { priceCents = 50_000, stock = 10, label = 'Otra' } = {}) {
      return { ...piece, variantId: await addVariant(piece.productId, priceCents, stock, label) }
    },
    async code({
      code = `C${newId().slice(-12).toUpperCase()}`,
      sellerId = null,
      kind = 'PERCENT',
      value = 1000,
      minimumCents = 0,
      maxUses = null,
      maxPerUser = null,
    } = {}) {
      await db.query(
        `INSERT INTO discount_codes (id, code, seller_id, kind, value, minimum_cents, max_uses, max_per_user) VALUES ($1, $2, $3, $4::"DiscountKind", $5, $6, $7, $8)`,
        [newId(), code, sellerId, kind, value, minimumCents, maxUses, maxPerUser],
      )
      return code
    },
    async pickup(sellerId) {
      const id = newId()
      await db.query(
        `INSERT INTO pickup_points (id, seller_id, kind, name, address, lat, lng, opening_hours, translations)
         VALUES ($1, $2, 'WORKSHOP', 'El taller', 'Juárez 3', 16.95, -96.7, 'De 9 a 18', '{"en":{"name":"The workshop","openingHours":"9 to 18"}}')`,
        [id, sellerId],
      )
      return id
    },
    async stock(variantId) {
      const [row] = await db.query<{ onHand: number; reserved: number }>(
        `SELECT on_hand AS "onHand", reserved FROM product_variants WHERE id = $1`,
        [variantId],
      )
      if (!row) throw new Error(`no variant ${variantId}`)
      return row
    },
    async violations() {
      const broken = await house.violations()
      for (const { guarantees = [] } of [orders, products, house.ledger, checkout])
        for (const guarantee of guarantees) {
          const rows = await db.query(guarantee.sql)
          if (rows.length) broken.push(`${guarantee.name}: ${JSON.stringify(rows)}`)
        }
      return [...new Set(broken)]
    },
  }
}
