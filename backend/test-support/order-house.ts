/** Purchases of several workshops on the booking house's database, payments and sandbox: held, paid and asked about like real ones. */
import type { Identity } from '../src/modules/identity/index.ts'
import { type Checkout, createCheckout } from '../src/modules/checkout/index.ts'
import { createOrders, type Orders } from '../src/modules/orders/index.ts'
import { createProducts, type Products } from '../src/modules/products/index.ts'
import { loadConfig } from '../src/platform/config.ts'
import { Prisma } from '../src/platform/database/index.ts'
import { createEvents } from '../src/platform/events.ts'
import { newBookingCode, newId } from '../src/platform/ids.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { bpsOf } from '../src/platform/pure/money.ts'
import { signedInAs, testApp } from './app.ts'
import { bookingHouse } from './booking-house.ts'
import type { BookingHouse } from './build-booking-house.ts'
import { stillMedia } from './still-media.ts'

export interface LineWish {
  quantity?: number
  priceCents?: number
  /** Pieces on the shelf before this purchase. */
  stock?: number
  platformDiscountCents?: number
  sellerDiscountCents?: number
  /** A piece that is there already, instead of a new one. */
  variantId?: string
}
export interface OrderWish {
  seller?: Shop
  lines?: LineWish[]
  shippingCents?: number
  delivery?: 'SHIPPING' | 'PICKUP'
  returnDays?: number
}
export interface Shop {
  sellerId: string
  userId: string
}
export interface Bought {
  checkoutId: string
  userId: string
  /** Null when nothing is to be paid. */
  paymentId: string | null
  intentId: string
  orders: { id: string; seller: Shop; lines: { id: string; variantId: string; productId: string }[] }[]
}
export interface OrderHouse extends BookingHouse {
  products: Products
  orders: Orders
  checkout: Checkout
  shop(name?: string): Promise<Shop>
  /** Held, its intent made, not yet paid. */
  hold(wishes?: OrderWish[], userId?: string): Promise<Bought>
  /** Held, paid and settled. */
  buy(wishes?: OrderWish[], userId?: string): Promise<Bought>
  order(id: string): Promise<{
    status: string
    cancelReason: string | null
    refundedCents: number
    totalCents: number
    completedAt: Date | null
  }>
  /** Over HTTP, as a person or as staff. */
  ask(
    as: string | { admin: string },
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
  stock(variantId: string): Promise<{ onHand: number; reserved: number }>
  story(orderId: string): Promise<string[]>
  /** Broken promises of orders, products, ledger, payments and bookings. */
  violations(): Promise<string[]>
}

export async function orderHouse(
  env: Record<string, string> = {},
  audit: Identity['audit'] = async () => {},
): Promise<OrderHouse> {
  const house = await bookingHouse(env)
  const { db, database, payments, published } = house
  const events = createEvents(house.jobs)
  const metrics = createMetrics({ defaults: false })
  const recorded: Pick<typeof events, 'publish'> = {
    async publish(tx, event, facts) {
      await events.publish(tx, event, facts)
      published.push({ type: event.type, facts: facts as Record<string, unknown> })
    },
  }
  const products = createProducts({
    database,
    events: recorded,
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
    logger: { info: () => {}, error: () => {} },
    sellerOf: products.sellerOf,
    orderChanged: async () => {},
    assertProved: async () => {},
    audit,
    events: recorded,
  })
  // What a payment's news mean for a purchase is the real one's business; only its rows are written by hand here.
  const checkout = createCheckout({
    config: loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, ...env }),
    database,
    events: recorded,
    payments,
    products,
    orders,
    bookings: house.bookings,
    ledger: house.ledger,
    metrics,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    checkoutChanged: async () => {},
    assertProved: async () => {},
    audit: async () => {},
  })

  const app = await testApp({ databaseUrl: db.url, database, modules: [orders] })

  async function shop(name = 'Taller Cuarzo y Noche'): Promise<Shop> {
    const userId = await house.guest('Eufemia')
    const sellerId = newId()
    await db.query(
      `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
       VALUES ($1, $2, $4, $3, 'Eufemia Castellanos', 'San Bartolo Coyotepec', 'valles-centrales', '{}', '', '{}', '{}')`,
      [sellerId, userId, name, sellerId],
    )
    return { sellerId, userId }
  }

  async function piece(sellerId: string, priceCents: number, stock: number) {
    const [productId, variantId] = [newId(), newId()]
    await db.query(
      `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
       VALUES ($1, $4, $2, 'CERAMICA', 'San Bartolo Coyotepec', 'valles-centrales', 'Cántaro', 'De barro negro', '{}', '{}', 900, '{}', 'ACTIVE', $3)`,
      [productId, sellerId, priceCents, productId],
    )
    await db.query(
      `INSERT INTO product_variants (id, product_id, sku, translations, options, price_cents, on_hand) VALUES ($1, $2, 'V1', '{}', '{}', $3, $4)`,
      [variantId, productId, priceCents, stock],
    )
    await db.query(`INSERT INTO stock_movements (id, variant_id, kind, quantity) VALUES ($1, $2, 'INITIAL', $3)`, [
      newId(),
      variantId,
      stock,
    ])
    return { productId, variantId }
  }

  async function found(variantId: string) {
    const [row] = await db.query<{ productId: string }>(
      `SELECT product_id AS "productId" FROM product_variants WHERE id = $1`,
      [variantId],
    )
    if (!row) throw new Error(`no variant ${variantId}`)
    return { productId: row.productId, variantId }
  }

  const hold: OrderHouse['hold'] = async (wishes = [{}], given) => {
    const userId = given ?? (await house.guest())
    const checkoutId = newId()
    const planned = await Promise.all(
      wishes.map(async (wish) => {
        const seller = wish.seller ?? (await shop())
        const lines = await Promise.all(
          (wish.lines ?? [{}]).map(async (line) => {
            const { quantity = 1, priceCents = 50_000, platformDiscountCents = 0, sellerDiscountCents = 0 } = line
            return {
              ...(line.variantId
                ? await found(line.variantId)
                : await piece(seller.sellerId, priceCents, line.stock ?? 10)),
              name: { es: 'Cántaro', en: 'Jug' },
              variantLabel: { es: '', en: '' },
              image: null,
              quantity,
              unitPriceCents: priceCents,
              platformDiscountCents,
              sellerDiscountCents,
              commissionBps: 1200,
              commissionCents: bpsOf(quantity * priceCents - sellerDiscountCents, 1200),
              leadTimeDays: 3,
              ageRestricted: false,
            }
          }),
        )
        const subtotalCents = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0)
        const discountCents = lines.reduce(
          (sum, line) => sum + line.platformDiscountCents + line.sellerDiscountCents,
          0,
        )
        const shippingCents = wish.shippingCents ?? 9900
        const delivery = wish.delivery ?? ('SHIPPING' as const)
        return {
          seller,
          sellerId: seller.sellerId,
          lines,
          subtotalCents,
          discountCents,
          shippingCents,
          totalCents: subtotalCents - discountCents + shippingCents,
          delivery,
          shippingAddress:
            delivery === 'SHIPPING'
              ? {
                  recipient: 'Ana',
                  line1: 'Reforma 1',
                  city: 'Ciudad de México',
                  state: 'CMX',
                  postalCode: '06000',
                  country: 'MX',
                }
              : null,
          pickupPoint:
            delivery === 'PICKUP'
              ? {
                  id: newId(),
                  kind: 'WORKSHOP',
                  name: { es: 'El taller', en: 'The workshop' },
                  address: 'Juárez 3',
                  lat: 16.95,
                  lng: -96.7,
                  openingHours: { es: 'De 9 a 18', en: '9 to 18' },
                }
              : null,
          shippingOffer:
            delivery === 'SHIPPING' ? { label: { es: 'Paquetería', en: 'Parcel' }, minDays: 2, maxDays: 5 } : null,
          returnDays: wish.returnDays ?? 14,
        }
      }),
    )
    const totalCents = planned.reduce((sum, order) => sum + order.totalCents, 0)
    const discountCents = planned.reduce((sum, order) => sum + order.discountCents, 0)
    await database.transaction(async (tx) => {
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO checkouts (id, code, user_id, status, total_cents, discount_cents, hold_expires_at)
        VALUES (${checkoutId}::uuid, ${newBookingCode()}, ${userId}::uuid, 'PENDING_PAYMENT', ${totalCents}, ${discountCents}, app_now() + interval '15 minutes')`)
      const { ok } = await products.reserve(
        tx,
        planned.flatMap(({ lines }) => lines),
      )
      if (!ok) throw new Error('not enough pieces')
      await orders.insert(tx, { checkoutId, userId, orders: planned })
    })
    const rows = await db.query<{ id: string; sellerId: string; lines: Bought['orders'][number]['lines'] }>(
      `SELECT o.id, o.seller_id AS "sellerId",
         (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'variantId', l.variant_id, 'productId', l.product_id) ORDER BY l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines
       FROM orders o WHERE o.checkout_id = $1`,
      [checkoutId],
    )
    const bought = planned.map(({ seller }) => {
      const row = rows.find(({ sellerId }) => sellerId === seller.sellerId)
      if (!row) throw new Error('an order is missing')
      return { id: row.id, seller, lines: row.lines }
    })
    if (totalCents === 0) return { checkoutId, userId, paymentId: null, intentId: '', orders: bought }
    const paymentId = newId()
    await db.query(
      `INSERT INTO payments (id, payable_type, payable_id, user_id, status, amount_cents, livemode) VALUES ($1, 'checkout', $2, $3, 'SUBMITTING', $4, false)`,
      [paymentId, checkoutId, userId, totalCents],
    )
    const row = await payments.find(database.read, paymentId)
    if (!row) throw new Error('no payment')
    const submitted = await payments.submit(row)
    return { checkoutId, userId, paymentId, intentId: submitted.intentId ?? '', orders: bought }
  }

  return {
    ...house,
    products,
    orders,
    checkout,
    shop,
    hold,
    async buy(wishes, userId) {
      const bought = await hold(wishes, userId)
      if (bought.paymentId) {
        await house.pay(bought.intentId)
        await payments.settle(bought.paymentId)
      } else {
        await database.transaction(async (tx) => {
          await tx.$executeRaw`UPDATE checkouts SET status = 'PAID', paid_at = app_now() WHERE id = ${bought.checkoutId}::uuid`
          const shares = await orders.paid(tx, { checkoutId: bought.checkoutId, count: bought.orders.length })
          await house.ledger.given(tx, { subjectId: bought.checkoutId, shares })
        })
      }
      return bought
    },
    async order(id) {
      const [row] = await db.query<Awaited<ReturnType<OrderHouse['order']>>>(
        `SELECT status::text, cancel_reason::text AS "cancelReason", refunded_cents AS "refundedCents", total_cents AS "totalCents", completed_at AS "completedAt"
         FROM orders WHERE id = $1`,
        [id],
      )
      if (!row) throw new Error(`no order ${id}`)
      return row
    },
    async ask(as, method, path, body, headers = {}) {
      const viewer = typeof as === 'string' ? { userId: as } : { userId: as.admin, role: 'admin' as const }
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...signedInAs(viewer), ...headers },
        ...(body ? { payload: body } : {}),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return { status: answer.statusCode, body: isJson ? answer.json() : answer.body }
    },
    async stock(variantId) {
      const [row] = await db.query<{ onHand: number; reserved: number }>(
        `SELECT on_hand AS "onHand", reserved FROM product_variants WHERE id = $1`,
        [variantId],
      )
      if (!row) throw new Error(`no variant ${variantId}`)
      return row
    },
    async story(orderId) {
      const rows = await db.query<{ kind: string }>(
        `SELECT kind FROM order_events WHERE order_id = $1 ORDER BY created_at, id`,
        [orderId],
      )
      return rows.map(({ kind }) => kind)
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
