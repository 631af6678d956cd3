/** What a basket costs: discounts on lines, shipping per seller, commission per line, and the one total that is charged. */
import { bpsOf } from '../../platform/pure/money.ts'
import { type DiscountProblem, type DiscountTerms, discountOf, noDiscount } from './discount.rules.ts'
import {
  type Destination,
  type Rate,
  type ShippingOffer,
  shippingOffer,
} from '../../../../contracts/checkout-shipping-offer.ts'

export interface BasketLine {
  variantId: string
  productId: string
  sellerId: string
  quantity: number
  unitPriceCents: number
  /** Of one piece. */
  weightGrams: number
}
export interface BasketSlot {
  slotId: string
  totalCents: number
}
export interface PricedLine<L extends BasketLine = BasketLine> {
  line: L
  cents: number
  platformDiscountCents: number
  sellerDiscountCents: number
  commissionBps: number
  commissionCents: number
}
export interface PricedOrder<L extends BasketLine = BasketLine, R extends Rate = Rate> {
  sellerId: string
  lines: PricedLine<L>[]
  subtotalCents: number
  discountCents: number
  /** Null when nothing is sent there; 0 for pickup. */
  shippingCents: number | null
  offer: ShippingOffer<R> | null
  /** Without shipping where there is none. */
  totalCents: number
}
export interface PricedBasket<L extends BasketLine = BasketLine, R extends Rate = Rate> {
  /** By seller id. */
  orders: PricedOrder<L, R>[]
  slots: { slotId: string; totalCents: number; platformDiscountCents: number }[]
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  discountProblem: DiscountProblem | null
  /** Every order is picked up or sent. */
  deliverable: boolean
}
export interface BasketInput<L extends BasketLine, R extends Rate> {
  lines: readonly L[]
  slots: readonly BasketSlot[]
  discount: { terms: DiscountTerms; usedByPerson: number } | null
  /** Sellers whose order is fetched. */
  pickups: ReadonlySet<string>
  /** Null while nobody said where to. */
  destination: Destination | null
  rates: ReadonlyMap<string, readonly R[]>
  productBps: number
  now: Date
}

const sumOf = <T>(items: readonly T[], cents: (item: T) => number): number =>
  items.reduce((sum, item) => sum + cents(item), 0)

export function priceBasket<L extends BasketLine, R extends Rate>(input: BasketInput<L, R>): PricedBasket<L, R> {
  const { lines, slots, discount } = input
  const discountables = [
    ...lines.map(({ sellerId, quantity, unitPriceCents }) => ({ sellerId, cents: quantity * unitPriceCents })),
    ...slots.map(({ totalCents }) => ({ sellerId: null, cents: totalCents })),
  ]
  const outcome = discount && discountOf(discount.terms, discountables, { ...discount, now: input.now })
  const parts = outcome?.ok ? outcome.parts : noDiscount(discountables)
  const byPlatform = discount?.terms.sellerId === null
  const pricedLines = lines.map((line, at) => priceLine(line, parts[at] ?? 0, byPlatform, input.productBps))
  const pricedSlots = slots.map(({ slotId, totalCents }, at) => ({
    slotId,
    totalCents,
    platformDiscountCents: parts[lines.length + at] ?? 0,
  }))
  const sellers = [...new Set(lines.map(({ sellerId }) => sellerId))].toSorted()
  const orders = sellers.map((sellerId) =>
    priceOrder(
      sellerId,
      pricedLines.filter(({ line }) => line.sellerId === sellerId),
      input,
    ),
  )
  const discountCents = outcome?.ok ? outcome.cents : 0
  const shippingCents = sumOf(orders, (order) => order.shippingCents ?? 0)
  const subtotalCents = sumOf(discountables, ({ cents }) => cents)
  return {
    orders,
    slots: pricedSlots,
    subtotalCents,
    discountCents,
    shippingCents,
    totalCents: subtotalCents - discountCents + shippingCents,
    discountProblem: outcome && !outcome.ok ? outcome.problem : null,
    deliverable: orders.every((order) => order.shippingCents !== null),
  }
}

function priceLine<L extends BasketLine>(
  line: L,
  discountCents: number,
  byPlatform: boolean,
  commissionBps: number,
): PricedLine<L> {
  const cents = line.quantity * line.unitPriceCents
  const sellerDiscountCents = byPlatform ? 0 : discountCents
  return {
    line,
    cents,
    platformDiscountCents: byPlatform ? discountCents : 0,
    sellerDiscountCents,
    commissionBps,
    commissionCents: bpsOf(cents - sellerDiscountCents, commissionBps),
  }
}

function priceOrder<L extends BasketLine, R extends Rate>(
  sellerId: string,
  lines: PricedLine<L>[],
  { pickups, destination, rates }: BasketInput<L, R>,
): PricedOrder<L, R> {
  const subtotalCents = sumOf(lines, ({ cents }) => cents)
  const sellerDiscountCents = sumOf(lines, (line) => line.sellerDiscountCents)
  const discountCents = sellerDiscountCents + sumOf(lines, (line) => line.platformDiscountCents)
  const fetched = pickups.has(sellerId)
  const offer =
    fetched || destination === null
      ? null
      : shippingOffer(rates.get(sellerId) ?? [], destination, {
          grams: sumOf(lines, ({ line }) => line.quantity * line.weightGrams),
          goodsCents: subtotalCents - sellerDiscountCents,
        })
  const shippingCents = fetched ? 0 : (offer?.cents ?? null)
  return {
    sellerId,
    lines,
    subtotalCents,
    discountCents,
    shippingCents,
    offer,
    totalCents: subtotalCents - discountCents + (shippingCents ?? 0),
  }
}
