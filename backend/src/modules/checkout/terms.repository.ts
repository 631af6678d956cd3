/** Shipping rates and discount codes, written by sellers and staff. */
import type {
  DiscountCode,
  DiscountCodeWrite,
  ShippingRate,
  ShippingRatesWrite,
} from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { z } from 'zod'
import { type Database, Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { pesos } from '../../platform/pure/money.ts'

export type RateWrite = z.infer<typeof ShippingRatesWrite>['rates'][number]
export type CodeWrite = z.infer<typeof DiscountCodeWrite>

interface RateRow extends Omit<ShippingRate, 'freeAbove'> {
  freeAboveCents: number | null
}

export async function listRates(db: Reader | Tx, sellerId: string, language: Language): Promise<ShippingRate[]> {
  const label = language === 'en' ? Prisma.sql`coalesce(translations -> 'en' ->> 'label', label)` : Prisma.sql`label`
  const rows = await db.$queryRaw<RateRow[]>`
    SELECT id, zone::text AS zone, states, ${label} AS label, tiers, free_above_cents AS "freeAboveCents", min_days AS "minDays", max_days AS "maxDays"
    FROM shipping_rates WHERE seller_id = ${sellerId}::uuid AND active ORDER BY shipping_rates.zone, id`
  return rows.map(({ freeAboveCents, ...rate }) => ({
    ...rate,
    freeAbove: freeAboveCents === null ? null : pesos(freeAboveCents),
  }))
}

/** The whole set. What was bought before has its price on the order. A label that stays keeps its translation. */
export async function replaceRates(tx: Tx, sellerId: string, rates: readonly RateWrite[]): Promise<void> {
  const before = await tx.$queryRaw<{ label: string; translations: object }[]>`
    DELETE FROM shipping_rates WHERE seller_id = ${sellerId}::uuid RETURNING label, translations`
  await tx.shippingRate.createMany({
    data: rates.map(({ freeAbove, tiers, ...rate }) => ({
      ...rate,
      id: newId(),
      sellerId,
      tiers,
      freeAboveCents: freeAbove?.amount ?? null,
      translations: before.find(({ label }) => label === rate.label)?.translations ?? {},
    })),
  })
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

/** Newest first; without a seller the platform's own. */
export async function listCodes(
  db: Reader,
  sellerId: string | null,
  page: { limit: number; after: { at: Date; id: string } | null },
): Promise<{ items: DiscountCode[]; next: { at: Date; id: string } | null }> {
  const from = page.after ? Prisma.sql`AND (created_at, id) < (${page.after.at}, ${page.after.id}::uuid)` : Prisma.empty
  const rows = await db.$queryRaw<CodeRow[]>`
    SELECT ${codeColumns} FROM discount_codes WHERE ${borneBy(sellerId)} ${from} ORDER BY created_at DESC, id DESC LIMIT ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return { items: shown.map(toCode), next: last ? { at: last.createdAt, id: last.id } : null }
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
  database: Database,
  input: { id: string; sellerId: string | null; active: boolean },
): Promise<DiscountCode | null> {
  const [row] = await database.statement<CodeRow>(Prisma.sql`
    UPDATE discount_codes SET active = ${input.active} WHERE id = ${input.id}::uuid AND ${borneBy(input.sellerId)} RETURNING ${codeColumns}`)
  return row ? toCode(row) : null
}
