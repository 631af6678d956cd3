import { useSyncExternalStore } from 'react'
import type { Problem } from '../../contracts/common.ts'
import { isProblem } from './http.ts'

export type Ban = NonNullable<Problem['ban']>

let ban: Ban | null = null
const listeners = new Set<() => void>()

function set(next: Ban | null): void {
  if (ban === next) return
  ban = next
  for (const listener of listeners) listener()
}

/** Any answer may be the one that says so; whoever is suspended is told on the page they have open. */
export function noteBan(error: unknown): void {
  if (isProblem(error, 'ACCOUNT_BANNED') && error.ban) set(error.ban)
}

/** Somebody is here who may be, or nobody is. */
export function forgetBan(): void {
  set(null)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Why and until when the person of this session is suspended; null while they are not. */
export function useBan(): Ban | null {
  return useSyncExternalStore(subscribe, () => ban)
}
