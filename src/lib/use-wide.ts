import { useSyncExternalStore } from 'react'

/** From Tailwind's `lg` on. */
const wide = typeof matchMedia === 'function' ? matchMedia('(min-width: 64rem)') : null

function subscribe(listener: () => void): () => void {
  wide?.addEventListener('change', listener)
  return () => wide?.removeEventListener('change', listener)
}

/** Where a screen is so wide that it shows other things, not the same ones in another order: that is for styles. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide?.matches ?? false)
}
