/** What the basket would cost: the rules of the checkout, and nothing is held. */
import type { CheckoutCreate, CheckoutQuote } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import { pesos } from '../../platform/pure/money.ts'
import { type CartOwner, findBasket } from './baskets.queries.ts'
import { sellerSummary } from './cart-view.ts'
import { checkoutErrors } from './checkout.errors.ts'
import type { CheckoutDeps } from './deps.ts'
import { quoteBasket } from './plan-checkout.ts'

/** @throws CART_EMPTY, PICKUP_UNAVAILABLE */
export async function quoteCheckout(
  deps: CheckoutDeps,
  input: CheckoutCreate & { owner: CartOwner; language: Language },
): Promise<CheckoutQuote> {
  const { language } = input
  const basket = await findBasket(deps.database.read, input.owner, { forCheckout: true })
  if (!basket || basket.items.length + basket.slots.length === 0) throw checkoutErrors.CART_EMPTY()
  const priced = quoteBasket(basket, input, await deps.ledger.commissionBps('PRODUCT'))
  return {
    sellers: priced.orders.flatMap(({ lines, offer, ...order }) => {
      const seller = lines[0]?.line.seller
      if (!seller) return []
      return {
        seller: sellerSummary(seller),
        subtotal: pesos(order.subtotalCents),
        discount: pesos(order.discountCents),
        shipping: order.shippingCents === null ? null : pesos(order.shippingCents),
        shippingOffer: offer && {
          label: offer.rate.label[language],
          minDays: offer.rate.minDays,
          maxDays: offer.rate.maxDays,
        },
        returnDays: seller.returnDays,
        total: pesos(order.totalCents),
      }
    }),
    bookings: priced.slots.map((slot) => ({
      slotId: slot.slotId,
      total: pesos(slot.totalCents),
      discount: pesos(slot.platformDiscountCents),
    })),
    discount: pesos(priced.discountCents),
    shipping: pesos(priced.shippingCents),
    total: pesos(priced.totalCents),
    deliverable: priced.deliverable,
  }
}
