import type { Cart } from '../../contracts/checkout.ts'
import { readSetting, writeSetting } from './storage.ts'

/** The basket as it was last seen, to be read without signal; whoever signs out takes it along. */
export type StoredCart = { version: 1; savedAt: number; cart: Cart }

const key = 'gc.cart'

export function keepCart(cart: Cart, now: number): void {
  const isNothing = cart.groups.length === 0 && cart.slots.length === 0
  writeSetting(key, isNothing ? null : JSON.stringify({ version: 1, savedAt: now, cart } satisfies StoredCart))
}

export function readCart(): StoredCart | null {
  const text = readSetting(key)
  if (text === null) return null
  try {
    const stored = JSON.parse(text) as StoredCart
    return stored.version === 1 && Array.isArray(stored.cart.groups) && Array.isArray(stored.cart.slots) ? stored : null
  } catch {
    return null
  }
}

export function forgetCart(): void {
  writeSetting(key, null)
}
