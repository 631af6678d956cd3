import { isOffline, isProblem } from '../../lib/http.ts'
import { type CommonRefusal, commonRefusal } from '../../lib/refusal.rules.ts'

/** Why nothing was held, as far as somebody can do something about it. `text` is the server's, with names and numbers. */
export type CheckoutFailure =
  | { kind: 'changed' | 'stock' | 'gone' | 'sold-out' | 'closed' | 'discount'; text: string }
  | { kind: 'not-deliverable' | 'pickup' | 'age' | 'address'; text: string }
  | { kind: 'in-progress'; text: string }
  /** The basket was emptied elsewhere, or by this very press before its answer was lost. */
  | { kind: 'empty' }
  | CommonRefusal

export function checkoutFailure(error: unknown): CheckoutFailure {
  if (isOffline(error) || !isProblem(error)) return commonRefusal(error)
  const text = error.message
  switch (error.code) {
    case 'CART_CHANGED':
    case 'VERSION_CONFLICT':
      return { kind: 'changed', text }
    case 'INSUFFICIENT_STOCK':
      return { kind: 'stock', text }
    case 'PRODUCT_UNAVAILABLE':
      return { kind: 'gone', text }
    case 'SOLD_OUT':
      return { kind: 'sold-out', text }
    case 'SLOT_CLOSED':
      return { kind: 'closed', text }
    case 'NOT_DELIVERABLE':
      return { kind: 'not-deliverable', text }
    case 'PICKUP_UNAVAILABLE':
      return { kind: 'pickup', text }
    case 'AGE_RESTRICTED':
      return { kind: 'age', text }
    case 'DISCOUNT_UNAVAILABLE':
      return { kind: 'discount', text }
    case 'CART_EMPTY':
      return { kind: 'empty' }
    case 'PAYMENT_IN_PROGRESS':
      return { kind: 'in-progress', text }
    case 'VALIDATION_FAILED': {
      const about = error.errors[0]
      return about?.pointer.includes('/shippingAddress')
        ? { kind: 'address', text: about.message }
        : { kind: 'other', text: about?.message ?? text }
    }
    default:
      return commonRefusal(error)
  }
}

/** Something in the basket is not as it was: it must be looked at there. */
export function isAboutBasket({ kind }: CheckoutFailure): boolean {
  return kind === 'stock' || kind === 'gone' || kind === 'sold-out' || kind === 'closed' || kind === 'discount'
}
