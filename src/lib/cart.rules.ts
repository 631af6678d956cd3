import type { Cart, CartItem, CartSlot } from '../../contracts/checkout.ts'
import { cartLineLimit } from '../../contracts/basket-limits.ts'
import type { Money } from '../../contracts/common.ts'
import type { SellerSummary } from '../../contracts/products.ts'

/** What a line shows before the server has answered. */
export type NewLine = Omit<CartItem, 'quantity' | 'total' | 'notices'> & { seller: SellerSummary; returnDays: number }

const times = (unit: Money, quantity: number): Money => ({ ...unit, amount: unit.amount * quantity })
const sum = (amounts: readonly Money[]): Money => ({
  amount: amounts.reduce((all, { amount }) => all + amount, 0),
  currency: 'MXN',
})

export const emptyCart: Cart = {
  count: 0,
  groups: [],
  slots: [],
  discount: null,
  subtotal: { amount: 0, currency: 'MXN' },
  ageRestricted: false,
  changed: false,
}

/**
 * Everything that follows from the lines, counted again. A discount is the server's to count: until it answers the last
 * one stands.
 */
function recounted(cart: Cart): Cart {
  const groups = cart.groups
    .filter(({ items }) => items.length > 0)
    .map((group) => ({ ...group, subtotal: sum(group.items.map(({ total }) => total)) }))
  const items = groups.flatMap((group) => group.items)
  return {
    ...cart,
    groups,
    count: items.reduce((all, { quantity }) => all + quantity, 0) + cart.slots.length,
    subtotal: sum([...groups.map(({ subtotal }) => subtotal), ...cart.slots.map(({ total }) => total)]),
    ageRestricted: items.some((item) => item.ageRestricted),
    changed: [...items, ...cart.slots].some(({ notices }) => notices.length > 0),
  }
}

export function quantityOf(cart: Cart | undefined, variantId: string): number {
  return cart?.groups.flatMap(({ items }) => items).find((item) => item.variantId === variantId)?.quantity ?? 0
}

/** How many of a variant one line can hold: what is there, and the basket's own limit. */
export function mostOfLine(stock: number): number {
  return Math.max(0, Math.min(stock, cartLineLimit))
}

/** The basket with `quantity` pieces of a variant; 0 takes it out. `line` is needed for one that is not in it yet. */
export function withQuantity(cart: Cart, variantId: string, quantity: number, line?: NewLine): Cart {
  const isThere = quantityOf(cart, variantId) > 0
  if (isThere) {
    return recounted({
      ...cart,
      groups: cart.groups.map((group) => ({
        ...group,
        items: group.items.flatMap((item) => {
          if (item.variantId !== variantId) return [item]
          return quantity > 0 ? [{ ...item, quantity, total: times(item.unitPrice, quantity) }] : []
        }),
      })),
    })
  }
  if (!line || quantity <= 0) return cart
  const { seller, returnDays, ...facts } = line
  const item: CartItem = { ...facts, quantity, total: times(facts.unitPrice, quantity), notices: [] }
  const hasGroup = cart.groups.some((group) => group.seller.id === seller.id)
  return recounted({
    ...cart,
    groups: hasGroup
      ? cart.groups.map((group) =>
          group.seller.id === seller.id ? { ...group, items: [...group.items, item] } : group,
        )
      : [...cart.groups, { seller, items: [item], subtotal: item.total, pickupPoints: [], returnDays }],
  })
}

export function withoutSlot(cart: Cart, slotId: string): Cart {
  return recounted({ ...cart, slots: cart.slots.filter((slot) => slot.slotId !== slotId) })
}

/** What was in the basket and is gone, as it must be asked for to put it back. */
export function slotParty(slot: CartSlot): { type: string; quantity: number }[] {
  return slot.party.map(({ type, quantity }) => ({ type, quantity }))
}

/** What a discount leaves of the products and slots; shipping comes at the checkout. */
export function totalAfterDiscount(cart: Pick<Cart, 'subtotal' | 'discount'>): Money {
  const off = cart.discount?.valid ? cart.discount.amount.amount : 0
  return { ...cart.subtotal, amount: Math.max(0, cart.subtotal.amount - off) }
}

export function isEmpty(cart: Pick<Cart, 'groups' | 'slots'>): boolean {
  return cart.groups.length === 0 && cart.slots.length === 0
}

/** Lines that cannot be paid for as they are: gone, or more than there is. */
export function blockedLines(cart: Cart): number {
  const lines = [...cart.groups.flatMap(({ items }) => items), ...cart.slots]
  return lines.filter(({ notices }) => notices.some(({ kind }) => kind !== 'PRICE_CHANGED')).length
}

/** The same basket with the parcel that holds this variant first, and this slot first among the slots. */
export function withFirst(cart: Cart, id: string | null): Cart {
  if (id === null) return cart
  const holds = (group: Cart['groups'][number]) => group.items.some(({ variantId }) => variantId === id)
  return {
    ...cart,
    groups: cart.groups
      .toSorted((a, b) => Number(holds(b)) - Number(holds(a)))
      .map((group) => ({
        ...group,
        items: group.items.toSorted((a, b) => Number(b.variantId === id) - Number(a.variantId === id)),
      })),
    slots: cart.slots.toSorted((a, b) => Number(b.slotId === id) - Number(a.slotId === id)),
  }
}
