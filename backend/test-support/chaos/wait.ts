import { setTimeout as pause } from 'node:timers/promises'

/** Asks every 20 ms until the answer is yes. @throws Error naming `what` after `seconds`. */
export async function waitUntil(what: string, seconds: number, ask: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}`)
    await pause(20)
  }
}
