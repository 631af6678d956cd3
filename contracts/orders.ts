import { z } from 'zod'
import { CivilDate, Id, Instant, LatLng, Money, PageQuery, page, plainText } from './common.ts'
import { SellerSummary } from './products.ts'

export const orderStatuses = [
  'PENDING_PAYMENT',
  'PENDING',
  'PAYMENT_FAILED',
  'PAID',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'REFUNDED',
] as const
export const OrderStatus = z.enum(orderStatuses)
export type OrderStatus = z.infer<typeof OrderStatus>
export const OrderCancellationReason = z.enum(['BY_BUYER', 'BY_SELLER', 'HOLD_EXPIRED', 'NOT_ACCEPTED', 'BY_ADMIN'])
export type OrderCancellationReason = z.infer<typeof OrderCancellationReason>

/** Mexican addresses name their state by ISO 3166-2 without the `MX-` (`OAX`, `CMX`, …) or in words; both are understood. */
export const ShippingAddress = z
  .object({
    recipient: plainText(120, 2),
    line1: plainText(160, 3),
    line2: plainText(160).optional(),
    city: plainText(80, 2),
    state: plainText(80, 2),
    postalCode: plainText(12, 3),
    /** ISO 3166-1 alpha-2. */
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/),
    phone: plainText(30).optional(),
  })
  .strict()
  .meta({ id: 'ShippingAddress' })
export type ShippingAddress = z.infer<typeof ShippingAddress>

export const PickupPoint = z
  .object({
    id: Id,
    kind: z.enum(['WORKSHOP', 'STALL']),
    name: z.string(),
    address: z.string(),
    location: LatLng,
    openingHours: z.string(),
  })
  .meta({ id: 'PickupPoint' })
export type PickupPoint = z.infer<typeof PickupPoint>

export const OrderItem = z
  .object({
    lineId: Id,
    productId: Id,
    variantId: Id,
    slug: z.string(),
    name: z.string(),
    variantLabel: z.string(),
    image: z.string().nullable(),
    quantity: z.int(),
    unitPrice: Money,
    discount: Money,
    /** As it was promised when it was bought: days until it leaves the workshop. */
    leadTimeDays: z.int(),
    /** Whoever receives it shows that they are an adult. */
    ageRestricted: z.boolean(),
    refundedQuantity: z.int(),
    refunded: Money,
  })
  .meta({ id: 'OrderItem' })
export type OrderItem = z.infer<typeof OrderItem>

export const OrderEvent = z
  .object({
    id: Id,
    /** PLACED, PAID, PAYMENT_FAILED, ACCEPTED, SHIPPED, DELIVERED, COMPLETED, CANCELLED, REFUND_FILED, REFUNDED, REFUND_FAILED, RETURN_REQUESTED, RETURN_ACCEPTED, RETURN_REFUSED, RETURN_RECEIVED, RETURN_WITHDRAWN */
    kind: z.string(),
    by: z.enum(['BUYER', 'SELLER', 'STAFF', 'SYSTEM']),
    /** A sentence in the reader's language. */
    text: z.string(),
    at: Instant,
  })
  .meta({ id: 'OrderEvent' })
export type OrderEvent = z.infer<typeof OrderEvent>

export const OrderReturn = z
  .object({
    id: Id,
    status: z.enum(['REQUESTED', 'ACCEPTED', 'REFUSED', 'RECEIVED', 'WITHDRAWN']),
    lines: z.array(z.object({ lineId: Id, quantity: z.int() })),
    reason: z.string(),
    decisionNote: z.string().nullable(),
    createdAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'OrderReturn' })
export type OrderReturn = z.infer<typeof OrderReturn>

export const Order = z
  .object({
    id: Id,
    code: z.string(),
    checkoutId: Id,
    status: OrderStatus,
    seller: SellerSummary,
    items: z.array(OrderItem),
    subtotal: Money,
    discount: Money,
    shipping: Money,
    total: Money,
    refunded: Money,
    delivery: z.enum(['SHIPPING', 'PICKUP']),
    shippingAddress: ShippingAddress.nullable(),
    pickupPoint: PickupPoint.nullable(),
    shippingOffer: z.object({ label: z.string(), minDays: z.int(), maxDays: z.int() }).nullable(),
    /** `trackingUrl` for carriers that have one. */
    shipment: z
      .object({
        carrier: z.string(),
        carrierName: z.string(),
        trackingNumber: z.string(),
        trackingUrl: z.string().nullable(),
      })
      .nullable(),
    cancellation: z.object({ reason: OrderCancellationReason, note: z.string().nullable(), at: Instant }).nullable(),
    holdExpiresAt: Instant.nullable(),
    paidAt: Instant.nullable(),
    acceptBy: Instant.nullable(),
    shippedAt: Instant.nullable(),
    deliveredAt: Instant.nullable(),
    completedAt: Instant.nullable(),
    /** Until when a return may be asked for; null before delivery. */
    returnableUntil: Instant.nullable(),
    createdAt: Instant,
    /** What the reader may do now. */
    actions: z.array(
      z.enum([
        'PAY',
        'CANCEL',
        'REQUEST_RETURN',
        'WITHDRAW_RETURN',
        'PROCESS',
        'SHIP',
        'DELIVER',
        'REFUND_LINES',
        'DECIDE_RETURN',
        'RECEIVE_RETURN',
      ]),
    ),
  })
  .meta({ id: 'Order' })
export type Order = z.infer<typeof Order>
/** With its story: for one order. */
export const OrderDetail = Order.extend({
  timeline: z.array(OrderEvent),
  returns: z.array(OrderReturn),
}).meta({ id: 'OrderDetail' })
export type OrderDetail = z.infer<typeof OrderDetail>

export const OrderListQuery = PageQuery.extend({ status: OrderStatus.optional() })
export const OrderPage = page(Order).meta({ id: 'OrderPage' })
export const OrderIdParams = z.object({ id: Id })
export const OrderCancel = z
  .object({ reason: plainText(500).optional() })
  .strict()
  .meta({ id: 'OrderCancel' })
export const LineQuantity = z.object({ lineId: Id, quantity: z.int().min(1).max(99) }).strict()
export const ReturnRequest = z
  .object({ lines: z.array(LineQuantity).min(1).max(50), reason: plainText(500, 3) })
  .strict()
  .meta({ id: 'ReturnRequest' })
export const OrderReturnParams = z.object({ id: Id, returnId: Id })

/** The seller's side: the buyer by name, the share in centavos. */
export const SellerOrder = OrderDetail.extend({
  buyer: z.object({ name: z.string() }),
  /** What weighs what is left of it, packed. */
  parcelGrams: z.int(),
  commission: Money,
  /** What this order leaves the seller: total + what the platform bears − commission − refunds. */
  sellerShare: Money,
}).meta({ id: 'SellerOrder' })
export type SellerOrder = z.infer<typeof SellerOrder>
/** The same for helpers of a team, who pack and ship and see no money: every amount is absent. */
export const FulfilOrder = SellerOrder.omit({
  subtotal: true,
  discount: true,
  shipping: true,
  total: true,
  refunded: true,
  commission: true,
  sellerShare: true,
})
  .extend({ items: z.array(OrderItem.omit({ unitPrice: true, discount: true, refunded: true })) })
  .meta({ id: 'FulfilOrder' })
export type FulfilOrder = z.infer<typeof FulfilOrder>
/** What routes of `/seller/orders` answer: by the reader's role in the team. */
export const SoldOrder = z.union([SellerOrder, FulfilOrder])
export type SoldOrder = z.infer<typeof SoldOrder>
export const SoldOrderPage = page(SoldOrder).meta({ id: 'SoldOrderPage' })
export const sellerOrderViews = ['new', 'to-ship', 'shipped', 'problems', 'done'] as const
/** What narrows a workshop's orders, on the screen and in the spreadsheet. */
export const SellerOrderExportQuery = z.object({
  status: OrderStatus.optional(),
  view: z.enum(sellerOrderViews).optional(),
  delivery: z.enum(['SHIPPING', 'PICKUP']).optional(),
  /** Words of the code, the buyer, the pieces. */
  q: plainText(100).optional(),
  /** Days in Oaxaca, of when they were paid. */
  from: CivilDate.optional(),
  to: CivilDate.optional(),
})
export type SellerOrderFilters = z.infer<typeof SellerOrderExportQuery>
export const SellerOrderListQuery = PageQuery.extend({
  ...SellerOrderExportQuery.shape,
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export const carriers = ['estafeta', 'dhl', 'fedex', 'redpack', 'paquetexpress', 'correos', 'ups', 'otro'] as const
export const OrderShip = z
  .object({ carrier: plainText(60, 2), trackingNumber: plainText(60, 3) })
  .strict()
  .meta({ id: 'OrderShip' })
/** `restock`: whether the pieces come back to the shelf. */
export const RefundLines = z
  .object({
    lines: z.array(LineQuantity).min(1).max(50),
    restock: z.boolean().default(true),
    reason: plainText(500, 3),
  })
  .strict()
  .meta({ id: 'RefundLines' })
export const ReturnDecision = z
  .object({ accept: z.boolean(), note: plainText(500).optional() })
  .strict()
  .meta({ id: 'ReturnDecision' })
export const ReturnReceived = z
  .object({ restock: z.boolean().default(true) })
  .strict()
  .meta({ id: 'ReturnReceived' })
