/** How much one person may write before it is called spam. */

export const messagesPerMinute = 20
/** New threads about listings. Those about one's own bookings and orders are not counted: somebody paid. */
export const newThreadsPerDay = 20

/** Minutes after which somebody who has not looked is told. */
export const awaySeconds = 180
/** One notification and one mail per thread in this time. */
export const toldEverySeconds = 3600

/** Seconds until the oldest of a full window leaves it. */
export function secondsUntilFree(oldestAt: Date, now: Date, windowSeconds: number): number {
  return Math.max(1, Math.ceil((oldestAt.getTime() + windowSeconds * 1000 - now.getTime()) / 1000))
}
