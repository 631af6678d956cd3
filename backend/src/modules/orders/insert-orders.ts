/** The orders of a checkout, written by the checkout in its one transaction; everything after that is this module's. */
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newBookingCode, newId } from '../../platform/ids.ts'

interface Both {
  es: string
  en: string
}

/** A line as it was promised when its pieces were set aside. */
export interface NewOrderLine {
  productId: string
  variantId: string
  name: Both
  /** Empty texts when the product has one variant only. */
  variantLabel: Both
  image: string | null
  quantity: number
  unitPriceCents: number
  platformDiscountCents: number
  sellerDiscountCents: number
  commissionBps: number
  commissionCents: number
  leadTimeDays: number
  ageRestricted: boolean
}

export interface NewOrder {
  sellerId: string
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  delivery: 'SHIPPING' | 'PICKUP'
  /** As the contract's ShippingAddress; null for pickup. */
  shippingAddress: object | null
  /** Frozen: { id, kind, name, address, lat, lng, openingHours }; null for shipping. */
  pickupPoint: object | null
  /** Frozen: { label: { es, en }, minDays, maxDays }; null for pickup. */
  shippingOffer: object | null
  returnDays: number
  lines: readonly NewOrderLine[]
}

/**
 * One statement: orders, their lines and the first entry of each story. All start as PENDING_PAYMENT.
 * @throws a violation of `orders_code_key` when a code is taken (try again)
 */
export async function insertOrders(
  tx: Tx,
  input: { checkoutId: string; userId: string; orders: readonly NewOrder[] },
): Promise<{ id: string; sellerId: string }[]> {
  if (input.orders.length === 0) return []
  const orders = input.orders.map((order) => ({ id: newId(), code: newBookingCode(), eventId: newId(), ...order }))
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ id: newId(), orderId: order.id, ...line })))
  await tx.$executeRaw(Prisma.sql`
    WITH o AS (
      INSERT INTO orders (id, code, checkout_id, user_id, seller_id, status, subtotal_cents, discount_cents, shipping_cents, total_cents, currency,
        delivery, shipping_address, pickup_point, shipping_offer, return_days, created_at, updated_at)
      SELECT n.id, n.code, ${input.checkoutId}::uuid, ${input.userId}::uuid, n."sellerId", 'PENDING_PAYMENT', n."subtotalCents", n."discountCents", n."shippingCents",
        n."totalCents", 'MXN', n.delivery::"DeliveryKind", n."shippingAddress", n."pickupPoint", n."shippingOffer",
        n."returnDays", app_now(), app_now()
      FROM jsonb_to_recordset(${JSON.stringify(orders.map((order) => ({ ...order, lines: undefined })))}::jsonb) AS n (id uuid, code text, "sellerId" uuid,
        "subtotalCents" int, "discountCents" int, "shippingCents" int, "totalCents" int, delivery text, "shippingAddress" jsonb, "pickupPoint" jsonb,
        "shippingOffer" jsonb, "returnDays" int)
    ),
    l AS (
      INSERT INTO order_lines (id, order_id, product_id, variant_id, name, variant_label, image, quantity, unit_price_cents, platform_discount_cents,
        seller_discount_cents, commission_bps, commission_cents, lead_time_days, age_restricted)
      SELECT n.id, n."orderId", n."productId", n."variantId", n.name, n."variantLabel", n.image, n.quantity, n."unitPriceCents", n."platformDiscountCents",
        n."sellerDiscountCents", n."commissionBps", n."commissionCents", n."leadTimeDays", n."ageRestricted"
      FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS n (id uuid, "orderId" uuid, "productId" uuid, "variantId" uuid, name jsonb,
        "variantLabel" jsonb, image text, quantity int, "unitPriceCents" int, "platformDiscountCents" int, "sellerDiscountCents" int, "commissionBps" int,
        "commissionCents" int, "leadTimeDays" int, "ageRestricted" boolean)
    )
    INSERT INTO order_events (id, order_id, kind, by, user_id, data, created_at)
    SELECT e.id, e.order_id, 'PLACED', 'BUYER', ${input.userId}::uuid, '{}', app_now()
    FROM unnest(${orders.map(({ eventId }) => eventId)}::uuid[], ${orders.map(({ id }) => id)}::uuid[]) AS e (id, order_id)`)
  return orders.map(({ id, sellerId }) => ({ id, sellerId }))
}

/**
 * The intent of the checkout exists and the buyer may pay: an UPDATE for the statement that saves the intent, whose
 * condition ends with `condition`. The checkout's row is locked by then.
 */
export const ordersReadyStatement = (checkoutId: string, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`UPDATE orders SET status = 'PENDING', updated_at = app_now() WHERE checkout_id = ${checkoutId}::uuid AND status = 'PENDING_PAYMENT' AND ${condition}`
