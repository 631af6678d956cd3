import { useEffect, useState } from 'react'

/** How far this device's clock is behind the server's, in milliseconds; 0 until an answer told. */
let offsetMs = 0
let bestRoundTripMs = Number.POSITIVE_INFINITY

/**
 * Learns the server's time from an answer's `Date` header. A slower answer than the best one so far is only believed when
 * it contradicts it by more than its own doubt: a device whose clock was just set right should not wait for a reload.
 */
export function noteServerDate(header: string | null, sentAt: number, receivedAt: number): void {
  const server = header === null ? Number.NaN : Date.parse(header)
  if (Number.isNaN(server)) return
  // The header is cut to whole seconds: half a second more is its middle.
  const measured = server + 500 - (sentAt + receivedAt) / 2
  const roundTripMs = receivedAt - sentAt
  const doubt = roundTripMs / 2 + 1000
  if (roundTripMs > bestRoundTripMs && Math.abs(measured - offsetMs) <= doubt) return
  bestRoundTripMs = roundTripMs
  offsetMs = measured
}

/** Milliseconds since the epoch as the server counts them. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

/** The server's time, refreshed every `everyMs` while the calling screen stands; null stands still. */
export function useServerNow(everyMs: number | null): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (everyMs === null) return
    const timer = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
