/** What a payment pays for. The module that owns it registers one; payments never name a booking. */
import type { Prisma, Tx } from '../../platform/database/index.ts'
import type { Share } from '../ledger/index.ts'

export interface PaidFacts {
  paymentId: string
  capturedCents: number
}
export type PaidAnswer =
  /** Whose the money is; what the shares leave of it is nobody's yet. */
  | { kept: true; shares: Share[] }
  /** The thing cannot be given: the whole capture goes back under this reason key. */
  | { kept: false; reasonKey: 'late' | 'duplicate' | 'cancelled' }

/** A payable under its lock, as it was when the lock was had: one of these happens to it, in that transaction. */
export interface LockedPayable {
  paid(facts: PaidFacts): Promise<PaidAnswer>
  /** The payer is at it again (3-D Secure, a voucher, another card). */
  paying(): Promise<void>
  attemptFailed(errorCode: string): Promise<void>
  /** The intent was cancelled: no money will come from it. */
  released(): Promise<void>
  /** Other money came than was asked for. All of it goes back, and what was held for it is called off. */
  calledOff(facts: PaidFacts): Promise<void>
}

export interface Payable {
  type: string
  /** Locks the payable's row, first in the lock order, and all that hangs on it. */
  lock(tx: Tx, id: string): Promise<LockedPayable>
  /** The same lock as a SELECT, for statements that do several things at once. */
  lockStatement(id: string): Prisma.Sql
  /** The intent exists and the payer may pay: an UPDATE whose condition ends with `condition`. */
  intentReadyStatement(id: string, condition: Prisma.Sql): Prisma.Sql
  /** Further UPDATEs of the same kind, for what hangs on it. */
  moreReadyStatements?(id: string, condition: Prisma.Sql): Prisma.Sql[]
  refundSettled(
    tx: Tx,
    id: string,
    facts: { refundId: string; reasonKey: string; amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  ): Promise<void>
  /** After a commit that changed it: tell caches and screens. */
  changed(id: string): Promise<void>
}
