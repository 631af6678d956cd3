/** The market behind the HTTP edge, on a database of the test's own. */
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { createProducts, type Products } from '../src/modules/products/index.ts'
import { createCache } from '../src/platform/cache/cache.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase, type Database } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { createFanOut } from '../src/platform/realtime/fan-out.ts'
import { signedInAs, testApp } from './app.ts'
import { testDatabase, type TestDatabase } from './postgres.ts'
import { stillMedia } from './still-media.ts'

interface Answer {
  status: number
  headers: Record<string, unknown>
  /** Whatever the route answers: tests look at what they expect. */
  body: ReturnType<typeof JSON.parse>
}
export interface VariantOptions {
  label?: string
  priceCents?: number
  stock?: number
  active?: boolean
  en?: string
}
export interface ProductOptions {
  name?: string
  slug?: string
  description?: string
  en?: Record<string, unknown>
  category?: string
  craft?: string | null
  town?: string
  region?: string
  status?: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
  priceCents?: number
  stock?: number
  ratings?: { sum: number; count: number }
  createdAt?: string
  sellerId?: string
  /** Instead of the only one. */
  variants?: VariantOptions[]
}
export interface MarketHouse {
  db: TestDatabase
  database: Database
  products: Products
  app: FastifyInstance
  /** Products whose open screens were told that pieces moved. */
  told: string[]
  person(): Promise<string>
  seller(options?: {
    name?: string
    town?: string
    region?: string
    crafts?: string[]
    verified?: boolean
    story?: { es: string; en: string }
  }): Promise<{ sellerId: string; userId: string; slug: string }>
  craft(slug: string, options?: { name?: string; en?: string; category?: string }): Promise<void>
  product(options?: ProductOptions): Promise<{ id: string; variantIds: string[] }>
  get(path: string, options?: { as?: string; language?: string }): Promise<Answer>
  send(
    method: 'POST' | 'PATCH',
    path: string,
    body: object,
    options?: { as?: string; headers?: Record<string, string> },
  ): Promise<Answer>
}

export async function marketHouse(env: Record<string, string> = { CACHE: 'off' }): Promise<MarketHouse> {
  const db = await testDatabase()
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, LOG_LEVEL: 'silent', ...env })
  const database = createDatabase(config)
  const fanOut = createFanOut({ databaseUrl: db.url, database, redis: null, logger: pino({ level: 'silent' }) })
  const cache = createCache({ config, redis: null, fanOut, metrics: createMetrics({ defaults: false }) })
  const told: string[] = []
  const products = createProducts({
    database,
    events: { publish: async () => {} },
    cache,
    media: stillMedia(database),
    tellScreens: async (productId) => void told.push(productId),
  })
  const app = await testApp({ databaseUrl: db.url, database, modules: [products], env })
  afterAll(async () => {
    cache.close()
    await fanOut.close()
    await database.close()
  })
  let made = 0
  let defaultSeller: string | null = null
  const headersOf = (as: string | undefined, more: Record<string, string> = {}) => ({
    ...(as ? signedInAs({ userId: as }) : {}),
    ...more,
  })

  async function person() {
    const id = newId()
    await db.query('INSERT INTO users (id, name, email) VALUES ($1, $2, $3)', [id, 'Eufemia', `${id}@guelaguetza.test`])
    return id
  }
  const seller: MarketHouse['seller'] = async (options = {}) => {
    const userId = await person()
    const sellerId = newId()
    const slug = `taller-${sellerId}`
    await db.query(
      `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, lat, lng, crafts, founded_year, story, translations, images, verified)
       VALUES ($1, $2, $3, $4, 'Eufemia Castellanos', $5, $6, 16.95, -96.7, $7, 1998, $8, $9, '{}', $10)`,
      [
        sellerId,
        userId,
        slug,
        options.name ?? 'Taller Cuarzo y Noche',
        options.town ?? 'San Bartolo Coyotepec',
        options.region ?? 'valles-centrales',
        options.crafts ?? [],
        options.story?.es ?? 'Tres hermanas.',
        JSON.stringify({ en: { story: options.story?.en ?? 'Three sisters.' } }),
        options.verified ?? false,
      ],
    )
    return { sellerId, userId, slug }
  }

  return {
    db,
    database,
    products,
    app,
    told,
    person,
    seller,
    async craft(slug, options = {}) {
      made += 1
      await db.query(
        `INSERT INTO craft_types (slug, category, name, technique, description, translations, towns, sort)
         VALUES ($1, $2::"ProductCategory", $3, 'A mano', 'De siempre', $4, '{San Bartolo Coyotepec}', $5)`,
        [
          slug,
          options.category ?? 'CERAMICA',
          options.name ?? slug,
          JSON.stringify({ en: { name: options.en ?? `${slug} in English` } }),
          made,
        ],
      )
    },
    async product(options = {}) {
      made += 1
      const id = newId()
      defaultSeller ??= (await seller()).sellerId
      const variants = options.variants ?? [{ priceCents: options.priceCents ?? 50_000, stock: options.stock ?? 5 }]
      const priceOf = (variant: VariantOptions) => variant.priceCents ?? options.priceCents ?? 50_000
      const onSale = variants.filter(({ active = true }) => active)
      await db.query(
        `INSERT INTO products (id, slug, seller_id, category, craft, town, region, name, description, materials, technique, care, translations,
           dimensions, weight_grams, images, status, price_from_cents, rating_sum, rating_count, created_at)
         VALUES ($1, $2, $3, $4::"ProductCategory", $5, $6, $7, $8, $9, '{Barro}', 'Bruñido', 'Con un paño seco', $10,
           '{"lengthCm": 20, "widthCm": 20, "heightCm": 28}', 1600, '{}', $11::"ProductStatus", $12, $13, $14, coalesce($15::timestamptz, now()))`,
        [
          id,
          options.slug ?? `pieza-${made}`,
          options.sellerId ?? defaultSeller,
          options.category ?? 'CERAMICA',
          options.craft ?? null,
          options.town ?? 'San Bartolo Coyotepec',
          options.region ?? 'valles-centrales',
          options.name ?? `Pieza ${made}`,
          options.description ?? 'Hecha a mano.',
          JSON.stringify(options.en ? { en: options.en } : {}),
          options.status ?? 'ACTIVE',
          Math.min(...(onSale.length ? onSale : variants).map(priceOf)),
          options.ratings?.sum ?? 0,
          options.ratings?.count ?? 0,
          options.createdAt ?? null,
        ],
      )
      const variantIds: string[] = []
      for (const [sort, variant] of variants.entries()) {
        const variantId = newId()
        const stock = variant.stock ?? 5
        variantIds.push(variantId)
        await db.query(
          `INSERT INTO product_variants (id, product_id, sku, label, translations, options, price_cents, on_hand, active, sort)
           VALUES ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9)`,
          [
            variantId,
            id,
            `V${sort + 1}`,
            variant.label ?? '',
            JSON.stringify(variant.en ? { en: { label: variant.en } } : {}),
            priceOf(variant),
            stock,
            variant.active ?? true,
            sort,
          ],
        )
        if (stock > 0) {
          await db.query(
            `INSERT INTO stock_movements (id, variant_id, kind, quantity) VALUES ($1, $2, 'INITIAL', $3)`,
            [newId(), variantId, stock],
          )
        }
      }
      return { id, variantIds }
    },
    async get(path, { as, language } = {}) {
      const answer = await app.inject({
        method: 'GET',
        url: `/api/v1${path}`,
        headers: headersOf(as, language ? { 'accept-language': language } : {}),
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
    async send(method, path, body, { as, headers } = {}) {
      const answer = await app.inject({ method, url: `/api/v1${path}`, headers: headersOf(as, headers), payload: body })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
  }
}

/**
 * Puts `count` products with one variant each into a market: 40 workshops and 17 crafts share them, every hundredth is of
 * cochineal and every tenth is sold out. Planned for tests of plans and for measurements; the tables are vacuumed and analysed.
 */
export async function fillMarket(db: Pick<TestDatabase, 'query'>, count: number): Promise<void> {
  await db.query(`INSERT INTO craft_types (slug, category, name, technique, description, translations, towns, sort)
    SELECT 'craft-' || i, 'TEXTIL', 'Técnica ' || i, '', '', '{}', '{}', i FROM generate_series(0, 16) i`)
  await db.query(`WITH people AS (
      INSERT INTO users (id, name, email) SELECT gen_random_uuid(), 'Artesana', 'artesana' || i || '@guelaguetza.test' FROM generate_series(0, 39) i RETURNING id, email
    )
    INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
    SELECT gen_random_uuid(), id, split_part(email, '@', 1), 'Taller de ' || email, 'Artesana', 'Pueblo', 'valles-centrales', '{}', '', '{}', '{}' FROM people`)
  await db.query(
    `INSERT INTO products (id, slug, seller_id, category, craft, town, region, name, description, materials, technique, care, translations,
       weight_grams, images, status, price_from_cents, rating_sum, rating_count, created_at)
     SELECT gen_random_uuid(), 'p' || i, s.id, (enum_range(null::"ProductCategory"))[1 + i % 7], 'craft-' || i % 17, 'Pueblo ' || i % 30,
       (SELECT slug FROM regions WHERE sort = 1 + i % 8), CASE WHEN i % 100 = 0 THEN 'Rebozo de grana cochinilla ' ELSE 'Tapete ' END || i,
       'Tejido en telar de pedal.', '{Lana}', '', '', jsonb_build_object('en', jsonb_build_object('name', 'Rug ' || i)),
       500, '{}', 'ACTIVE', 10000 + (i * 7919) % 2000000, i % 7 * 4, i % 7, now() - make_interval(mins => i)
     FROM generate_series(1, $1::int) i
     JOIN (SELECT id, row_number() OVER (ORDER BY slug) - 1 AS number FROM seller_profiles WHERE slug LIKE 'artesana%') s ON s.number = i % 40`,
    [count],
  )
  await db.query(
    `INSERT INTO product_variants (id, product_id, sku, translations, options, price_cents, on_hand)
     SELECT gen_random_uuid(), id, 'V1', '{}', '{}', price_from_cents, CASE WHEN price_from_cents % 10 = 9 THEN 0 ELSE 3 END FROM products`,
  )
  // Also what autovacuum does soon after: an index over words keeps its newest entries in a list that is read from end to end.
  await db.query('VACUUM ANALYZE')
}
