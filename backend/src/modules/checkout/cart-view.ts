/** A basket as its person sees it. What changed since they looked stands beside each line. */
import type { Cart, CartItem, CartSlot } from '../../../../contracts/checkout.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { PickupPoint } from '../../../../contracts/orders.ts'
import { pesos } from '../../platform/pure/money.ts'
import type { Basket, ItemFacts, PickupFacts, SellerFacts, SlotFacts } from './baskets.queries.ts'
import { discountReason } from './discount-texts.ts'
import { priceOf } from './price-basket.ts'

type Notice = CartItem['notices'][number]
const nobodyYet = { pickups: new Set<string>(), destination: null }

export const emptyCart: Cart = {
  count: 0,
  groups: [],
  slots: [],
  discount: null,
  subtotal: pesos(0),
  ageRestricted: false,
  changed: false,
}

export function sellerSummary({ id, slug, name, town, verified }: Omit<SellerFacts, 'returnDays'>) {
  return { id, slug, name, town, verified }
}

function itemNotices(item: ItemFacts): Notice[] {
  if (!item.onSale) return [{ kind: 'UNAVAILABLE', was: null, available: 0 }]
  const notices: Notice[] = []
  if (item.seenPriceCents !== item.unitPriceCents)
    notices.push({ kind: 'PRICE_CHANGED', was: pesos(item.seenPriceCents), available: null })
  if (item.available < item.quantity) notices.push({ kind: 'STOCK_SHORT', was: null, available: item.available })
  return notices
}

function slotNotices(slot: SlotFacts): Notice[] {
  if (!slot.bookable || !slot.typesKnown) return [{ kind: 'SLOT_CLOSED', was: null, available: 0 }]
  const notices: Notice[] = []
  if (slot.seenTotalCents !== slot.totalCents)
    notices.push({ kind: 'PRICE_CHANGED', was: pesos(slot.seenTotalCents), available: null })
  if (slot.available < slot.seats) notices.push({ kind: 'SLOT_SHORT', was: null, available: slot.available })
  return notices
}

function itemView(item: ItemFacts, language: Language): CartItem {
  return {
    productId: item.productId,
    variantId: item.variantId,
    slug: item.slug,
    name: item.name[language],
    craft: item.craft && { slug: item.craft.slug, name: item.craft.name[language] },
    variantLabel: item.label[language],
    image: item.image,
    quantity: item.quantity,
    unitPrice: pesos(item.unitPriceCents),
    total: pesos(item.unitPriceCents * item.quantity),
    stock: item.available,
    ageRestricted: item.ageRestricted,
    leadTimeDays: item.leadTimeDays,
    notices: itemNotices(item),
  }
}

function slotView(slot: SlotFacts, language: Language): CartSlot {
  const { experience } = slot
  return {
    slotId: slot.slotId,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    timeZone: slot.timeZone,
    experience: { ...experience, title: experience.title[language] },
    party: slot.party.map(({ type, label, quantity, unitPriceCents }) => ({
      type,
      label: label[language],
      quantity,
      unitPrice: pesos(unitPriceCents),
    })),
    seats: slot.seats,
    available: slot.available,
    total: pesos(slot.totalCents),
    notices: slotNotices(slot),
  }
}

export function pickupView(point: PickupFacts, language: Language): PickupPoint {
  return {
    id: point.id,
    kind: point.kind,
    name: point.name[language],
    address: point.address,
    location: { lat: point.lat, lng: point.lng },
    openingHours: point.openingHours[language],
  }
}

export function cartView(basket: Basket | null, language: Language): Cart {
  if (!basket) return emptyCart
  const priced = priceOf(basket, 0, nobodyYet)
  const items = basket.items.map((facts) => ({ facts, view: itemView(facts, language) }))
  const slots = basket.slots.map((slot) => slotView(slot, language))
  const groups = [...Map.groupBy(items, ({ facts }) => facts.sellerId)].map(([sellerId, ofSeller]) => ({
    seller: sellerSummary((ofSeller[0] as { facts: ItemFacts }).facts.seller),
    items: ofSeller.map(({ view }) => view),
    subtotal: pesos(priced.orders.find((order) => order.sellerId === sellerId)?.subtotalCents ?? 0),
    pickupPoints: basket.pickupPoints
      .filter((point) => point.sellerId === sellerId)
      .map((point) => pickupView(point, language)),
    returnDays: (ofSeller[0] as { facts: ItemFacts }).facts.seller.returnDays,
  }))
  return {
    count: basket.items.reduce((sum, { quantity }) => sum + quantity, 0) + slots.length,
    groups,
    slots,
    discount: discountView(basket, priced, language),
    subtotal: pesos(priced.subtotalCents),
    ageRestricted: basket.items.some(({ ageRestricted, onSale }) => onSale && ageRestricted),
    changed: [...items.map(({ view }) => view), ...slots].some(({ notices }) => notices.length > 0),
  }
}

function discountView(basket: Basket, priced: ReturnType<typeof priceOf>, language: Language): Cart['discount'] {
  if (basket.code === null) return null
  const problem = basket.discount ? priced.discountProblem : ({ kind: 'inactive' } as const)
  return {
    code: basket.code,
    valid: problem === null,
    reason: problem && discountReason(problem, language),
    amount: pesos(priced.discountCents),
    seller: basket.discount?.seller ?? null,
  }
}
