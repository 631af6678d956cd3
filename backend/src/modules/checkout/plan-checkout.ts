/** What a basket would become, and why it cannot. Nothing is written here. */
import type { CheckoutCreate } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import type { NewOrder } from '../orders/index.ts'
import type { Short } from '../products/index.ts'
import { isAdult } from './age.rules.ts'
import type { Basket, ItemFacts, OwnHold, PickupFacts, RateFacts } from './baskets.queries.ts'
import type { PricedBasket, PricedOrder } from './basket-price.rules.ts'
import { checkoutErrors } from './checkout.errors.ts'
import { moneyText } from './discount-texts.ts'
import { mexicanStateCode } from './mexican-states.rules.ts'
import { type Delivery, priceOf, sellableItems, sellableSlots } from './price-basket.ts'

export interface Plan {
  priced: PricedBasket<ItemFacts, RateFacts>
  orders: NewOrder[]
  /** What the platform keeps of a party, frozen with it. */
  bookingBps: number
  /** The code that counts. */
  discountCodeId: string | null
  /** Confirmed, when it had to be. */
  birthDate: string | null
  /** Earlier purchases of the same person that hold the same things: the new one takes their place. */
  inTheWay: OwnHold[]
}

/** The provider takes no more in one charge. */
const mostCents = 99_999_999

type Asked = Pick<CheckoutCreate, 'shippingAddress' | 'pickups' | 'birthDate' | 'expectedTotal'>

function deliveryOf(basket: Basket, asked: Asked): Delivery & { points: Map<string, PickupFacts> } {
  const points = new Map<string, PickupFacts>()
  for (const { sellerId, pickupPointId } of asked.pickups) {
    const point = basket.pickupPoints.find((known) => known.id === pickupPointId && known.sellerId === sellerId)
    if (point) points.set(sellerId, point)
    else if (basket.items.some((item) => item.sellerId === sellerId)) throw checkoutErrors.PICKUP_UNAVAILABLE()
  }
  const address = asked.shippingAddress
  return {
    points,
    pickups: new Set(points.keys()),
    destination: address
      ? { country: address.country, stateCode: address.country === 'MX' ? mexicanStateCode(address.state) : null }
      : null,
  }
}

/** The rules of the checkout without its refusals. @throws PICKUP_UNAVAILABLE */
export function quoteBasket(basket: Basket, asked: Asked, productBps: number): PricedBasket<ItemFacts, RateFacts> {
  return priceOf(basket, productBps, deliveryOf(basket, asked))
}

/**
 * @param slotClosed what to say about a time that takes no bookings any more
 * @throws PRODUCT_UNAVAILABLE, AGE_RESTRICTED, PICKUP_UNAVAILABLE, VALIDATION_FAILED, NOT_DELIVERABLE, DISCOUNT_UNAVAILABLE, CART_CHANGED,
 *   CART_TOO_DEAR
 */
export function planCheckout(
  basket: Basket,
  asked: Asked,
  {
    productBps,
    bookingBps,
    language,
    slotClosed,
  }: { productBps: number; bookingBps: number; language: Language; slotClosed: () => DomainError },
): Plan {
  const gone = basket.items.find(({ onSale }) => !onSale)
  if (gone) throw checkoutErrors.PRODUCT_UNAVAILABLE({ params: { product: gone.name[language] } })
  if (sellableSlots(basket).length < basket.slots.length) throw slotClosed()
  const birthDate = adultBirthDate(basket, asked)
  const delivery = deliveryOf(basket, asked)
  const sellers = new Set(basket.items.map(({ sellerId }) => sellerId))
  if (!delivery.destination && [...sellers].some((id) => !delivery.pickups.has(id)))
    throw platformErrors.VALIDATION_FAILED({
      errors: [
        {
          pointer: '/shippingAddress',
          message: language === 'es' ? 'Dinos a dónde enviamos.' : 'Tell us where to send it.',
        },
      ],
    })
  const priced = priceOf(basket, productBps, delivery)
  const nowhere = priced.orders.find(({ shippingCents }) => shippingCents === null)
  if (nowhere) throw checkoutErrors.NOT_DELIVERABLE({ params: { seller: nowhere.lines[0]?.line.seller.name ?? '' } })
  assertAsSeen(basket, asked, priced, language)
  if (priced.totalCents > mostCents)
    throw checkoutErrors.CART_TOO_DEAR({ params: { most: moneyText(mostCents, language) } })
  return {
    priced,
    bookingBps,
    orders: priced.orders.map((order) => newOrder(order, asked, delivery.points.get(order.sellerId))),
    discountCodeId: basket.discount && priced.discountProblem === null ? basket.discount.id : null,
    birthDate,
    inTheWay: basket.ownHolds.filter((hold) => holdsSomeOf(hold, basket)),
  }
}

function adultBirthDate(basket: Basket, { birthDate }: Asked): string | null {
  if (!basket.items.some(({ ageRestricted }) => ageRestricted)) return null
  if (birthDate === undefined || !isAdult(birthDate, basket.today)) throw checkoutErrors.AGE_RESTRICTED()
  return birthDate
}

/** A price, a code or a total that is not what the person saw is shown first, never charged. */
function assertAsSeen(basket: Basket, asked: Asked, priced: PricedBasket, language: Language): void {
  const expected = asked.expectedTotal?.amount
  const codeFails = basket.code !== null && (basket.discount === null || priced.discountProblem !== null)
  // Who was told the total without the discount may pay it.
  if (codeFails && expected !== priced.totalCents)
    throw checkoutErrors.DISCOUNT_UNAVAILABLE({ params: { code: basket.code ?? '' } })
  const repriced =
    basket.items.some((item) => item.seenPriceCents !== item.unitPriceCents) ||
    basket.slots.some((slot) => slot.seenTotalCents !== slot.totalCents)
  if (repriced || (expected !== undefined && expected !== priced.totalCents))
    throw checkoutErrors.CART_CHANGED({ params: { total: moneyText(priced.totalCents, language) } })
}

function newOrder(
  order: PricedOrder<ItemFacts, RateFacts>,
  { shippingAddress }: Asked,
  point: PickupFacts | undefined,
): NewOrder {
  const { offer } = order
  const { sellerId: _, ...pickupPoint } = point ?? { sellerId: '' }
  return {
    sellerId: order.sellerId,
    subtotalCents: order.subtotalCents,
    discountCents: order.discountCents,
    shippingCents: order.shippingCents ?? 0,
    totalCents: order.totalCents,
    delivery: point ? 'PICKUP' : 'SHIPPING',
    shippingAddress: point ? null : (shippingAddress ?? null),
    pickupPoint: point ? pickupPoint : null,
    shippingOffer: offer && { label: offer.rate.label, minDays: offer.rate.minDays, maxDays: offer.rate.maxDays },
    returnDays: order.lines[0]?.line.seller.returnDays ?? 0,
    lines: order.lines.map(({ line, ...money }) => ({
      productId: line.productId,
      variantId: line.variantId,
      name: line.name,
      variantLabel: line.label,
      image: line.image,
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      platformDiscountCents: money.platformDiscountCents,
      sellerDiscountCents: money.sellerDiscountCents,
      commissionBps: money.commissionBps,
      commissionCents: money.commissionCents,
      leadTimeDays: line.leadTimeDays,
      ageRestricted: line.ageRestricted,
    })),
  }
}

const holdsSomeOf = (hold: OwnHold, basket: Basket): boolean =>
  hold.items.some(({ variantId }) => basket.items.some((item) => item.variantId === variantId)) ||
  hold.slots.some(({ slotId }) => basket.slots.some((slot) => slot.slotId === slotId))

/** What would be short even when the person's own earlier holds were given back; asked before they are. */
export function shortDespiteOwnHolds(basket: Basket, holds: readonly OwnHold[]): Short[] {
  const own = (variantId: string) =>
    holds
      .flatMap(({ items }) => items)
      .reduce((sum, item) => sum + (item.variantId === variantId ? item.quantity : 0), 0)
  return sellableItems(basket).flatMap(({ variantId, available, quantity }) => {
    const there = available + own(variantId)
    return there < quantity ? [{ variantId, available: there, asked: quantity }] : []
  })
}

export function stockRefusal(basket: Basket, [short]: readonly Short[], language: Language): DomainError {
  const item = basket.items.find(({ variantId }) => variantId === short?.variantId)
  const label = item?.label[language] ? ` (${item.label[language]})` : ''
  return checkoutErrors.INSUFFICIENT_STOCK({
    params: {
      product: `${item?.name[language] ?? ''}${label}`,
      available: short?.available ?? 0,
      asked: short?.asked ?? 0,
    },
  })
}
