import { useSyncExternalStore } from 'react'
import { isProblem } from './http.ts'

type Question = { answer: (isProved: boolean) => void }

let question: Question | null = null
const listeners = new Set<() => void>()
const set = (next: Question | null) => {
  question = next
  for (const listener of listeners) listener()
}

/**
 * What the server does only for who said their password a moment ago: asks for it when it must, and goes on by itself.
 * Whoever closes the question gets the server's refusal.
 */
export async function withStepUp<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isProblem(error, 'STEP_UP_REQUIRED')) throw error
    const isProved = await new Promise<boolean>((answer) => {
      question?.answer(false)
      set({ answer })
    })
    set(null)
    if (!isProved) throw error
    return work()
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For the dialog that asks. */
export function useStepUpQuestion(): Question | null {
  return useSyncExternalStore(subscribe, () => question)
}
