import { z } from 'zod'
import { cartLineLimit } from './basket-limits.ts'
import { Booking, PartyEntry, PartyLine } from './bookings.ts'
import { CivilDate, Id, Instant, LatLng, Money, PageQuery, plainText } from './common.ts'
import { Order, PickupPoint, ShippingAddress } from './orders.ts'
import { Payment } from './payments.ts'
import { CraftSummary, SellerSummary } from './products.ts'

/** What differs from when the person last looked; shown before paying, never silently applied. */
export const CartNotice = z
  .object({
    kind: z.enum(['PRICE_CHANGED', 'STOCK_SHORT', 'UNAVAILABLE', 'SLOT_SHORT', 'SLOT_CLOSED']),
    was: Money.nullable(),
    available: z.int().nullable(),
  })
  .meta({ id: 'CartNotice' })
export const CartItem = z
  .object({
    productId: Id,
    variantId: Id,
    slug: z.string(),
    name: z.string(),
    craft: CraftSummary.nullable(),
    variantLabel: z.string(),
    image: z.string().nullable(),
    quantity: z.int(),
    unitPrice: Money,
    total: Money,
    stock: z.int(),
    ageRestricted: z.boolean(),
    leadTimeDays: z.int(),
    notices: z.array(CartNotice),
  })
  .meta({ id: 'CartItem' })
export type CartItem = z.infer<typeof CartItem>
export const CartSlot = z
  .object({
    slotId: Id,
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    experience: z.object({
      id: Id,
      slug: z.string(),
      title: z.string(),
      category: z.string(),
      images: z.array(z.string()),
      host: z.object({ id: Id, name: z.string() }),
    }),
    party: z.array(PartyLine.extend({ type: z.string() })),
    seats: z.int(),
    available: z.int(),
    total: Money,
    notices: z.array(CartNotice),
  })
  .meta({ id: 'CartSlot' })
export type CartSlot = z.infer<typeof CartSlot>
export const CartGroup = z.object({
  seller: SellerSummary,
  items: z.array(CartItem),
  subtotal: Money,
  pickupPoints: z.array(PickupPoint),
  /** Days after delivery within which a return may be asked for; 0 is never. */
  returnDays: z.int(),
})
export const CartDiscount = z
  .object({
    code: z.string(),
    valid: z.boolean(),
    /** Why it does not count (yet), in the reader's language; null when it does. */
    reason: z.string().nullable(),
    amount: Money,
    /** Null: the platform's. */
    seller: SellerSummary.nullable(),
  })
  .meta({ id: 'CartDiscount' })
export const Cart = z
  .object({
    /** Pieces and parties, for the basket's badge. */
    count: z.int(),
    groups: z.array(CartGroup),
    slots: z.array(CartSlot),
    discount: CartDiscount.nullable(),
    /** Products and slots before discount and shipping. */
    subtotal: Money,
    ageRestricted: z.boolean(),
    /** True when a notice must be looked at before paying: POST /cart/acknowledge accepts today's prices. */
    changed: z.boolean(),
  })
  .meta({ id: 'Cart' })
export type Cart = z.infer<typeof Cart>
export const CartItemParams = z.object({ productId: Id })
/** Without `variantId` it is the variant whose price the product shows: the cheapest that is there. 0 takes it out. */
export const CartItemWrite = z
  .object({ quantity: z.int().min(0).max(cartLineLimit), variantId: Id.optional() })
  .strict()
  .meta({ id: 'CartItemWrite' })
export const CartItemDeleteQuery = z.object({ variantId: Id.optional() })
export const CartSlotParams = z.object({ slotId: Id })
export const CartSlotWrite = z
  .object({ party: z.array(PartyEntry).min(1).max(8) })
  .strict()
  .meta({ id: 'CartSlotWrite' })
export const CartCodeWrite = z
  .object({ code: plainText(40, 2) })
  .strict()
  .meta({ id: 'CartCodeWrite' })

/** How each seller's part travels; sellers not named are shipped. */
export const DeliveryChoice = z.object({ sellerId: Id, pickupPointId: Id }).strict()
/** Takes the caller's basket as it stands. */
export const CheckoutCreate = z
  .object({
    /** Needed unless everything is picked up or nothing but experiences is bought. */
    shippingAddress: ShippingAddress.optional(),
    pickups: z.array(DeliveryChoice).max(20).default([]),
    /** Needed when the basket holds age-restricted goods: 18 or older. */
    birthDate: CivilDate.optional(),
    /** The total that the person saw; another one answers 409 CART_CHANGED, and nothing is held. */
    expectedTotal: Money.optional(),
  })
  .strict()
  .meta({ id: 'CheckoutCreate' })
export type CheckoutCreate = z.infer<typeof CheckoutCreate>
/** What it would cost: the same rules as the checkout, and nothing is held. */
export const CheckoutQuote = z
  .object({
    sellers: z.array(
      z.object({
        seller: SellerSummary,
        subtotal: Money,
        discount: Money,
        /** Null when this seller does not send there: pick it up or take it out. */
        shipping: Money.nullable(),
        shippingOffer: z.object({ label: z.string(), minDays: z.int(), maxDays: z.int() }).nullable(),
        returnDays: z.int(),
        total: Money,
      }),
    ),
    bookings: z.array(z.object({ slotId: Id, total: Money, discount: Money })),
    discount: Money,
    shipping: Money,
    total: Money,
    deliverable: z.boolean(),
  })
  .meta({ id: 'CheckoutQuote' })
export type CheckoutQuote = z.infer<typeof CheckoutQuote>

export const CheckoutStatus = z.enum(['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'PAID', 'CANCELLED'])
export const Checkout = z
  .object({
    id: Id,
    code: z.string(),
    status: CheckoutStatus,
    total: Money,
    discount: Money,
    holdExpiresAt: Instant.nullable(),
    orders: z.array(Order),
    bookings: z.array(Booking),
    createdAt: Instant,
    paidAt: Instant.nullable(),
    cancellation: z.object({ reason: z.enum(['BY_BUYER', 'HOLD_EXPIRED', 'BY_ADMIN']), at: Instant }).nullable(),
  })
  .meta({ id: 'Checkout' })
export type Checkout = z.infer<typeof Checkout>
/** `payment` is null only when nothing is to be paid. */
export const CheckoutWithPayment = z
  .object({ checkout: Checkout, payment: Payment.nullable() })
  .meta({ id: 'CheckoutWithPayment' })
export type CheckoutWithPayment = z.infer<typeof CheckoutWithPayment>
export const CheckoutIdParams = z.object({ id: Id })

const RateTier = z.object({
  upToGrams: z.int().min(1).max(1_000_000).nullable(),
  cents: z.int().min(0).max(10_000_000),
})
export const ShippingRate = z
  .object({
    id: Id,
    zone: z.enum(['STATES', 'MEXICO', 'ABROAD']),
    states: z.array(z.string()),
    /** Spanish; other languages in `translations`. */
    label: z.string(),
    translations: z.object({ en: z.object({ label: z.string() }).optional() }),
    tiers: z.array(RateTier),
    freeAbove: Money.nullable(),
    minDays: z.int(),
    maxDays: z.int(),
  })
  .meta({ id: 'ShippingRate' })
export type ShippingRate = z.infer<typeof ShippingRate>
export const ShippingRateWrite = ShippingRate.omit({ id: true })
  .extend({
    states: z
      .array(z.string().regex(/^[A-Z]{3}$/))
      .max(32)
      .default([]),
    label: plainText(80, 2),
    /** Absent: a label that stays keeps what it had. */
    translations: z
      .object({
        en: z
          .object({ label: plainText(80, 2) })
          .strict()
          .optional(),
      })
      .strict()
      .optional(),
    tiers: z.array(RateTier.strict()).min(1).max(20),
    minDays: z.int().min(0).max(120),
    maxDays: z.int().min(0).max(180),
  })
  .strict()
/** The whole set is replaced. */
export const ShippingRatesWrite = z
  .object({ rates: z.array(ShippingRateWrite).max(40) })
  .strict()
  .meta({ id: 'ShippingRatesWrite' })
/** Of the whole set, for `If-Match`: the same as long as it reads the same. */
const SetVersion = z.string()
export const ShippingRatePage = z.object({
  items: z.array(ShippingRate),
  nextCursor: z.null(),
  version: SetVersion,
})

/** Where a buyer may fetch an order, as its seller writes it: Spanish in the plain fields. */
export const OwnPickupPoint = z
  .object({
    id: Id,
    kind: PickupPoint.shape.kind,
    name: z.string(),
    address: z.string(),
    location: LatLng,
    openingHours: z.string(),
    translations: z.object({
      en: z.object({ name: z.string().optional(), openingHours: z.string().optional() }).optional(),
    }),
    /** Civil days in Oaxaca, inclusive; null is always. */
    openFrom: CivilDate.nullable(),
    openUntil: CivilDate.nullable(),
  })
  .meta({ id: 'OwnPickupPoint' })
export type OwnPickupPoint = z.infer<typeof OwnPickupPoint>
export const PickupPointWrite = z
  .object({
    /** Absent for a new one. */
    id: Id.optional(),
    kind: PickupPoint.shape.kind,
    name: plainText(80, 2),
    address: plainText(200, 5),
    location: LatLng.strict(),
    openingHours: plainText(200, 3),
    translations: z
      .object({
        en: z
          .object({ name: plainText(80, 2).optional(), openingHours: plainText(200, 3).optional() })
          .strict()
          .optional(),
      })
      .strict()
      .default({}),
    openFrom: CivilDate.nullable().default(null),
    openUntil: CivilDate.nullable().default(null),
  })
  .strict()
/** The whole set is replaced: a point that is left out is offered no longer. */
export const PickupPointsWrite = z
  .object({
    points: z
      .array(PickupPointWrite)
      .max(20)
      .refine((points) => new Set(points.map(({ id }) => id ?? {})).size === points.length, 'each point at most once'),
  })
  .strict()
  .meta({ id: 'PickupPointsWrite' })
export const OwnPickupPointPage = z.object({
  items: z.array(OwnPickupPoint),
  nextCursor: z.null(),
  version: SetVersion,
})

export const DiscountCode = z
  .object({
    id: Id,
    code: z.string(),
    kind: z.enum(['PERCENT', 'AMOUNT']),
    /** Basis points for PERCENT, centavos for AMOUNT. */
    value: z.int(),
    minimum: Money,
    startsAt: Instant.nullable(),
    endsAt: Instant.nullable(),
    maxUses: z.int().nullable(),
    maxPerUser: z.int().nullable(),
    used: z.int(),
    active: z.boolean(),
  })
  .meta({ id: 'DiscountCode' })
export type DiscountCode = z.infer<typeof DiscountCode>
export const DiscountCodePage = z.object({ items: z.array(DiscountCode), nextCursor: z.string().nullable() })
export const discountCodeStates = ['WORKS', 'WAITING', 'OFF', 'OVER', 'USED_UP'] as const
export const DiscountCodeExportQuery = z.object({
  /** Part of the code. */
  q: plainText(40).optional(),
  /** How it stands now. */
  state: z.enum(discountCodeStates).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export const DiscountCodeListQuery = PageQuery.extend(DiscountCodeExportQuery.shape)
export const DiscountCodeWrite = z
  .object({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9-]{3,40}$/),
    kind: z.enum(['PERCENT', 'AMOUNT']),
    value: z.int().min(1).max(10_000_000),
    minimum: Money.optional(),
    startsAt: Instant.nullable().default(null),
    endsAt: Instant.nullable().default(null),
    maxUses: z.int().min(1).max(1_000_000).nullable().default(null),
    maxPerUser: z.int().min(1).max(1000).nullable().default(null),
  })
  .strict()
  .refine(({ kind, value }) => kind !== 'PERCENT' || value <= 10_000, { path: ['value'], message: 'at most 10000' })
  .meta({ id: 'DiscountCodeWrite' })
export const DiscountCodeParams = z.object({ id: Id })
export const DiscountCodePatch = z.object({ active: z.boolean() }).strict().meta({ id: 'DiscountCodePatch' })
