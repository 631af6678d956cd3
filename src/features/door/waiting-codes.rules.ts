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

/** What was kept for this host; somebody else's on the same phone is not sent in their name. */
export function readWaiting(kept: string | null, partnerId: string): WaitingCode[] {
  if (kept === null) return []
  try {
    const found = JSON.parse(kept) as { partnerId?: unknown; codes?: unknown }
    return found.partnerId === partnerId && Array.isArray(found.codes) ? (found.codes as WaitingCode[]) : []
  } catch {
    return []
  }
}

/** Whoever holds a ticket up twice without signal waits once. */
export function withCode(codes: readonly WaitingCode[], next: WaitingCode): WaitingCode[] {
  return codes.some(({ code }) => code === next.code) ? [...codes] : [...codes, next].slice(-most)
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
export const isPartyCode = (typed: string, bookingCode: string): boolean =>
  typed.replaceAll(/[\s-]/g, '').length === bookingCode.length
