/**
 * Values that many readers are given at once, frozen all the way down. Whoever turns one into bytes may keep the bytes:
 * the value will not change.
 */
const shared = new WeakSet<object>()

function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return
  for (const child of Object.values(value)) freeze(child)
  Object.freeze(value)
}

export function share<T>(value: T): T {
  freeze(value)
  if (value !== null && typeof value === 'object') shared.add(value)
  return value
}

export const isShared = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && shared.has(value)
