/** A durable PostgreSQL of the bench's own, with three databases: the demo catalogue, the same much larger, and one to sell in. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadConfig } from '../backend/src/platform/config.ts'
import { startEmbeddedPostgres } from '../scripts/embedded-postgres.ts'
import { applyMigrations } from '../scripts/migrations.ts'
import { runSeed } from '../scripts/seeding.ts'

export type DatabaseName = 'small' | 'large' | 'sales'

export interface BenchDatabases {
  folder: string
  urlOf(name: DatabaseName): string
  query<Row extends pg.QueryResultRow>(name: DatabaseName, sql: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

/** The sizes between which nothing may slow down by more than half. */
export const sizes = {
  small: { experiences: 36, slots: 1000, products: 100 },
  large: { experiences: 10_000, slots: 100_000, products: 100_000 },
}
/** What is measured; each needs its own part of the large catalogue. */
export type Part = 'reading' | 'selling' | 'market' | 'dashboard'

/** People with a session each; enough that no pair of person and slot repeats within a measurement. */
export const people = 3000

/** A version 4 UUID made of a text, so that both sides know it; `idOf` is the same in TypeScript. */
const idFunctionSql = `CREATE FUNCTION bench_id(value text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT overlay(overlay(md5(value) placing '4' from 13) placing '8' from 17)::uuid $$;`
const hex = (text: string) => createHash('md5').update(text).digest('hex')
export const idOf = (text: string): string =>
  hex(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
export const personId = (n: number): string => idOf(`bench user ${n}`)
export const personToken = (n: number): string => hex(`bench token ${n}`)

const peopleSql = `
  INSERT INTO users (id, name, email, email_verified)
  SELECT bench_id('bench user ' || n), 'Persona ' || n, 'persona' || n || '@bench.test', true FROM generate_series(1, ${people}) n;
  INSERT INTO sessions (id, token, user_id, expires_at)
  SELECT bench_id('bench session ' || n), md5('bench token ' || n), bench_id('bench user ' || n), now() + interval '29 days'
  FROM generate_series(1, ${people}) n;`

/** The nearest open slots stay, so that every experience has something to show. */
const trimSql = `
  DELETE FROM slots WHERE id NOT IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY experience_id ORDER BY starts_at) AS nth, starts_at
      FROM slots WHERE state = 'OPEN' AND starts_at > now() + interval '1 day'
    ) coming ORDER BY nth, starts_at LIMIT ${sizes.small.slots}
  );`

const columnsOf = async (client: pg.Client, table: string, replaced: string[]) => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => name).filter((name) => !replaced.includes(name))
}

/** Copies of the demo's experiences with other ids, slugs, ratings and prices; ten slots each. */
async function grow(client: pg.Client): Promise<void> {
  const more = sizes.large.experiences - sizes.small.experiences
  const kept = (
    await columnsOf(client, 'experiences', ['id', 'slug', 'rating_sum', 'rating_count', 'price_from_cents'])
  ).join(', ')
  await client.query(`
    INSERT INTO experiences (id, slug, rating_sum, rating_count, price_from_cents, ${kept})
    SELECT bench_id('bench experience ' || n), slug || '-' || n, (n * 7) % 500 * 4, (n * 7) % 500, price_from_cents + n % 97 * 100, ${kept}
    FROM generate_series(1, ${more}) n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) AS nth, count(*) OVER () AS of FROM experiences) e ON e.nth = n % e.of + 1;
    INSERT INTO ticket_types (experience_id, type, label, price_cents)
    SELECT id, 'adult', 'Adulto', price_from_cents FROM experiences WHERE NOT EXISTS (SELECT 1 FROM ticket_types WHERE experience_id = experiences.id);
    INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
    SELECT bench_id('bench slot ' || e.id || d), e.id, t.start, t.start + interval '2 hours', t.start - interval '2 hours', 12
    FROM experiences e CROSS JOIN generate_series(1, 10) d
    CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) + d * interval '3 days' + interval '7 minutes' AS start) t
    ORDER BY random()
    LIMIT ${sizes.large.slots - sizes.small.slots}`)
}

/** As many products on sale as asked for: copies with other ids, slugs, ratings and prices, one variant each; nothing runs out. */
async function stockShelves(client: pg.Client, products: number): Promise<void> {
  const kept = (
    await columnsOf(client, 'products', ['id', 'slug', 'rating_sum', 'rating_count', 'price_from_cents', 'status'])
  ).join(', ')
  await client.query(`
    UPDATE products SET status = 'ARCHIVED'
    WHERE id IN (SELECT id FROM products WHERE status = 'ACTIVE' ORDER BY id OFFSET ${products});
    WITH copies AS (
      INSERT INTO products (id, slug, rating_sum, rating_count, price_from_cents, status, ${kept})
      SELECT bench_id('bench product ${products} ' || n), slug || '-${products}-' || n, (n * 7) % 500 * 4, (n * 7) % 500, price_from_cents + n % 97 * 100, 'ACTIVE', ${kept}
      FROM generate_series(1, greatest(0, ${products} - (SELECT count(*)::int FROM products WHERE status = 'ACTIVE'))) n
      JOIN (SELECT *, row_number() OVER (ORDER BY id) AS nth, count(*) OVER () AS of FROM products WHERE status = 'ACTIVE') p ON p.nth = n % p.of + 1
      RETURNING id, slug, price_from_cents
    )
    INSERT INTO product_variants (id, product_id, sku, label, translations, options, price_cents)
    SELECT bench_id('bench variant ' || id), id, slug, '', '{}', '{}', price_from_cents FROM copies;
    UPDATE product_variants SET on_hand = on_hand + 1000000`)
}

export async function startDatabases(env: Record<string, string>, parts: readonly Part[]): Promise<BenchDatabases> {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-bench-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: true })
  const urlOf = (name: string) => Object.assign(new URL(server.url), { pathname: `/bench_${name}` }).href
  const pools = new Map<DatabaseName, pg.Pool>()
  const admin = new pg.Client({ connectionString: server.url })
  const stop = async () => {
    await Promise.all([...pools.values()].map((pool) => pool.end()))
    await admin.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const onceIn = async (name: string, work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: urlOf(name) })
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  }
  try {
    await admin.connect()
    await admin.query('CREATE DATABASE bench_sales')
    await applyMigrations(urlOf('sales'))
    await runSeed(loadConfig({ ...env, NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: urlOf('sales') }))
    await onceIn('sales', (client) => client.query(idFunctionSql + peopleSql))
    await admin.query('CREATE DATABASE bench_small TEMPLATE bench_sales')
    await onceIn('small', async (client) => {
      await client.query(
        'SET session_replication_role = replica; TRUNCATE bookings, tickets, payments, refunds CASCADE',
      )
      await client.query(trimSql)
      await client.query('UPDATE slots SET taken = 0')
      if (parts.includes('market')) await stockShelves(client, sizes.small.products)
    })
    await admin.query('CREATE DATABASE bench_large TEMPLATE bench_small')
    if (parts.includes('reading')) await onceIn('large', grow)
    if (parts.includes('market')) await onceIn('large', (client) => stockShelves(client, sizes.large.products))
    for (const name of ['small', 'large', 'sales']) await onceIn(name, (client) => client.query('VACUUM ANALYZE'))
    await admin.query('CHECKPOINT')
  } catch (error) {
    await stop()
    throw error
  }
  return {
    folder,
    urlOf,
    async query<Row extends pg.QueryResultRow>(name: DatabaseName, sql: string, values: unknown[] = []) {
      const pool = pools.get(name) ?? new pg.Pool({ connectionString: urlOf(name), max: 2 })
      pools.set(name, pool)
      return (await pool.query<Row>(sql, values)).rows
    },
    stop,
  }
}

/** Makes open slots on the demo's most roomy party rules; answers their ids. */
export async function makeSlots(
  databases: BenchDatabases,
  label: string,
  count: number,
  capacity: number,
): Promise<string[]> {
  const rows = await databases.query<{ id: string }>(
    'sales',
    `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
     SELECT bench_id($1 || n), e.id, t.start, t.start + interval '1 hour', t.start, $3
     FROM generate_series(1, $2::int) n
     CROSS JOIN LATERAL (
       SELECT x.id FROM experiences x JOIN ticket_types tt ON tt.experience_id = x.id AND tt.type = 'adult'
       WHERE x.status = 'ACTIVE' AND x.min_party = 1 AND tt.price_cents > 0 ORDER BY md5(x.id::text || (n % 8)) LIMIT 1
     ) e
     CROSS JOIN LATERAL (SELECT now() + interval '400 days' + (SELECT count(*) FROM slots) * interval '1 minute' + n * interval '1 minute' AS start) t
     RETURNING id`,
    [label, count, capacity],
  )
  return rows.map(({ id }) => id)
}
