/** Shipping rates, pickup points and discount codes, written by sellers and staff. */
import type {
  DiscountCode,
  DiscountCodeWrite,
  discountCodeStates,
  OwnPickupPoint,
  PickupPointsWrite,
  ShippingRate,
  ShippingRatesWrite,
} from '../../../../contracts/checkout.ts'
import type { z } from 'zod'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { pesos } from '../../platform/pure/money.ts'

export type RateWrite = z.infer<typeof ShippingRatesWrite>['rates'][number]
export type CodeWrite = z.infer<typeof DiscountCodeWrite>

interface RateRow extends Omit<ShippingRate, 'freeAbove'> {
  freeAboveCents: number | null
}

/**
 * Who replaces a whole set waits for whoever is at it, or both sets would stay: what is deleted is what the statement saw
 * when it began.
 */
export async function lockTerms(tx: Tx, sellerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`seller-terms:${sellerId}`}, 0))`
}

export async function listRates(db: Reader | Tx, sellerId: string): Promise<ShippingRate[]> {
  const rows = await db.$queryRaw<RateRow[]>`
    SELECT id, zone::text AS zone, states, label, translations, tiers, free_above_cents AS "freeAboveCents", min_days AS "minDays", max_days AS "maxDays"
    FROM shipping_rates WHERE seller_id = ${sellerId}::uuid AND active ORDER BY shipping_rates.zone, id`
  return rows.map(({ freeAboveCents, ...rate }) => ({
    ...rate,
    freeAbove: freeAboveCents === null ? null : pesos(freeAboveCents),
  }))
}

/** The whole set, under `lockTerms`. What was bought before has its price on the order. A label that stays keeps its translation. */
export async function replaceRates(tx: Tx, sellerId: string, rates: readonly RateWrite[]): Promise<void> {
  const before = await tx.$queryRaw<{ label: string; translations: object }[]>`
    DELETE FROM shipping_rates WHERE seller_id = ${sellerId}::uuid RETURNING label, translations`
  await tx.shippingRate.createMany({
    data: rates.map(({ freeAbove, tiers, translations, ...rate }) => ({
      ...rate,
      id: newId(),
      sellerId,
      tiers,
      freeAboveCents: freeAbove?.amount ?? null,
      translations: translations ?? before.find(({ label }) => label === rate.label)?.translations ?? {},
    })),
  })
}

export type PointWrite = z.infer<typeof PickupPointsWrite>['points'][number]

export async function listPoints(db: Reader | Tx, sellerId: string): Promise<OwnPickupPoint[]> {
  return db.$queryRaw<OwnPickupPoint[]>`
    SELECT id, kind::text AS kind, name, address, json_build_object('lat', lat, 'lng', lng) AS location, opening_hours AS "openingHours",
      translations, to_char(open_from, 'YYYY-MM-DD') AS "openFrom", to_char(open_until, 'YYYY-MM-DD') AS "openUntil"
    FROM pickup_points WHERE seller_id = ${sellerId}::uuid AND active ORDER BY pickup_points.kind, open_from NULLS FIRST, name, id`
}

/** The whole set, under `lockTerms`; what was ordered before has its point on the order. Answers the first that is not this seller's. */
export async function replacePoints(tx: Tx, sellerId: string, points: readonly PointWrite[]): Promise<number | null> {
  const known = await tx.pickupPoint.findMany({ where: { sellerId, active: true }, select: { id: true } })
  const strange = points.findIndex(({ id }) => id !== undefined && !known.some((one) => one.id === id))
  if (strange >= 0) return strange
  const kept = points.flatMap(({ id }) => id ?? [])
  await tx.pickupPoint.deleteMany({ where: { sellerId, id: { notIn: kept } } })
  for (const { id, location, openFrom, openUntil, ...rest } of points) {
    const data = {
      ...rest,
      ...location,
      openFrom: openFrom && new Date(openFrom),
      openUntil: openUntil && new Date(openUntil),
    }
    if (id === undefined) await tx.pickupPoint.create({ data: { ...data, id: newId(), sellerId } })
    else await tx.pickupPoint.update({ where: { id }, data })
  }
  return null
}

interface CodeRow extends Omit<DiscountCode, 'minimum' | 'startsAt' | 'endsAt'> {
  minimumCents: number
  startsAt: Date | null
  endsAt: Date | null
  createdAt: Date
}

const codeColumns = Prisma.sql`id, code, kind::text AS kind, value, minimum_cents AS "minimumCents", starts_at AS "startsAt", ends_at AS "endsAt",
  max_uses AS "maxUses", max_per_user AS "maxPerUser", used, active, created_at AS "createdAt"`
const borneBy = (sellerId: string | null): Prisma.Sql =>
  sellerId === null ? Prisma.sql`seller_id IS NULL` : Prisma.sql`seller_id = ${sellerId}::uuid`

function toCode({ minimumCents, startsAt, endsAt, createdAt: _, ...row }: CodeRow): DiscountCode {
  return {
    ...row,
    minimum: pesos(minimumCents),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  }
}

export interface CodeSearch {
  q: string | undefined
  state: CodeState | undefined
  sort: 'newest' | 'oldest'
}
type CodeState = (typeof discountCodeStates)[number]

/** The same order of questions as on the screen: what is over stays over, however it was switched. */
const stateOfCode = Prisma.sql`CASE WHEN ends_at <= app_now() THEN 'OVER' WHEN used >= max_uses THEN 'USED_UP' WHEN NOT active THEN 'OFF'
  WHEN starts_at > app_now() THEN 'WAITING' ELSE 'WORKS' END`

function codesWhere(sellerId: string | null, { q, state }: CodeSearch): Prisma.Sql {
  const named = q ? Prisma.sql`AND position(upper(${q}) IN code) > 0` : Prisma.empty
  return Prisma.sql`${borneBy(sellerId)} ${named} ${state ? Prisma.sql`AND ${stateOfCode} = ${state}` : Prisma.empty}`
}
const codesOrder = (sort: CodeSearch['sort']): Prisma.Sql =>
  sort === 'oldest' ? Prisma.sql`created_at, id` : Prisma.sql`created_at DESC, id DESC`

/** Without a seller the platform’s own. */
export async function listCodes(
  db: Reader,
  sellerId: string | null,
  page: CodeSearch & { limit: number; after: CodePlace | null },
): Promise<{ items: DiscountCode[]; next: CodePlace | null }> {
  const from = beyondCode(page.sort, page.after)
  const rows = await db.$queryRaw<CodeRow[]>`
    SELECT ${codeColumns} FROM discount_codes WHERE ${codesWhere(sellerId, page)} ${from} ORDER BY ${codesOrder(page.sort)} LIMIT ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { items: shown.map(toCode), next: last ? { at: last.createdAt, id: last.id } : null }
}

export type ExportedCode = CodeRow & { state: CodeState }
export interface CodePlace {
  at: Date
  id: string
}
const beyondCode = (sort: CodeSearch['sort'], after: CodePlace | null): Prisma.Sql =>
  after
    ? Prisma.sql`AND (created_at, id) ${sort === 'oldest' ? Prisma.sql`>` : Prisma.sql`<`} (${after.at}, ${after.id}::uuid)`
    : Prisma.empty
const codesAtOnce = 500

/** Some codes of a spreadsheet, with what has become of each. */
export async function codesForExport(
  db: Reader,
  sellerId: string,
  search: CodeSearch & { after: CodePlace | null },
): Promise<{ items: ExportedCode[]; nextCursor: CodePlace | null }> {
  const items = await db.$queryRaw<ExportedCode[]>`
    SELECT ${codeColumns}, ${stateOfCode} AS state FROM discount_codes
    WHERE ${codesWhere(sellerId, search)} ${beyondCode(search.sort, search.after)}
    ORDER BY ${codesOrder(search.sort)} LIMIT ${codesAtOnce}`
  const last = items.at(-1)
  return { items, nextCursor: last ? { at: last.createdAt, id: last.id } : null }
}

/** @throws a violation of `discount_codes_code_key` */
export async function insertCode(tx: Tx, sellerId: string | null, code: CodeWrite): Promise<DiscountCode> {
  const [row] = await tx.$queryRaw<CodeRow[]>`
    INSERT INTO discount_codes (id, code, seller_id, kind, value, minimum_cents, starts_at, ends_at, max_uses, max_per_user, created_at)
    VALUES (${newId()}::uuid, ${code.code}, ${sellerId}::uuid, ${code.kind}::"DiscountKind", ${code.value}, ${code.minimum?.amount ?? 0},
      ${code.startsAt}::timestamptz, ${code.endsAt}::timestamptz, ${code.maxUses}, ${code.maxPerUser}, app_now())
    RETURNING ${codeColumns}`
  if (!row) throw new Error('a code was not written')
  return toCode(row)
}

/** Null when there is none of that bearer. */
export async function setCodeActive(
  tx: Tx,
  input: { id: string; sellerId: string | null; active: boolean },
): Promise<DiscountCode | null> {
  const [row] = await tx.$queryRaw<CodeRow[]>(Prisma.sql`
    UPDATE discount_codes SET active = ${input.active} WHERE id = ${input.id}::uuid AND ${borneBy(input.sellerId)} RETURNING ${codeColumns}`)
  return row ? toCode(row) : null
}
