/** The first page of a host and of a workshop with a busy year behind them: 10,000 bookings, 10,000 orders. */
import { createInsights } from '../backend/src/modules/insights/index.ts'
import { createDatabase } from '../backend/src/platform/database/index.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { type BenchDatabases, personId } from './databases.ts'
import type { Houses } from './houses.ts'
import { requestBytes } from './http-connection.ts'
import { type Bounds, onlyStatus, press, warmUp } from './load.ts'
import { type Row, sampled } from './rows.ts'

/** Bookings of the host and orders of the workshop, over a year, the last of them today. */
const sales = 10_000
/** Nobody asks for dashboards by the dozen: as many at once as this machine has cores. */
const together = 2
const mostP95Ms = 200
const [hostPerson, sellerPerson, buyer] = [2901, 2902, 2903]

/** The demo's busiest host and workshop become two people of the bench, and get their year. */
async function fill(databases: BenchDatabases): Promise<void> {
  const query = (sql: string, values: unknown[] = []) => databases.query<{ id: string }>('small', sql, values)
  const [host] = await query(
    `UPDATE host_profiles SET user_id = $1 WHERE id = (SELECT host_id FROM experiences WHERE status = 'ACTIVE' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) RETURNING id`,
    [personId(hostPerson)],
  )
  const [seller] = await query(
    `UPDATE seller_profiles SET user_id = $1 WHERE id = (SELECT seller_id FROM products WHERE status = 'ACTIVE' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) RETURNING id`,
    [personId(sellerPerson)],
  )
  if (!host || !seller) throw new Error('the demo has a host and a workshop')
  // Two times a day of each experience, each with its guests; a few of today's are still to come.
  await query(
    `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
     SELECT bench_id('bench day ' || e.id || d), e.id, at, at + interval '2 hours', at, 500
     FROM (SELECT id FROM experiences WHERE host_id = $1::uuid AND status = 'ACTIVE' ORDER BY id LIMIT 4) e CROSS JOIN generate_series(0, 729) d
     CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) + interval '3 hours 13 minutes' - d * interval '12 hours' AS at) t`,
    [host.id],
  )
  await query(
    `INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy, commission_bps, confirmed_at, completed_at, created_at)
     SELECT bench_id('bench booking ' || n), 'D' || lpad(n::text, 7, '0'), $2::uuid, s.id, s.experience_id, $1::uuid, CASE WHEN s.ends_at < now() THEN 'COMPLETED' ELSE 'CONFIRMED' END::"BookingStatus",
       2, 60000, '[]', '{}', 1000, least(now(), s.starts_at - interval '1 day'), CASE WHEN s.ends_at < now() THEN s.ends_at END, s.starts_at - interval '1 day'
     FROM generate_series(1, $3::int) n
     JOIN (SELECT *, row_number() OVER (ORDER BY starts_at DESC, id) AS nth, count(*) OVER () AS of FROM slots WHERE id IN (
       SELECT bench_id('bench day ' || e.id || d) FROM experiences e CROSS JOIN generate_series(0, 729) d WHERE e.host_id = $1::uuid)) s ON s.nth = n % s.of + 1`,
    [host.id, personId(buyer), sales],
  )
  await query(
    `UPDATE slots s SET taken = b.seats FROM (SELECT slot_id, sum(seats)::int AS seats FROM bookings WHERE host_id = $1::uuid GROUP BY 1) b WHERE b.slot_id = s.id`,
    [host.id],
  )
  await query(
    `INSERT INTO checkouts (id, code, user_id, status, total_cents, discount_cents, hold_expires_at, paid_at)
     SELECT bench_id('bench checkout ' || n), 'D' || lpad(n::text, 7, '0'), $1::uuid, 'PAID', 10000, 0, now(), now() - make_interval(mins => n * 52) FROM generate_series(1, $2::int) n`,
    [personId(buyer), sales],
  )
  // The last hundred wait to be sent.
  await query(
    `INSERT INTO orders (id, code, checkout_id, user_id, seller_id, status, subtotal_cents, total_cents, delivery, return_days, paid_at, completed_at, delivered_at, shipped_at, accepted_at, created_at, shipping_address, shipping_offer, carrier, tracking_number)
     SELECT c.id, c.code, c.id, c.user_id, $1::uuid, CASE WHEN n <= 100 THEN 'PROCESSING' ELSE 'DELIVERED' END::"OrderStatus", 10000, 10000, 'SHIPPING', 14, c.paid_at,
       CASE WHEN n > 100 THEN c.paid_at END, CASE WHEN n > 100 THEN c.paid_at END, CASE WHEN n > 100 THEN c.paid_at END, c.paid_at, c.paid_at, '{}', '{}', 'dhl', 'x'
     FROM generate_series(1, $2::int) n JOIN checkouts c ON c.id = bench_id('bench checkout ' || n)`,
    [seller.id, sales],
  )
  await query(
    `INSERT INTO order_lines (id, order_id, product_id, variant_id, name, variant_label, quantity, unit_price_cents, commission_bps, commission_cents)
     SELECT bench_id('bench line ' || n), bench_id('bench checkout ' || n), v.product_id, v.id, '{"es":"x","en":"x"}', '{"es":"","en":""}', 1, 10000, 1200, 1200
     FROM generate_series(1, $2::int) n
     JOIN (SELECT v.id, v.product_id, row_number() OVER (ORDER BY v.id) AS nth, count(*) OVER () AS of FROM product_variants v JOIN products p ON p.id = v.product_id WHERE p.seller_id = $1::uuid) v ON v.nth = n % v.of + 1`,
    [seller.id, sales],
  )
  await countFigures(databases)
  await query('VACUUM ANALYZE')
}

/** As the job does once a day and after a start. */
async function countFigures(databases: BenchDatabases): Promise<void> {
  const { database: config } = loadConfig({ NODE_ENV: 'test', DATABASE_URL: databases.urlOf('small') })
  const database = createDatabase({ database: config })
  const nobody = async () => null
  await createInsights({
    database,
    hostOf: nobody,
    sellerOf: nobody,
    moneyOf: async () => ({ dueCents: 0, balanceCents: 0, canBePaid: true }),
    unreadThreads: async () => 0,
    logger: { warn: () => {} },
  }).recountAll()
  await database.close()
}

export async function measureDashboard(houses: Houses, bounds: Bounds, rounds: number): Promise<Row[]> {
  await fill(houses.databases)
  const measured = houses.api.uncached
  const asked = (['day', 'week', 'month'] as const).flatMap((by) => [
    { name: `GET /host/dashboard?by=${by}`, path: `/host/dashboard?by=${by}`, person: hostPerson },
    { name: `GET /seller/dashboard?by=${by}`, path: `/seller/dashboard?by=${by}`, person: sellerPerson },
  ])
  const rows = asked.map(
    ({ name }): Row => ({ name: `${name}, ${together} at once`, samples: [], target: { p95Ms: mostP95Ms } }),
  )
  for (let round = -1; round < rounds; round += 1) {
    const own = { ...bounds, connections: together }
    const now = round < 0 ? { ...warmUp(own), most: 200 } : own
    for (const [index, { path, person }] of asked.entries()) {
      const request = requestBytes(measured.url, `/api/v1${path}`, { headers: { cookie: houses.cookieOf(person) } })
      const sample = await sampled(measured, async () =>
        onlyStatus(await press(measured.url, now, () => request), '200'),
      )
      if (round >= 0) rows[index]?.samples.push(sample)
    }
  }
  await assertCounted(houses)
  return rows
}

/** Fast and empty would be no speed. */
async function assertCounted(houses: Houses): Promise<void> {
  for (const [path, person] of [
    ['/host/dashboard?by=month', hostPerson],
    ['/seller/dashboard?by=month', sellerPerson],
  ] as const) {
    const answer = await fetch(`${houses.api.uncached.url}/api/v1${path}`, {
      headers: { cookie: houses.cookieOf(person) },
    })
    const body = (await answer.json()) as { totals?: { now: { sales: number } } }
    if ((body.totals?.now.sales ?? 0) < sales * 0.9)
      throw new Error(`${path} counts ${body.totals?.now.sales} of ${sales} sales`)
  }
}
