/** The hold's clock: quiet until the last two minutes, then a countdown; spoken aloud three times only. */

/** Milliseconds before the end at which the clock begins to show itself. */
export const lastCallMs = 120_000

export type HoldClock = { phase: 'quiet' } | { phase: 'last-call'; seconds: number } | { phase: 'over' }

/** `now` in milliseconds as the server counts them. The seconds shown are rounded up: at `0:00` it is really over. */
export function holdClock(holdExpiresAt: string, now: number): HoldClock {
  const leftMs = Date.parse(holdExpiresAt) - now
  if (leftMs <= 0) return { phase: 'over' }
  if (leftMs > lastCallMs) return { phase: 'quiet' }
  return { phase: 'last-call', seconds: Math.ceil(leftMs / 1000) }
}

/** `1:05` */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * What a screen reader hears. The same value while nothing new is to be said, so that a live region speaks at two minutes,
 * at one minute and at the end, and not every second.
 */
export function spokenClock(clock: HoldClock): 'two-minutes' | 'one-minute' | 'over' | null {
  if (clock.phase === 'quiet') return null
  if (clock.phase === 'over') return 'over'
  return clock.seconds > 60 ? 'two-minutes' : 'one-minute'
}
