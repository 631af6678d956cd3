/** What guests need before they can book and buy: an experience with times, two workshops with pieces, and people who are signed in. */
import { randomBytes } from 'node:crypto'
import { newId } from '../../src/platform/ids.ts'
import type { ChaosDatabase } from './durable-postgres.ts'

export interface Account {
  userId: string
  /** As sign-in answers it; goes into `Authorization: Bearer`. */
  token: string
}
export interface Furniture {
  accounts: Account[]
  /** Times with room for everybody, and the last one with room for three. */
  slots: string[]
  /** Of each workshop a piece with enough for everybody, and of the first one a piece of which there are three. */
  pieces: Piece[]
}
export interface Piece {
  sellerId: string
  productId: string
  variantId: string
  isScarce: boolean
}

/** Far enough ahead for a full refund. */
const daysAhead = 10
export const priceCents = 50_000

const policy = {
  key: 'flexible',
  summary: { es: 'Reembolso total hasta 24 horas antes.', en: 'Full refund up to 24 hours before.' },
  tiers: [
    { hoursBefore: 24, refundPct: 100 },
    { hoursBefore: 0, refundPct: 0 },
  ],
}

export async function furnish(db: Pick<ChaosDatabase, 'query'>, people: number): Promise<Furniture> {
  const person = async (name: string): Promise<Account> => {
    const account = { userId: newId(), token: randomBytes(24).toString('base64url') }
    await db.query(`INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)`, [
      account.userId,
      name,
      `${account.userId}@guelaguetza.test`,
    ])
    await db.query(
      `INSERT INTO sessions (id, token, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '20 days')`,
      [newId(), account.token, account.userId],
    )
    return account
  }
  const host = await person('Rosa')
  const [hostId, experienceId] = [newId(), newId()]
  await db.query(
    `INSERT INTO regions (slug, name, description, translations, principal_town, lat, lng, color_primary, color_secondary, main_towns, sort)
     VALUES ('valles-centrales', 'Valles Centrales', '', '{}', 'Oaxaca', 17, -96, '#B3261E', '#F4B740', '{}', 1) ON CONFLICT DO NOTHING`,
  )
  await db.query(
    `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, $3, 'Taller Rosa', 'taller', '', '{}', 'valles-centrales')`,
    [hostId, host.userId, hostId],
  )
  await db.query(
    `INSERT INTO experiences (id, slug, host_id, category, region, title, description, translations, duration_minutes, languages, meeting_lat, meeting_lng, meeting_address,
       cancellation_policy, includes, bring, accessibility, images, status, price_from_cents, max_party)
     VALUES ($1, $2, $3, 'TALLER', 'valles-centrales', 'Telar de cintura', 'Un taller', '{"en":{"title":"Backstrap loom"}}', 120, '{es}', 17.06, -96.72, 'Andador', $4, '{}', '{}', '', '{}', 'ACTIVE', $5, 10)`,
    [experienceId, experienceId, hostId, JSON.stringify(policy), priceCents],
  )
  await db.query(
    `INSERT INTO ticket_types (experience_id, type, label, price_cents, sort) VALUES ($1, 'adult', 'Adulto', $2, 0)`,
    [experienceId, priceCents],
  )
  const slots: string[] = []
  for (const [index, capacity] of [2000, 2000, 2000, 3].entries()) {
    const slotId = newId()
    await db.query(
      `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
       SELECT $1, $2, at, at + interval '2 hours', at - interval '2 hours', $3
       FROM (SELECT date_trunc('second', now()) + make_interval(days => $4, hours => $5) AS at) t`,
      [slotId, experienceId, capacity, daysAhead, index],
    )
    slots.push(slotId)
  }
  const accounts: Account[] = []
  for (let n = 0; n < people; n += 1) accounts.push(await person(`Ana ${n}`))
  const pieces: Piece[] = []
  for (const name of ['Barro Marchanta', 'Telar Tres Nopales']) {
    const sellerId = await openWorkshop(db, (await person(name)).userId, name)
    pieces.push(await shelve(db, sellerId, 5000))
    if (pieces.length === 1) pieces.push(await shelve(db, sellerId, 3))
  }
  return { accounts, slots, pieces }
}

/** Sends anywhere in Mexico. */
async function openWorkshop(db: Pick<ChaosDatabase, 'query'>, userId: string, name: string): Promise<string> {
  const sellerId = newId()
  await db.query(
    `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
     VALUES ($1, $2, $3, $4, 'Eufemia', 'Ocotlán de Morelos', 'valles-centrales', '{}', '', '{}', '{}')`,
    [sellerId, userId, sellerId, name],
  )
  await db.query(
    `INSERT INTO shipping_rates (id, seller_id, zone, states, label, translations, tiers, min_days, max_days)
     VALUES ($1, $2, 'MEXICO', '{}', 'Paquetería', '{"en":{"label":"Parcel"}}', '[{"upToGrams":null,"cents":9900}]', 2, 6)`,
    [newId(), sellerId],
  )
  return sellerId
}

async function shelve(db: Pick<ChaosDatabase, 'query'>, sellerId: string, stock: number): Promise<Piece> {
  const [productId, variantId] = [newId(), newId()]
  await db.query(
    `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
     VALUES ($1, $2, $3, 'CERAMICA', 'Ocotlán de Morelos', 'valles-centrales', 'Sirena', 'De barro', '{}', '{}', 900, '{}', 'ACTIVE', 33333)`,
    [productId, productId, sellerId],
  )
  await db.query(
    `INSERT INTO product_variants (id, product_id, sku, translations, options, price_cents, on_hand) VALUES ($1, $2, 'V1', '{}', '{}', 33333, $3)`,
    [variantId, productId, stock],
  )
  await db.query(`INSERT INTO stock_movements (id, variant_id, kind, quantity) VALUES ($1, $2, 'INITIAL', $3)`, [
    newId(),
    variantId,
    stock,
  ])
  return { sellerId, productId, variantId, isScarce: stock < 10 }
}
