/**
 * The market: product list and detail, adding to a basket, and whole purchases of two lines from two workshops, beside
 * hand-written routes, on a hundred and on a hundred thousand products.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Measured } from './child.ts'
import { type DatabaseName, people, personId, sizes } from './databases.ts'
import type { Houses } from './houses.ts'
import { requestBytes } from './http-connection.ts'
import { type Bounds, type Figures, figuresOf, onlyStatus, press, warmUp } from './load.ts'
import { measureQuestion } from './reading.ts'
import { type Row, type Sample, sampled } from './rows.ts'

/** SQL round trips of a checkout of two lines. */
export const mostCheckoutStatements = 15
/** Purchases of one round, at most. */
const mostPurchases = 400
/** Fewer than elsewhere: a purchase keeps a connection of the pool through many statements, and who waits 2 s for one is told 503. */
const buyers = 20
/** Who fills baskets: few enough that sessions are known after the warm-up, as a shopper's is after the first page. */
const shoppers = 200
/** An open payment is asked about at the provider this often, so that a purchase's own page waits no shorter. */
const pollMs = 1600

const shippingAddress = {
  recipient: 'Persona de Prueba',
  line1: 'Macedonio Alcalá 12',
  city: 'Guadalajara',
  state: 'JAL',
  postalCode: '44100',
  country: 'MX',
}

/** One of the two sides: where it is, whose data it has, how it knows who asks. */
interface Side {
  measured: Measured
  database: DatabaseName
  prefix: string
  headersOf(person: number): Record<string, string>
}

interface Goods {
  productId: string
  sellerId: string
}

/** What anyone may buy and every workshop sends to the address above, in no order. */
const goodsSql = `
  SELECT p.id AS "productId", p.seller_id AS "sellerId" FROM products p
  WHERE p.status = 'ACTIVE' AND NOT p.age_restricted
    AND EXISTS (SELECT 1 FROM shipping_rates r WHERE r.seller_id = p.seller_id AND r.active AND r.zone = 'MEXICO')
    AND NOT EXISTS (
      SELECT 1 FROM shipping_rates r CROSS JOIN LATERAL (
        SELECT max(coalesce((t ->> 'upToGrams')::int, 1000000000)) AS most FROM jsonb_array_elements(r.tiers) t
      ) tiers
      JOIN product_variants v ON v.product_id = p.id
      WHERE r.seller_id = p.seller_id AND r.active AND r.zone <> 'ABROAD' AND coalesce(v.weight_grams, p.weight_grams) > tiers.most
    )
  ORDER BY md5(p.id::text) LIMIT 2000`

/** Two pieces of two workshops, other ones each time. */
function pairsOf(goods: Goods[]): (nth: number) => [Goods, Goods] {
  return (nth) => {
    const first = goods[nth % goods.length]
    const from = nth * 7 + 1
    const second = goods
      .map((_, at) => goods[(from + at) % goods.length])
      .find((other) => other?.sellerId !== first?.sellerId)
    if (!first || !second) throw new Error('there are no two workshops to buy from')
    return [first, second]
  }
}

const asks = (side: Side, person: number, path: string, rest: { method?: string; json?: unknown; key?: true } = {}) =>
  requestBytes(side.measured.url, side.prefix + path, {
    method: rest.method ?? 'GET',
    headers: { ...side.headersOf(person), ...(rest.key ? { 'idempotency-key': randomUUID() } : {}) },
    ...(rest.json === undefined ? {} : { json: rest.json }),
  })
const put = (side: Side, person: number, { productId }: Goods) =>
  asks(side, person, `/cart/items/${productId}`, { method: 'PUT', json: { quantity: 1 } })

/** Everything that is other each time: ids, codes, instants, secrets, addresses. */
const volatile = /^(id|code|checkoutId|lineId|createdAt|holdExpiresAt|clientSecret|paymentIntentId)$/
const comparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    volatile.test(key) && typeof inner === 'string' ? key : inner,
  )

/** A purchase on both sides, step by step: a limit that answers something else would be no limit. */
async function assertSamePurchase(houses: Houses, ours: Side, theirs: Side, [first, second]: [Goods, Goods]) {
  const answers = []
  for (const [side, person] of [
    [ours, 1],
    [theirs, 2],
  ] as const) {
    const call = async (path: string, init: { method?: string; body?: string } = {}) => {
      const response = await fetch(side.measured.url + side.prefix + path, {
        ...init,
        headers: { ...side.headersOf(person), ...(init.body ? { 'content-type': 'application/json' } : {}) },
      })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as Bought & Record<string, unknown>
    }
    const one = JSON.stringify({ quantity: 1 })
    const carts = []
    for (const { productId } of [first, second])
      carts.push(await call(`/cart/items/${productId}`, { method: 'PUT', body: one }))
    const bought = await call('/checkouts', { method: 'POST', body: JSON.stringify({ shippingAddress }) })
    await press(houses.sandboxUrl, { connections: 1, seconds: 9, most: 1 }, () => confirmation(houses, bought))
    await pause(pollMs)
    answers.push(comparable({ carts, bought, paid: await call(`/payments/${bought.payment.id}`) }))
  }
  // The first one's pieces are set aside when the second one looks.
  const [a = '', b = ''] = answers.map((answer) => JSON.stringify(answer).replaceAll(/"stock":\d+/g, '"stock":0'))
  if (isDeepStrictEqual(JSON.parse(a), JSON.parse(b))) return
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  const near = (text: string) => text.slice(Math.max(0, at - 300), at + 300)
  throw new Error(`a hand-written purchase answers something else:\n${near(a)}\n${near(b)}`)
}

interface Bought {
  payment: { id: string; paymentIntentId: string; clientSecret: string }
}

/** As the payment page does it: with the intent's own secret. */
function confirmation({ sandboxUrl }: Houses, { payment }: Bought): Buffer {
  const form = new URLSearchParams({ client_secret: payment.clientSecret, payment_method: 'pm_card_visa' })
  const body = form.toString()
  return Buffer.from(
    `POST /v1/payment_intents/${payment.paymentIntentId}/confirm HTTP/1.1\r\nhost: ${new URL(sandboxUrl).host}\r\nauthorization: Bearer pk_test_bench\r\n` +
      `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** The same step of many purchases at once. `took` gathers what each purchase waited. */
async function step<T>(
  side: Side,
  purchases: T[],
  took: number[],
  about: {
    url: string
    status: string
    request: (purchase: T, nth: number) => Buffer
    onBody?: (nth: number, body: Buffer) => void
  },
): Promise<Sample> {
  let next = 0
  const at: number[] = []
  const since: number[] = []
  return sampled(side.measured, async () =>
    onlyStatus(
      await press(
        about.url,
        { connections: buyers, seconds: 120 },
        (worker) => {
          const nth = next++
          const purchase = purchases[nth]
          if (purchase === undefined) return null
          at[worker] = nth
          const bytes = about.request(purchase, nth)
          since[worker] = performance.now()
          return bytes
        },
        ({ body }, worker) => {
          const nth = at[worker] ?? 0
          took[nth] = (took[nth] ?? 0) + performance.now() - (since[worker] ?? 0)
          about.onBody?.(nth, body)
        },
      ),
      about.status,
    ),
  )
}

/** What the steps of a purchase were together. The time between them, in which nobody is asked anything, counts for nobody. */
function together(steps: Sample[], took: number[]): Sample {
  const purchases = took.length
  const seconds = steps.reduce((sum, { count, perSecond }) => sum + count / perSecond, 0)
  const each = (pick: (sample: Sample) => number) =>
    steps.reduce((sum, sample) => sum + pick(sample) * sample.count, 0) / purchases
  const figures: Figures = figuresOf(took, seconds * 1000, {})
  return {
    ...figures,
    statements: each(({ statements }) => statements),
    cpuMs: each(({ cpuMs }) => cpuMs),
    peakRss: Math.max(...steps.map(({ peakRss }) => peakRss)),
  }
}

async function purchase(houses: Houses, side: Side, count: number, pair: (nth: number) => [Goods, Goods]) {
  const { url } = side.measured
  const took = Array.from({ length: count }, () => 0)
  const bought: Bought[] = []
  const persons = took.map((_, nth) => (nth % people) + 1)
  const fill = (which: 0 | 1) =>
    step(side, persons, took, {
      url,
      status: '200',
      request: (person, nth) => put(side, person, pair(nth)[which]),
    })
  const [first, second] = [await fill(0), await fill(1)]
  const checkout = await step(side, persons, took, {
    url,
    status: '201',
    request: (person) => asks(side, person, '/checkouts', { method: 'POST', json: { shippingAddress }, key: true }),
    onBody: (nth, body) => {
      bought[nth] = JSON.parse(body.toString()) as Bought
    },
  })
  const confirmed = await step(side, bought, took, {
    url: houses.sandboxUrl,
    status: '200',
    request: (each) => confirmation(houses, each),
  })
  await pause(pollMs)
  const settled = await step(side, bought, took, {
    url,
    status: '200',
    request: (each, nth) => asks(side, persons[nth] ?? 0, `/payments/${each.payment.id}`),
    onBody: (_, body) => {
      if (!body.includes('"SUCCEEDED"')) throw new Error(`paid and not settled: ${body.toString()}`)
    },
  })
  return { checkout, settled, whole: together([first, second, checkout, confirmed, settled], took) }
}

/** Every purchase is paid, its pieces are gone, the ledger says so. */
async function assertAllSold({ databases }: Houses, { database }: Side, since: Date, count: number) {
  const [found] = await databases.query<{ paid: number; orders: number; moved: number; wrong: number; open: number }>(
    database,
    `SELECT count(*)::int AS paid, (SELECT count(*)::int FROM orders WHERE created_at >= $1 AND status = 'PAID') AS orders,
       (SELECT count(*)::int FROM stock_movements WHERE created_at >= $1 AND kind = 'ORDER') AS moved,
       (SELECT count(*)::int FROM (SELECT set_id FROM ledger_entries GROUP BY set_id HAVING sum(amount_cents) <> 0) s) AS wrong,
       (SELECT count(*)::int FROM checkouts WHERE created_at >= $1 AND status <> 'PAID') AS open
     FROM checkouts c JOIN ledger_sets s ON s.key = 'capture:' || (SELECT p.id FROM payments p WHERE p.payable_id = c.id)
     WHERE c.created_at >= $1 AND c.status = 'PAID'`,
    [since],
  )
  if (found?.paid !== count || found.orders !== 2 * count || found.moved !== 2 * count || found.wrong || found.open)
    throw new Error(`${count} purchases are not as bought: ${JSON.stringify(found)}`)
}

export async function measureMarket(houses: Houses, bounds: Bounds, rounds: number): Promise<Row[]> {
  const header = (person: number) => ({ 'x-person': personId(person) })
  const cookie = (person: number) => ({ cookie: houses.cookieOf(person) })
  const theirs: Side = { measured: houses.limit.small, database: 'small', prefix: '', headersOf: header }
  const ours: Side = { measured: houses.api.uncached, database: 'small', prefix: '/api/v1', headersOf: cookie }
  const much: Side = { measured: houses.api.large, database: 'large', prefix: '/api/v1', headersOf: cookie }
  const pairs = {
    small: pairsOf(await houses.databases.query<Goods>('small', goodsSql)),
    large: pairsOf(await houses.databases.query<Goods>('large', goodsSql)),
  }
  const pairFor = (side: Side) => (side.database === 'large' ? pairs.large : pairs.small)
  await assertSamePurchase(houses, ours, theirs, pairs.small(3))

  const slugs = (database: DatabaseName) =>
    houses.databases.query<{ slug: string }>(
      database,
      "SELECT slug FROM products WHERE status = 'ACTIVE' ORDER BY md5(id::text) LIMIT 500",
    )
  const detail = ({ slug }: { slug: string }) => `/products/${slug}`
  const large = `${sizes.large.products.toLocaleString('en-US')} products`
  const rows = [
    ...(await measureQuestion(
      houses,
      { name: 'product list', small: ['/products'], large: ['/products'], uncachedLeast: 0.45, grows: large },
      bounds,
      rounds,
    )),
    ...(await measureQuestion(
      houses,
      {
        name: 'product detail',
        small: (await slugs('small')).map(detail),
        large: (await slugs('large')).map(detail),
        grows: large,
      },
      bounds,
      rounds,
    )),
  ]

  const row = (name: string, against?: Row, target?: Row['target']): Row => ({
    name,
    samples: [],
    ...(against ? { against } : {}),
    ...(target ? { target } : {}),
  })
  const addLimit = row('add to basket: hand-written')
  const add = row('add to basket: PUT /cart/items', addLimit, { least: 0.3 })
  const addMuch = row(`add to basket, ${large}`, add, { most: 1.5 })
  const wholeLimit = row('whole purchase, 2 lines of 2 workshops: hand-written')
  const whole = row('whole purchase, 2 lines of 2 workshops', wholeLimit, { least: 0.2 })
  const wholeMuch = row(`whole purchase, ${large}`, whole, { most: 1.5 })
  const checkoutLimit = row('its checkout with the intent: hand-written')
  const checkout = row('POST /checkouts with its intent', checkoutLimit)
  const settledLimit = row('its settlement: hand-written')
  const settled = row('its settlement: GET /payments', settledLimit)

  // The first round warms up and is forgotten.
  for (let round = -1; round < rounds; round += 1) {
    const now = round < 0 ? warmUp(bounds) : bounds
    const keep = (kept: Row | null, sample: Sample) => {
      if (round >= 0) kept?.samples.push(sample)
    }
    for (const [side, kept] of [
      [theirs, addLimit],
      [ours, add],
      [much, addMuch],
    ] as const) {
      let nth = 0
      const pair = pairFor(side)
      const next = () => put(side, (nth % shoppers) + 1, pair(nth++)[0])
      keep(kept, await sampled(side.measured, async () => onlyStatus(await press(side.measured.url, now, next), '200')))
      await houses.databases.query(side.database, 'DELETE FROM carts')
    }
    const count = Math.min(mostPurchases, Math.round(100 * bounds.seconds))
    for (const [side, each, atCheckout, atSettled] of [
      [theirs, wholeLimit, checkoutLimit, settledLimit],
      [ours, whole, checkout, settled],
      [much, wholeMuch, null, null],
    ] as const) {
      const [clock] = await houses.databases.query<{ now: Date }>(side.database, 'SELECT app_now() AS now')
      const samples = await purchase(houses, side, count, pairFor(side))
      await assertAllSold(houses, side, clock?.now ?? new Date(), count)
      keep(each, samples.whole)
      keep(atCheckout, samples.checkout)
      keep(atSettled, samples.settled)
    }
  }
  return [...rows, addLimit, add, addMuch, wholeLimit, whole, wholeMuch, checkoutLimit, checkout, settledLimit, settled]
}
