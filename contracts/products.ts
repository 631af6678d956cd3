import { z } from 'zod'
import { Id, Instant, LatLng, Money, PageQuery, page, plainText, RegionSlug } from './common.ts'
import { OwnPicture, pictureFields, ShownPicture } from './media.ts'
import { leastPrice, mostPrice } from './products-prices.ts'

export const productCategories = [
  'ARTESANIA',
  'MEZCAL',
  'TEXTIL',
  'CERAMICA',
  'JOYERIA',
  'GASTRONOMIA',
  'OTRO',
] as const
export const ProductCategory = z.enum(productCategories)
export type ProductCategory = z.infer<typeof ProductCategory>
/** SOLD_OUT follows the stock by itself: nobody writes it. */
export const ProductStatus = z.enum(['DRAFT', 'ACTIVE', 'SOLD_OUT', 'ARCHIVED'])
export type ProductStatus = z.infer<typeof ProductStatus>

export const SellerSummary = z.object({
  id: Id,
  slug: z.string().meta({ example: 'taller-cuarzo-y-noche' }),
  name: z.string().meta({ example: 'Taller Cuarzo y Noche' }),
  town: z.string().meta({ example: 'San Bartolo Coyotepec' }),
  verified: z.boolean(),
})
export type SellerSummary = z.infer<typeof SellerSummary>
export const CraftSummary = z.object({
  slug: z.string().meta({ example: 'barro-negro' }),
  name: z.string().meta({ example: 'Barro negro' }),
})

export const Craft = CraftSummary.extend({
  category: ProductCategory,
  technique: z.string(),
  description: z.string(),
  towns: z.array(z.string()),
  productCount: z.int(),
}).meta({ id: 'Craft' })
export type Craft = z.infer<typeof Craft>
export const CraftPage = page(Craft).meta({ id: 'CraftPage' })

export const ProductCard = z
  .object({
    id: Id,
    slug: z.string().meta({ example: 'cantaro-calado' }),
    name: z.string().meta({ example: 'Cántaro calado de barro negro' }),
    category: ProductCategory,
    craft: CraftSummary.nullable(),
    town: z.string().meta({ example: 'San Bartolo Coyotepec' }),
    region: RegionSlug,
    /** The cheapest active variant's price. */
    price: Money,
    /** True when variants differ in price: show "desde". */
    priceVaries: z.boolean(),
    /** Pieces that can be bought now, over all variants. */
    stock: z.int(),
    status: ProductStatus,
    madeToOrder: z.boolean(),
    leadTimeDays: z.int(),
    ageRestricted: z.boolean(),
    images: z.array(z.string()),
    rating: z.number().nullable(),
    reviewCount: z.int(),
    seller: SellerSummary,
  })
  .meta({ id: 'ProductCard' })
export type ProductCard = z.infer<typeof ProductCard>

export const ProductVariant = z
  .object({
    id: Id,
    sku: z.string(),
    /** Empty when the product has one variant only. */
    label: z.string(),
    options: z.record(z.string(), z.string()),
    price: Money,
    stock: z.int(),
  })
  .meta({ id: 'ProductVariant' })
export type ProductVariant = z.infer<typeof ProductVariant>

export const Product = ProductCard.extend({
  description: z.string(),
  /** `images` with what is known of them. */
  pictures: z.array(ShownPicture),
  materials: z.array(z.string()),
  technique: z.string(),
  care: z.string(),
  dimensions: z.object({ lengthCm: z.number(), widthCm: z.number(), heightCm: z.number() }).nullable(),
  weightGrams: z.int(),
  variants: z.array(ProductVariant),
  /** What of each 10,000 centavos goes to the workshop (the rest is the platform's commission), in basis points. */
  sellerShareBps: z.int(),
  returnDays: z.int(),
  seller: SellerSummary.extend({ ownerName: z.string(), story: z.string(), foundedYear: z.int().nullable() }),
  version: z.int(),
}).meta({ id: 'Product' })
export type Product = z.infer<typeof Product>

export const productSorts = ['recommended', 'newest', 'price', '-price', 'rating'] as const
export const ProductListQuery = PageQuery.extend({
  category: ProductCategory.optional(),
  craft: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  region: RegionSlug.optional(),
  town: plainText(80).optional(),
  /** A seller's id or slug. */
  seller: z.string().min(1).max(120).optional(),
  /** Centavos, against the cheapest variant. */
  priceMin: z.coerce.number().int().min(0).max(100_000_000).optional(),
  priceMax: z.coerce.number().int().min(0).max(100_000_000).optional(),
  /** `true`: only what can be bought now. */
  inStock: z.enum(['true', 'false']).optional(),
  q: plainText(100).optional(),
  sort: z.enum(productSorts).default('recommended'),
})
export type ProductListQuery = z.infer<typeof ProductListQuery>
export const ProductPage = page(ProductCard).meta({ id: 'ProductPage' })
export const ProductIdOrSlugParams = z.object({ idOrSlug: z.string().min(1).max(120) })

export const Seller = SellerSummary.extend({
  ownerName: z.string(),
  region: RegionSlug,
  location: LatLng.nullable(),
  crafts: z.array(CraftSummary),
  foundedYear: z.int().nullable(),
  story: z.string(),
  images: z.array(z.string()),
  returnDays: z.int(),
  productCount: z.int(),
  /** They take a break: nothing can be bought until they are back. */
  isPaused: z.boolean(),
}).meta({ id: 'Seller' })
export type Seller = z.infer<typeof Seller>
export const SellerPage = page(Seller).meta({ id: 'SellerPage' })
export const SellerListQuery = PageQuery.extend({
  region: RegionSlug.optional(),
  craft: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
})
export const SellerIdOrSlugParams = z.object({ idOrSlug: z.string().min(1).max(120) })

/** One search box for experiences and products: accent- and typo-tolerant, both languages. */
export const SuggestionQuery = z.object({
  q: plainText(100, 1),
  limit: z.coerce.number().int().min(1).max(12).default(8),
})
export const Suggestion = z
  .object({
    kind: z.enum(['EXPERIENCE', 'PRODUCT', 'SELLER', 'CRAFT']),
    id: z.string().meta({ example: '01a200cd-ddd9-7211-8467-58fb6374bc3f' }),
    slug: z.string().meta({ example: 'cantaro-calado' }),
    text: z.string().meta({ example: 'Cántaro calado de barro negro' }),
    /** Where or by whom: a region, a town, a workshop. */
    hint: z.string(),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>
export const SuggestionPage = page(Suggestion).meta({ id: 'SuggestionPage' })

// What a seller writes: Spanish in the plain fields, other languages in `translations`.
const ProductTexts = z.object({
  name: plainText(120, 3),
  description: plainText(5000, 3),
  materials: z.array(plainText(80, 1)).max(20),
  technique: plainText(500),
  care: plainText(500),
})
const Price = Money.extend({ amount: z.int().min(leastPrice).max(mostPrice) })
export const VariantWrite = z
  .object({
    /** Absent for a new variant. */
    id: Id.optional(),
    sku: plainText(60).optional(),
    label: plainText(60, 1),
    translations: z
      .object({
        en: z
          .object({ label: plainText(60, 1) })
          .strict()
          .optional(),
      })
      .strict()
      .optional(),
    options: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/), plainText(60, 1)).optional(),
    price: Price,
    /** Pieces on the shelf; only for a new variant, afterwards corrections move it. */
    stock: z.int().min(0).max(100_000).optional(),
    active: z.boolean().optional(),
  })
  .strict()
const productFields = {
  name: plainText(120, 3),
  description: plainText(5000, 3),
  category: ProductCategory,
  craft: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullable(),
  price: Price,
  translations: z.object({ en: ProductTexts.partial().strict().optional() }).strict(),
  materials: z.array(plainText(80, 1)).max(20),
  technique: plainText(500),
  care: plainText(500),
  dimensions: z
    .object({
      lengthCm: z.number().min(0).max(1000),
      widthCm: z.number().min(0).max(1000),
      heightCm: z.number().min(0).max(1000),
    })
    .strict()
    .nullable(),
  weightGrams: z.int().min(0).max(100_000),
  leadTimeDays: z.int().min(0).max(365),
  madeToOrder: z.boolean(),
  ageRestricted: z.boolean(),
  variants: z.array(VariantWrite).min(1).max(50),
  /** The workshop is told when a sale leaves so few pieces of a variant; null is never. */
  lowStockAt: z.int().min(0).max(100_000).nullable(),
  status: z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED']),
}
/** With `variants` their prices and stocks count, without them `price` and `stock` make the only one. */
export const ProductWrite = z
  .object({
    ...productFields,
    stock: z.int().min(0).max(100_000).default(0),
    craft: productFields.craft.default(null),
    translations: productFields.translations.default({}),
    materials: productFields.materials.default([]),
    technique: productFields.technique.default(''),
    care: productFields.care.default(''),
    dimensions: productFields.dimensions.default(null),
    weightGrams: productFields.weightGrams.default(500),
    leadTimeDays: productFields.leadTimeDays.default(3),
    madeToOrder: productFields.madeToOrder.default(false),
    ageRestricted: productFields.ageRestricted.default(false),
    lowStockAt: productFields.lowStockAt.default(null),
    variants: productFields.variants.optional(),
    status: productFields.status.default('DRAFT'),
    imageIds: pictureFields.imageIds.optional(),
    imageAlts: pictureFields.imageAlts.optional(),
  })
  .strict()
  .meta({
    id: 'ProductWrite',
    example: {
      name: 'Cántaro calado de barro negro',
      description: 'Cántaro redondo bruñido con calado de flores.',
      category: 'CERAMICA',
      craft: 'barro-negro',
      price: { amount: 98000, currency: 'MXN' },
      stock: 8,
      translations: { en: { name: 'Pierced black-clay jar' } },
      materials: ['Barro'],
      dimensions: { lengthCm: 20, widthCm: 20, heightCm: 28 },
      weightGrams: 1600,
      leadTimeDays: 5,
      status: 'ACTIVE',
    },
  })
export type ProductWrite = z.infer<typeof ProductWrite>
/** What is absent stays. `stock` sets the pieces of a product with one variant; the difference is a CORRECTION. */
export const ProductPatch = z
  .object({ ...productFields, ...pictureFields, stock: z.int().min(0).max(100_000) })
  .partial()
  .strict()
  .meta({ id: 'ProductPatch', example: { price: { amount: 105000, currency: 'MXN' }, stock: 6 } })
export type ProductPatch = z.infer<typeof ProductPatch>

/** A product as its seller edits it: both languages, and the version that `If-Match` names. */
export const OwnProduct = Product.omit({ seller: true, sellerShareBps: true, returnDays: true, variants: true })
  .extend({
    pictures: z.array(OwnPicture),
    lowStockAt: z.int().nullable(),
    /** On sale, and some variant has as few pieces as `lowStockAt`. */
    isLow: z.boolean(),
    translations: z.record(z.string(), z.record(z.string(), z.unknown())),
    variants: z.array(
      ProductVariant.extend({
        translations: z.record(z.string(), z.record(z.string(), z.unknown())),
        onHand: z.int(),
        reserved: z.int(),
        active: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'OwnProduct' })
export type OwnProduct = z.infer<typeof OwnProduct>
export const OwnProductPage = page(OwnProduct).meta({ id: 'OwnProductPage' })
export const ownProductSorts = ['newest', 'name', 'stock', 'price', '-price'] as const
export const OwnProductListQuery = PageQuery.extend({
  status: ProductStatus.optional(),
  q: plainText(100).optional(),
  /** `true`: only what runs low. */
  low: z.enum(['true', 'false']).optional(),
  sort: z.enum(ownProductSorts).default('newest'),
})
/** Which of one's products leave as a spreadsheet. */
export const OwnProductExportQuery = OwnProductListQuery.omit({ limit: true, cursor: true })
export const ProductIdParams = z.object({ id: Id })

export const StockCorrection = z
  .object({
    variantId: Id,
    /** Positive in, negative out; never below what is reserved. */
    quantity: z
      .int()
      .min(-100_000)
      .max(100_000)
      .refine((quantity) => quantity !== 0, 'must not be 0'),
    reason: plainText(200, 3),
  })
  .strict()
  .meta({
    id: 'StockCorrection',
    example: { variantId: '01a200cd-ddd9-7211-8467-58fb6374bc3f', quantity: -1, reason: 'Se rompió en la quema' },
  })
const mostCorrections = 200
/** What was counted on the shelves in one go, with one reason; all or none. */
export const StockCorrections = z
  .object({
    reason: StockCorrection.shape.reason,
    corrections: z
      .array(StockCorrection.pick({ variantId: true, quantity: true }).strict())
      .min(1)
      .max(mostCorrections)
      .refine((all) => new Set(all.map(({ variantId }) => variantId)).size === all.length, 'each variant at most once'),
  })
  .strict()
  .meta({
    id: 'StockCorrections',
    example: {
      reason: 'Inventario de julio',
      corrections: [{ variantId: '01a200cd-ddd9-7211-8467-58fb6374bc3f', quantity: -2 }],
    },
  })
export const movementKinds = ['INITIAL', 'ORDER', 'CANCEL', 'RETURN', 'CORRECTION', 'STALL_SALE'] as const
export const movementSorts = ['newest', 'oldest'] as const
export const StockMovementQuery = PageQuery.extend({
  kind: z.enum(movementKinds).optional(),
  sort: z.enum(movementSorts).default('newest'),
})
export type StockMovementQuery = z.infer<typeof StockMovementQuery>
export const StockMovement = z
  .object({
    id: Id,
    variantId: Id,
    kind: z.enum(movementKinds),
    quantity: z.int(),
    note: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'StockMovement' })
export type StockMovement = z.infer<typeof StockMovement>
export const StockMovementPage = page(StockMovement).meta({ id: 'StockMovementPage' })

/** The same change to several products, all or none. */
export const ProductsChange = z
  .object({
    ids: z
      .array(Id)
      .min(1)
      .max(100)
      .refine((ids) => new Set(ids).size === ids.length, 'each product at most once'),
    change: z
      .object({
        status: productFields.status,
        category: productFields.category,
        craft: productFields.craft,
        leadTimeDays: productFields.leadTimeDays,
        madeToOrder: productFields.madeToOrder,
        lowStockAt: productFields.lowStockAt,
        /** On every variant's price, rounded to whole pesos: 10 is a tenth more, -10 a tenth less. */
        pricePercent: z
          .int()
          .min(-50)
          .max(100)
          .refine((percent) => percent !== 0, 'must not be 0'),
      })
      .partial()
      .strict()
      .refine((change) => Object.keys(change).length > 0, 'nothing to change'),
  })
  .strict()
  .meta({
    id: 'ProductsChange',
    example: { ids: ['01a200cd-ddd9-7211-8467-58fb6374bc3f'], change: { pricePercent: 5 } },
  })
export type ProductsChange = z.infer<typeof ProductsChange>
export const ProductsChanged = z.object({ changed: z.int() }).meta({ id: 'ProductsChanged' })

/** A spreadsheet of products, a row per variant; the heads are those of the export, in either language. */
export const mostImportRows = 500
export const mostImportBytes = 1024 * 1024
export const ProductImportQuery = z.object({
  /** `true`: says what would happen, and changes nothing. */
  dryRun: z.enum(['true', 'false']).default('false'),
})
export const ProductImport = z
  .object({
    dryRun: z.boolean(),
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    problems: z.array(
      z.object({
        /** As a spreadsheet counts: the heads are line 1. */
        line: z.int(),
        /** As it stands in the file; empty when the whole row is wrong. */
        column: z.string(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'ProductImport' })
export type ProductImport = z.infer<typeof ProductImport>
