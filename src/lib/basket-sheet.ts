import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

/** The basket beside the page: whoever put something into it opens it, the shell shows it. */
export function setBasketSheet(next: boolean): void {
  if (next === isOpen) return
  isOpen = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useBasketSheet(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen)
}
