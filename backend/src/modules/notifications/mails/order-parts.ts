/** What every mail about orders says the same way: lines, totals, how it travels. */
import type { Language } from '../../../../../contracts/common.ts'
import type { Order } from '../../../../../contracts/orders.ts'
import { pesosText } from '../notification-texts.rules.ts'

export type Facts = [label: string, value: string][]

export const orderUrl = (publicUrl: string, orderId: string): string => `${publicUrl}/mis-planes/pedidos/${orderId}`
export const soldUrl = (publicUrl: string, orderId: string): string => `${publicUrl}/taller/pedidos/${orderId}`

/** `2 × Rebozo de grana (Mediano)` */
const lineText = ({ quantity, name, variantLabel }: Order['items'][number]): string =>
  `${quantity} × ${name}${variantLabel && ` (${variantLabel})`}`

/** One line per piece with its price before discounts. */
export function itemsText(order: Order, language: Language): string {
  return order.items
    .map((item) => `${lineText(item)} · ${pesosText(item.quantity * item.unitPrice.amount, language)}`)
    .join('\n')
}

export function addressText(order: Order): string {
  const address = order.shippingAddress
  if (!address) return ''
  const { recipient, line1, line2, postalCode, city, state, country } = address
  return [recipient, line1, line2, `${postalCode} ${city}, ${state}`, country].filter(Boolean).join('\n')
}

/** Where it goes, or where it waits. */
export function deliveryFacts(order: Order, language: Language): Facts {
  const english = language === 'en'
  const { pickupPoint, shippingOffer } = order
  if (pickupPoint) {
    const { name, address, openingHours } = pickupPoint
    return [[english ? 'Pick up at' : 'Se recoge en', [name, address, openingHours].filter(Boolean).join('\n')]]
  }
  const facts: Facts = [[english ? 'Goes to' : 'Se envía a', addressText(order)]]
  if (shippingOffer) {
    const { label, minDays, maxDays } = shippingOffer
    const days = minDays === maxDays ? `${minDays}` : `${minDays}–${maxDays}`
    facts.push([
      english ? 'Delivery' : 'Entrega',
      english ? `${label}, ${days} days once it is sent` : `${label}, ${days} días desde que sale`,
    ])
  }
  return facts
}

/** What one order costs, every centavo. */
export function costFacts(order: Order, language: Language): Facts {
  const english = language === 'en'
  const facts: Facts = []
  if (order.discount.amount > 0)
    facts.push([english ? 'Discount' : 'Descuento', `−${pesosText(order.discount.amount, language)}`])
  if (order.delivery === 'SHIPPING')
    facts.push([english ? 'Shipping' : 'Envío', pesosText(order.shipping.amount, language)])
  return facts
}
