/**
 * The market, hand-written: the same answers as the API's, from one or two statements and a plain fetch to the provider.
 * Whoever asks names themselves in a header; only what decides amounts is shared with the house (shipping, the ledger's entries).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Cart, CheckoutWithPayment } from '../contracts/checkout.ts'
import { Payment } from '../contracts/payments.ts'
import { Product, ProductPage } from '../contracts/products.ts'
import { type Rate, shippingOffer } from '../contracts/checkout-shipping-offer.ts'
import { accountId, captureEntries, type Share } from '../backend/src/modules/ledger/postings.rules.ts'
import {
  basketSql,
  checkoutSql,
  intentSql,
  paymentSql,
  productSql,
  productsSql,
  putItemSql,
  settleSql,
} from './limit-market-sql.ts'

type Ask = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>
// oxlint-disable-next-line typescript/no-explicit-any -- columns of hand-written SQL, as `pg` gives them
type Row = Record<string, any>

const sandbox = process.env['BENCH_SANDBOX_URL'] ?? ''
const commissionBps = 1200
const pesos = (amount: number) => ({ amount, currency: 'MXN' })
const asks = (request: FastifyRequest) => String(request.headers['x-person'])
const code = () => randomBytes(6).toString('hex').slice(0, 10).toUpperCase()

async function provider(method: 'GET' | 'POST', path: string, form?: Record<string, string>, key?: string) {
  const response = await fetch(`${sandbox}/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer sk_test_bench', ...(key ? { 'idempotency-key': key } : {}) },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as { id: string; client_secret: string; status: string; latest_charge: string }
}

const seller = (row: Row) => ({
  id: row['seller_id'],
  slug: row['seller_slug'],
  name: row['seller_name'],
  town: row['seller_town'],
  verified: row['seller_verified'],
})
const product = (row: Row) => ({
  id: row['id'],
  slug: row['slug'],
  name: row['name'],
  category: row['category'],
  craft: row['craft'] && { slug: row['craft'], name: row['craft_name'] },
  town: row['town'],
  region: row['region'],
  price: pesos(row['price_from_cents']),
  priceVaries: row['price_varies'],
  stock: row['stock'],
  status: row['stock'] > 0 ? 'ACTIVE' : 'SOLD_OUT',
  madeToOrder: row['made_to_order'],
  leadTimeDays: row['lead_time_days'],
  ageRestricted: row['age_restricted'],
  images: row['images'],
  rating: row['rating_count'] === 0 ? null : Math.round((row['rating_sum'] / row['rating_count']) * 10) / 10,
  reviewCount: row['rating_count'],
  seller: seller(row),
})

function basketOf(rows: Row[]) {
  const groups = Map.groupBy(rows, (row) => row['seller_id'] as string)
  const cents = (some: Row[]) => some.reduce((sum, row) => sum + row['price_cents'] * row['quantity'], 0)
  return {
    count: rows.reduce((sum, row) => sum + row['quantity'], 0),
    groups: [...groups.values()].map((some) => ({
      seller: seller(some[0] as Row),
      items: some.map((row) => ({
        productId: row['product_id'],
        variantId: row['variant_id'],
        slug: row['slug'],
        name: row['name'],
        craft: row['craft'] && { slug: row['craft'], name: row['craft_name'] },
        variantLabel: row['label'],
        image: row['image'],
        quantity: row['quantity'],
        unitPrice: pesos(row['price_cents']),
        total: pesos(row['price_cents'] * row['quantity']),
        stock: row['stock'],
        ageRestricted: row['age_restricted'],
        leadTimeDays: row['lead_time_days'],
        notices: [],
      })),
      subtotal: pesos(cents(some)),
      pickupPoints: some[0]?.['pickup_points'] ?? [],
      returnDays: some[0]?.['return_days'],
    })),
    slots: [],
    discount: null,
    subtotal: pesos(cents(rows)),
    ageRestricted: rows.some((row) => row['age_restricted']),
    changed: false,
  }
}

interface NewOrder {
  id: string
  code: string
  sellerId: string
  subtotalCents: number
  shippingCents: number
  totalCents: number
  shippingAddress: object
  shippingOffer: { label: { es: string }; minDays: number; maxDays: number }
  returnDays: number
  rows: Row[]
}

/** Null when a seller does not send there. */
function ordersOf(rows: Row[], shippingAddress: { country: string; state: string }): NewOrder[] | null {
  const orders: NewOrder[] = []
  for (const [sellerId, some] of Map.groupBy(rows, (row) => row['seller_id'] as string)) {
    const subtotalCents = some.reduce((sum, row) => sum + row['price_cents'] * row['quantity'], 0)
    const offer = shippingOffer(
      (some[0]?.['rates'] ?? []) as (Rate & { label: { es: string } })[],
      { country: shippingAddress.country, stateCode: shippingAddress.state },
      { grams: some.reduce((sum, row) => sum + row['grams'] * row['quantity'], 0), goodsCents: subtotalCents },
    )
    if (!offer) return null
    const { label, minDays, maxDays } = offer.rate
    orders.push({
      id: randomUUID(),
      code: code(),
      sellerId,
      subtotalCents,
      shippingCents: offer.cents,
      totalCents: subtotalCents + offer.cents,
      shippingAddress,
      shippingOffer: { label, minDays, maxDays },
      returnDays: some[0]?.['return_days'],
      rows: some,
    })
  }
  return orders
}

const linesOf = (order: NewOrder) =>
  order.rows.map((row) => ({
    id: randomUUID(),
    orderId: order.id,
    productId: row['product_id'],
    variantId: row['variant_id'],
    name: { es: row['name'], en: row['name_en'] },
    variantLabel: { es: row['label'], en: row['label_en'] },
    image: row['image'],
    quantity: row['quantity'],
    unitPriceCents: row['price_cents'],
    commissionBps,
    commissionCents: Math.round((row['price_cents'] * row['quantity'] * commissionBps) / 10_000),
    leadTimeDays: row['lead_time_days'],
    ageRestricted: row['age_restricted'],
    slug: row['slug'],
  }))

function orderView(order: NewOrder, lines: ReturnType<typeof linesOf>, about: Row) {
  const { label, ...days } = order.shippingOffer
  return {
    id: order.id,
    code: order.code,
    checkoutId: about['checkoutId'],
    status: 'PENDING',
    seller: seller(order.rows[0] as Row),
    items: lines.map((line) => ({
      lineId: line.id,
      productId: line.productId,
      variantId: line.variantId,
      slug: line.slug,
      name: line.name.es,
      variantLabel: line.variantLabel.es,
      image: line.image,
      quantity: line.quantity,
      unitPrice: pesos(line.unitPriceCents),
      discount: pesos(0),
      leadTimeDays: line.leadTimeDays,
      ageRestricted: line.ageRestricted,
      refundedQuantity: 0,
      refunded: pesos(0),
    })),
    subtotal: pesos(order.subtotalCents),
    discount: pesos(0),
    shipping: pesos(order.shippingCents),
    total: pesos(order.totalCents),
    refunded: pesos(0),
    delivery: 'SHIPPING',
    shippingAddress: order.shippingAddress,
    pickupPoint: null,
    shippingOffer: { label: label.es, ...days },
    shipment: null,
    cancellation: null,
    holdExpiresAt: about['holdExpiresAt'],
    paidAt: null,
    acceptBy: null,
    shippedAt: null,
    deliveredAt: null,
    completedAt: null,
    returnableUntil: null,
    createdAt: about['createdAt'],
    actions: ['PAY'],
  }
}

const paymentView = (row: {
  id: string
  status: string
  cents: number
  secret: string
  intentId: string
  at: Date
}) => ({
  id: row.id,
  status: row.status,
  amount: pesos(row.cents),
  clientSecret: row.secret,
  publishableKey: 'pk_test_bench',
  paymentIntentId: row.intentId,
  apiBase: sandbox,
  lastErrorCode: null,
  refunded: pesos(0),
  createdAt: row.at.toISOString(),
})

export function limitMarket(app: FastifyInstance, ask: Ask): void {
  app.get('/products', { schema: { response: { 200: ProductPage } } }, async () => {
    const rows = await ask<Row>('products', productsSql, [21])
    return { items: rows.slice(0, 20).map(product), nextCursor: rows.length > 20 ? String(rows.length) : null }
  })

  app.get<{ Params: { slug: string } }>(
    '/products/:slug',
    { schema: { response: { 200: Product } } },
    async (request, reply) => {
      const [row] = await ask<Row>('product', productSql, [request.params.slug])
      if (!row) return reply.code(404).send()
      return {
        ...product(row),
        description: row['description'],
        pictures: row['pictures'],
        materials: row['materials'],
        technique: row['technique'],
        care: row['care'],
        dimensions: row['dimensions'],
        weightGrams: row['weight_grams'],
        variants: row['variants'],
        sellerShareBps: 10_000 - commissionBps,
        returnDays: row['return_days'],
        seller: {
          ...seller(row),
          ownerName: row['seller_owner'],
          story: row['seller_story'],
          foundedYear: row['seller_founded'],
        },
        version: row['version'],
      }
    },
  )

  app.put<{ Params: { productId: string }; Body: { quantity: number } }>(
    '/cart/items/:productId',
    { schema: { response: { 200: Cart } } },
    async (request, reply) => {
      const values = [request.params.productId, asks(request), request.body.quantity, randomUUID()]
      const rows = await ask<Row>('put item', putItemSql, values)
      return rows.length > 0 ? basketOf(rows) : reply.code(404).send()
    },
  )

  app.post<{ Body: { shippingAddress: { country: string; state: string } } }>(
    '/checkouts',
    { schema: { response: { 201: CheckoutWithPayment } } },
    async (request, reply) => {
      const person = asks(request)
      const rows = await ask<Row>('basket', basketSql, [person])
      const orders = ordersOf(rows, request.body.shippingAddress)
      if (!orders || orders.length === 0) return reply.code(409).send()
      const lines = orders.map(linesOf)
      const total = orders.reduce((sum, { totalCents }) => sum + totalCents, 0)
      const [checkoutId, checkoutCode, paymentId] = [randomUUID(), code(), randomUUID()]
      const [held] = await ask<{ created_at: Date; hold_expires_at: Date }>('checkout', checkoutSql, [
        rows.map((row) => row['variant_id']),
        rows.map((row) => row['quantity']),
        rows[0]?.['cart_id'],
        checkoutId,
        checkoutCode,
        person,
        total,
        paymentId,
        JSON.stringify(orders.map((order) => ({ ...order, rows: undefined }))),
        JSON.stringify(lines.flat()),
      ])
      if (!held) return reply.code(409).send()
      const intent = await provider(
        'POST',
        'payment_intents',
        {
          amount: String(total),
          currency: 'mxn',
          'metadata[payment_id]': paymentId,
          'metadata[payable_type]': 'checkout',
          'metadata[payable_id]': checkoutId,
          description: `checkout ${checkoutId}`,
          'automatic_payment_methods[enabled]': 'true',
        },
        `payment:${paymentId}:1`,
      )
      await ask('intent', intentSql, [paymentId, intent.id, intent.client_secret])
      const createdAt = held.created_at.toISOString()
      const holdExpiresAt = held.hold_expires_at.toISOString()
      const about = { checkoutId, createdAt, holdExpiresAt }
      return reply.code(201).send({
        checkout: {
          id: checkoutId,
          code: checkoutCode,
          status: 'PENDING',
          total: pesos(total),
          discount: pesos(0),
          holdExpiresAt,
          orders: orders
            .map((order, at) => orderView(order, lines[at] ?? [], about))
            .toSorted((a, b) => (a.seller.name < b.seller.name ? -1 : 1)),
          bookings: [],
          createdAt,
          paidAt: null,
          cancellation: null,
        },
        payment: paymentView({
          id: paymentId,
          status: 'REQUIRES_PAYMENT_METHOD',
          cents: total,
          secret: intent.client_secret,
          intentId: intent.id,
          at: held.created_at,
        }),
      })
    },
  )

  app.get<{ Params: { id: string } }>(
    '/payments/:id',
    { schema: { response: { 200: Payment } } },
    async (request, reply) => {
      const [row] = await ask<Row>('payment', paymentSql, [request.params.id, asks(request)])
      if (!row) return reply.code(404).send()
      const intent = await provider('GET', `payment_intents/${row['intent_id']}`)
      if (intent.status === 'succeeded' && row['status'] !== 'SUCCEEDED') {
        const shares = (row['shares'] as Share[]).map((share) => ({
          ...share,
          subjectType: 'order' as const,
          platformDiscountCents: 0,
          payeeDiscountCents: 0,
        }))
        const entries = captureEntries({ paymentId: row['id'], capturedCents: row['amount_cents'], shares })
        await ask('settle', settleSql, [
          row['id'],
          intent.latest_charge,
          randomUUID(),
          entries.map(({ account }) => accountId(account)),
          entries.map(({ account }) => account.kind),
          entries.map(({ account }) => account.ownerId),
          entries.map(({ amountCents }) => amountCents),
          entries.map(({ purpose }) => purpose),
          entries.map(({ subjectType }) => subjectType),
          entries.map(({ subjectId }) => subjectId),
        ])
      }
      return paymentView({
        id: row['id'],
        status: intent.status === 'succeeded' ? 'SUCCEEDED' : row['status'],
        cents: row['amount_cents'],
        secret: row['client_secret'],
        intentId: row['intent_id'],
        at: row['created_at'],
      })
    },
  )
}
