import { useSyncExternalStore } from 'react'

let isOpen = false
let added: string | null = null
const listeners = new Set<() => void>()

/** The basket beside the page, which the shell shows. */
export function setBasketSheet(next: boolean): void {
  if (next === isOpen) return
  isOpen = next
  for (const listener of listeners) listener()
}

/** The second click of a double click would land beside the sheet and close it. */
const doubleClickMs = 400

/** After something was put into it: a variant, or a slot. */
export function showBasketSheet(id: string): void {
  added = id
  setTimeout(() => setBasketSheet(true), doubleClickMs)
}

/** What was put in last, to stand first. */
export function lastAdded(): string | null {
  return added
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useBasketSheet(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen)
}
