/** How much of a share goes out, once the payee's debts are kept from it; and how much of a transfer can come back. */

export interface OpenSubject {
  subjectType: string
  subjectId: string
  /** What the payee is owed for it; negative is a debt. */
  owedCents: number
}
export interface CarriedSubject {
  subjectType: string
  subjectId: string
  /** Positive: a debt that is kept from this transfer. Negative: a rest that goes along with it. */
  debtCents: number
}
export interface TransferPlan {
  /** 0 when debts take all of it. */
  amountCents: number
  carried: CarriedSubject[]
}

/**
 * Rests go along, then debts are kept, oldest first, as far as there is money. Null when the subject itself has nothing to send.
 * amount = what is owed for the subject + rests − debts kept; it is never negative.
 */
export function planTransferAmount(owedCents: number, others: readonly OpenSubject[]): TransferPlan | null {
  if (owedCents <= 0) return null
  const carried: CarriedSubject[] = []
  const carry = ({ subjectType, subjectId }: OpenSubject, debtCents: number) =>
    carried.push({ subjectType, subjectId, debtCents })
  let leftCents = owedCents
  for (const other of others)
    if (other.owedCents > 0) {
      leftCents += other.owedCents
      carry(other, -other.owedCents)
    }
  for (const other of others) {
    const kept = Math.min(leftCents, -other.owedCents)
    if (other.owedCents >= 0 || kept === 0) continue
    leftCents -= kept
    carry(other, kept)
  }
  return { amountCents: leftCents, carried }
}

/** The debt of a subject, as far as what was sent for it can still come back. */
export function reversibleCents(input: { owedCents: number; amountCents: number; reversedCents: number }): number {
  return Math.max(0, Math.min(-input.owedCents, input.amountCents - input.reversedCents))
}

export interface AccountFacts {
  providerAccountId: string | null
  detailsSubmitted: boolean
  transfersEnabled: boolean
}
/** NONE: not begun; INCOMPLETE: the provider needs more; ACTIVE: transfers arrive; RESTRICTED: the provider stopped them. */
export function accountState(account: AccountFacts | null): 'NONE' | 'INCOMPLETE' | 'ACTIVE' | 'RESTRICTED' {
  if (!account?.providerAccountId) return 'NONE'
  if (account.transfersEnabled) return 'ACTIVE'
  return account.detailsSubmitted ? 'RESTRICTED' : 'INCOMPLETE'
}
