/** Writes of products and variants. Pieces move in stock.repository.ts and by the corrections here, always with a movement. */
import type { ProductWrite } from '../../../../contracts/products.ts'
import type { KeptPictures } from '../media/index.ts'
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { KnownVariant } from './product-write.rules.ts'

/** The slugs that begin like this one, to find a free number after it. Others who look for one like it wait for our commit. */
export async function slugsLike(tx: Tx, base: string): Promise<string[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`product-slug:${base}`}, 0))`
  const rows = await tx.product.findMany({
    where: { OR: [{ slug: base }, { slug: { startsWith: `${base}-` } }] },
    select: { slug: true },
  })
  return rows.map(({ slug }) => slug)
}

/** What a product is, without its variants; an absent field stays as it is. */
export type ProductFields = Partial<
  Omit<ProductWrite, 'price' | 'stock' | 'variants' | 'imageIds' | 'imageAlts'> & {
    ageRestricted: boolean
    priceFromCents: number
  }
>

function columnsOf({ translations, dimensions, ...rest }: ProductFields) {
  return {
    ...rest,
    ...(translations === undefined ? {} : { translations: translations as Prisma.InputJsonObject }),
    ...(dimensions === undefined ? {} : { dimensions: dimensions ?? Prisma.DbNull }),
  }
}

/** Town and region are the workshop's. */
export async function insertProduct(
  tx: Tx,
  row: {
    id: string
    slug: string
    sellerId: string
    fields: Required<ProductFields>
  },
): Promise<void> {
  const { town, region } = await tx.sellerProfile.findUniqueOrThrow({
    where: { id: row.sellerId },
    select: { town: true, region: true },
  })
  await tx.product.create({
    data: {
      id: row.id,
      slug: row.slug,
      sellerId: row.sellerId,
      town,
      region,
      images: [],
      ...columnsOf(row.fields),
    } as Prisma.ProductUncheckedCreateInput,
  })
}

export interface LockedProduct {
  version: number
  status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
  category: ProductWrite['category']
  ageRestricted: boolean
  images: KeptPictures['images']
  imageAlts: KeptPictures['imageAlts']
  variants: (KnownVariant & { onHand: number; reserved: number })[]
}

/**
 * A seller's product with its row locked until the transaction ends, its variants after it in id order; null when it is not
 * this seller's. NO KEY UPDATE, as in stock.repository.ts: baskets may go on naming the variants.
 */
export async function lockProduct(tx: Tx, sellerId: string, productId: string): Promise<LockedProduct | null> {
  const [row] = await tx.$queryRaw<Omit<LockedProduct, 'variants'>[]>`
    SELECT version, status::text AS status, category::text AS category, age_restricted AS "ageRestricted",
      images, image_alts AS "imageAlts" FROM products
    WHERE id = ${productId}::uuid AND seller_id = ${sellerId}::uuid FOR NO KEY UPDATE`
  if (!row) return null
  const variants = await tx.$queryRaw<LockedProduct['variants']>`
    SELECT id, sku, active, price_cents AS "priceCents", on_hand AS "onHand", reserved FROM product_variants
    WHERE product_id = ${productId}::uuid ORDER BY id FOR NO KEY UPDATE`
  return { ...row, variants }
}

/** The caller holds the product's lock, or has just made it. */
export async function setPictures(tx: Tx, productId: string, { images, imageAlts }: KeptPictures): Promise<void> {
  await tx.product.update({ where: { id: productId }, data: { images, imageAlts: { ...imageAlts } } })
}

/** The caller holds the product's lock. */
export async function changeProduct(tx: Tx, productId: string, fields: ProductFields): Promise<void> {
  await tx.product.update({
    where: { id: productId },
    data: { ...columnsOf(fields), version: { increment: 1 } } as Prisma.ProductUncheckedUpdateInput,
  })
}

export interface VariantRow {
  sku: string
  label: string
  translations: Prisma.InputJsonObject
  options: Record<string, string>
  priceCents: number
  active: boolean
  sort: number
}

/** A new variant with its first pieces and the movement that brought them. */
export async function insertVariant(
  tx: Tx,
  productId: string,
  variant: VariantRow & { stock: number; userId: string },
): Promise<void> {
  const { stock, userId, ...row } = variant
  const id = newId()
  await tx.productVariant.create({ data: { id, productId, ...row, onHand: stock } })
  if (stock > 0) {
    await tx.stockMovement.create({ data: { id: newId(), variantId: id, kind: 'INITIAL', quantity: stock, userId } })
  }
}

export async function changeVariant(tx: Tx, id: string, variant: Partial<VariantRow>): Promise<void> {
  await tx.productVariant.update({ where: { id }, data: variant })
}

export interface Correction {
  variantId: string
  /** Positive in, negative out. */
  quantity: number
  note: string | null
  userId: string
}

/** Corrects what is on the shelf, never below what is reserved: one statement; false when it would be, or there is no such variant. */
export async function correctStock(tx: Tx, correction: Correction): Promise<boolean> {
  const { variantId, quantity, note, userId } = correction
  const moved = await tx.$executeRaw`
    WITH moved AS (
      UPDATE product_variants SET on_hand = on_hand + ${quantity}::int
      WHERE id = ${variantId}::uuid AND on_hand + ${quantity}::int >= reserved
      RETURNING id
    )
    INSERT INTO stock_movements (id, variant_id, kind, quantity, note, user_id, created_at)
    SELECT ${newId()}::uuid, id, 'CORRECTION', ${quantity}::int, ${note}, ${userId}::uuid, app_now() FROM moved`
  return moved === 1
}

/** Of which product each variant is, as far as they are this seller's. */
export async function productsOfVariants(
  tx: Tx,
  sellerId: string,
  variantIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.productVariant.findMany({
    where: { id: { in: [...variantIds] }, product: { sellerId } },
    select: { id: true, productId: true },
  })
  return new Map(rows.map(({ id, productId }) => [id, productId]))
}

/** By slug or id; null when it is not this seller's. */
export async function findOwnProductId(tx: Tx, sellerId: string, idOrSlug: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM products WHERE seller_id = ${sellerId}::uuid AND (slug = ${idOrSlug} OR id::text = ${idOrSlug})`
  return row?.id ?? null
}

export async function findTranslations(tx: Tx, productId: string): Promise<{ en?: Record<string, unknown> }> {
  const { translations } = await tx.product.findUniqueOrThrow({
    where: { id: productId },
    select: { translations: true },
  })
  return translations as { en?: Record<string, unknown> }
}

export async function knownCrafts(tx: Tx): Promise<string[]> {
  const rows = await tx.craftType.findMany({ select: { slug: true } })
  return rows.map(({ slug }) => slug)
}
