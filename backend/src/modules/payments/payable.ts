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

export interface Payable {
  type: string
  /** Locks the payable's row, first in the lock order. */
  lock(tx: Tx, id: string): Promise<void>
  /** The same lock as a SELECT, for statements that do several things at once. */
  lockStatement(id: string): Prisma.Sql
  /** The intent exists and the payer may pay: an UPDATE whose condition ends with `condition`. */
  intentReadyStatement(id: string, condition: Prisma.Sql): Prisma.Sql
  /** Further UPDATEs of the same kind, for what hangs on it. */
  moreReadyStatements?(id: string, condition: Prisma.Sql): Prisma.Sql[]
  paid(tx: Tx, id: string, facts: PaidFacts): Promise<PaidAnswer>
  /** The payer is at it again (3-D Secure, a voucher, another card). */
  paying(tx: Tx, id: string): Promise<void>
  attemptFailed(tx: Tx, id: string, errorCode: string): Promise<void>
  /** The intent was cancelled: no money will come from it. */
  released(tx: Tx, id: string): Promise<void>
  /** Other money came than was asked for. All of it goes back, and what was held for it is called off. */
  calledOff(tx: Tx, id: string, facts: PaidFacts): Promise<void>
  refundSettled(
    tx: Tx,
    id: string,
    facts: { refundId: string; reasonKey: string; amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  ): Promise<void>
  /** After a commit that changed it: tell caches and screens. */
  changed(id: string): Promise<void>
}
