import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

/** The basket beside the page, which the shell shows. */
export function setBasketSheet(next: boolean): void {
  if (next === isOpen) return
  isOpen = next
  for (const listener of listeners) listener()
}

/** The second click of a double click would land beside the sheet and close it. */
const doubleClickMs = 400

/** After something was put into it. */
export function showBasketSheet(): void {
  setTimeout(() => setBasketSheet(true), doubleClickMs)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useBasketSheet(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen)
}
