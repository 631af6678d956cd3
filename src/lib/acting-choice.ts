/** For which host or workshop requests are made by somebody who is in several; `lib/acting.ts` keeps it in step with their teams. */
import type { PartnerKind } from '../../contracts/partners.ts'

const current: Partial<Record<PartnerKind, string>> = {}

export function actFor(kind: PartnerKind, partnerId: string | null): void {
  if (partnerId === null) delete current[kind]
  else current[kind] = partnerId
}

/** The partner that a path of `/host` or `/seller` is about; null for everything else, and while nobody chose. */
export function actingOn(path: string): string | null {
  if (path.startsWith('/host/')) return current.HOST ?? null
  return path.startsWith('/seller/') ? (current.SELLER ?? null) : null
}
