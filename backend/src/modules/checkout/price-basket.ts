/** The basket as it stands, priced by the rules: the same for the screen, the quote and the checkout. */
import type { Basket, ItemFacts, RateFacts, SlotFacts } from './baskets.queries.ts'
import { type PricedBasket, priceBasket } from './basket-price.rules.ts'
import type { Destination } from '../../../../contracts/checkout-shipping-offer.ts'

/** What can be bought: the rest is named by notices and costs nothing. */
export const sellableItems = (basket: Basket): ItemFacts[] => basket.items.filter(({ onSale }) => onSale)
export const sellableSlots = (basket: Basket): SlotFacts[] =>
  basket.slots.filter(({ bookable, typesKnown }) => bookable && typesKnown)

export interface Delivery {
  pickups: ReadonlySet<string>
  destination: Destination | null
}

export function priceOf(basket: Basket, productBps: number, delivery: Delivery): PricedBasket<ItemFacts, RateFacts> {
  const rates = Map.groupBy(basket.rates, ({ sellerId }) => sellerId)
  return priceBasket({
    lines: sellableItems(basket),
    slots: sellableSlots(basket),
    discount: basket.discount,
    ...delivery,
    rates,
    productBps,
    now: basket.now,
  })
}
