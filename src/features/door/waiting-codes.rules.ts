/** Codes read while nothing answered. */
export interface WaitingCode {
  code: string
  /** Refused at another time than its own, unless its host said otherwise. */
  duringHours: boolean
  /** Of this one intention, however often it is sent: a lost answer comes again instead of “already in”. */
  key: string
  /** Milliseconds since the epoch. */
  at: number
}

/** More than come through one door before the signal is back. */
const most = 200
/** A ticket's is longer, a QR's text much longer. */
const bookingCodeLength = 8

const bare = (code: string): string => code.replaceAll(/[\s-]/g, '')

export function readWaiting(kept: string | null): WaitingCode[] {
  if (kept === null) return []
  try {
    const found: unknown = JSON.parse(kept)
    return Array.isArray(found) ? (found as WaitingCode[]) : []
  } catch {
    return []
  }
}

/** Whoever holds a ticket up twice without signal waits once; a booking's code is given once for each of its party. */
export function withCode(codes: readonly WaitingCode[], next: WaitingCode): WaitingCode[] {
  const isKnown = bare(next.code).length !== bookingCodeLength && codes.some(({ code }) => code === next.code)
  return isKnown ? [...codes] : [...codes, next].slice(-most)
}

/** What people call it: of a QR's text the code printed under it. */
export function shownCode(code: string): string {
  const [, , payload] = code.split('.')
  if (payload === undefined) return code.toUpperCase()
  try {
    const { t } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { t?: unknown }
    return typeof t === 'string' ? t : 'QR'
  } catch {
    return 'QR'
  }
}

/** The code of a whole booking was given, and not a ticket's. */
export const isPartyCode = (typed: string, bookingCode: string): boolean => bare(typed).length === bookingCode.length
