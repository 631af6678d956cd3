/** Refunds above policy: how much is left, who bears them, and who may decide alone. */

/** Above the limit a second person confirms. */
export const decidesAlone = (amountCents: number, limitCents: number): boolean => amountCents <= limitCents

export interface Share {
  payeeId: string
  subjectType: 'order' | 'booking'
  subjectId: string
  priceCents: number
  platformDiscountCents: number
  payeeDiscountCents: number
  shippingCents: number
  commissionCents: number
}

/**
 * The house bears it: the payee's account is as before, and our commission is less by the amount. What the payee gives back
 * later of the same order or booking is then theirs to give in full, as if nothing had happened.
 */
export function borneByPlatform(
  subject: { payeeId: string; type: 'order' | 'booking'; id: string },
  amountCents: number,
): Share {
  return {
    payeeId: subject.payeeId,
    subjectType: subject.type,
    subjectId: subject.id,
    priceCents: amountCents,
    platformDiscountCents: 0,
    payeeDiscountCents: 0,
    shippingCents: 0,
    commissionCents: amountCents,
  }
}
