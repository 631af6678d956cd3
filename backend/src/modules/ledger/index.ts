/** The door of the ledger: money moves in sets that sum to zero, in the transaction of what moved it. */
import type { Reader, Tx } from '../../platform/database/index.ts'
import type { Module } from '../../platform/module.ts'
import type { CommissionBps } from './commission-rates.ts'
import { commissionRates, setCommissionRate } from './commission-settings.ts'
import { ledgerGuarantees } from './ledger.guarantees.ts'
import { leftOf } from './left-of.queries.ts'
import { ledgerRoutes, type StatementReaders } from './ledger.routes.ts'
import { balanceOf, lockPayee, openSubjects, postOpposite, postSet } from './ledger.repository.ts'
import {
  type Carried,
  captureEntries,
  feeEntries,
  nettingEntries,
  refundEntries,
  refundSettledEntries,
  refundShrunkEntries,
  reversalEntries,
  reversalSettledEntries,
  type Share,
  type SubjectRef,
  takenBackEntries,
  transferEntries,
  transferSettledEntries,
} from './postings.rules.ts'

export { type CommissionBps, type CommissionKind, createCommissionBps } from './commission-rates.ts'
/** For what is written without a running ledger: the demo data. */
export * as postings from './postings.rules.ts'
export { type Carried, earnedFrom, type Share, type SubjectRef } from './postings.rules.ts'

/** Of one order or booking, to one payee, tied to one payment. */
interface TransferRef {
  transferId: string
  /** Null when the buyer paid nothing: the platform bore all of it. */
  paymentId: string | null
  /** Each attempt is written of its own. */
  attempt: number
}
interface ReversalRef {
  reversalId: string
  paymentId: string | null
}

/**
 * Every posting is keyed by what happened: writing it again changes nothing. All are to be called last in the lock order,
 * in the transaction that moves the rows they are about.
 */
export interface Ledger extends Module {
  /** In basis points, by the database's clock, at most a minute old. */
  commissionBps: CommissionBps
  /** What the shares leave of it belongs to nobody yet. */
  captured(tx: Tx, input: { paymentId: string; capturedCents: number; shares: readonly Share[] }): Promise<void>
  /** Without shares it is money that was nobody's. */
  refundFiled(
    tx: Tx,
    input: { refundId: string; paymentId: string; amountCents: number; shares: readonly Share[] },
  ): Promise<void>
  /** A payable that costs its buyer nothing has no payment: the platform owes the payees all of it. */
  given(tx: Tx, input: { subjectId: string; shares: readonly Share[] }): Promise<void>
  /** Shares go back although there is nothing (left) to refund, once per key. */
  takenBack(tx: Tx, input: { key: string; paymentId: string | null; shares: readonly Share[] }): Promise<void>
  refundShrunk(tx: Tx, input: { refundId: string; paymentId: string; attempt: number; byCents: number }): Promise<void>
  /** FAILED undoes all that was written of this refund, a settlement included: banks fail what they had called done. */
  refundSettled(
    tx: Tx,
    input: { refundId: string; paymentId: string; amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
  ): Promise<void>
  /** What the provider kept of a charge. */
  fee(tx: Tx, input: { paymentId: string; chargeId: string; feeCents: number }): Promise<void>

  /** Nobody writes to this payee's account until the transaction ends. After payments in the lock order. */
  lockPayee(tx: Tx, payeeId: string): Promise<void>
  /** What a payee is owed for each order and booking that is not even, oldest first; negative is a debt. */
  openSubjects: typeof openSubjects
  transferFiled(
    tx: Tx,
    input: TransferRef & { payeeId: string; subject: SubjectRef; amountCents: number; carried: readonly Carried[] },
  ): Promise<void>
  transferSettled(tx: Tx, input: TransferRef & { amountCents: number }): Promise<void>
  transferFailed(tx: Tx, input: TransferRef): Promise<void>
  /** Debts take all there is: nothing is left to send. `key` says which state of the account was netted. */
  netted(
    tx: Tx,
    input: { key: string; paymentId: string | null; payeeId: string; subject: SubjectRef; carried: readonly Carried[] },
  ): Promise<void>
  reversalFiled(
    tx: Tx,
    input: ReversalRef & { payeeId: string; subject: SubjectRef; amountCents: number },
  ): Promise<void>
  reversalSettled(tx: Tx, input: ReversalRef & { amountCents: number }): Promise<void>
  reversalFailed(tx: Tx, input: ReversalRef): Promise<void>

  /** Called after shares were taken back, in that transaction: what went out for them may have to come back. */
  whenTakenBack(listener: TakenBack): void

  /** What of a charge is still with one order or booking, in centavos; null when they are not tied to each other. */
  leftOf: typeof leftOf
  /** What the platform keeps, was and will be keeping. */
  commissionRates: typeof commissionRates
  setCommissionRate: typeof setCommissionRate
  /** What the payee is owed, in centavos; negative is their debt. */
  balanceOf(db: Reader | Tx, payeeId: string): Promise<number>
}

export type TakenBack = (tx: Tx, shares: readonly Share[]) => Promise<void>

export interface LedgerParts extends StatementReaders {
  commissionBps: CommissionBps
}

export function createLedger({ commissionBps, ...readers }: LedgerParts): Ledger {
  const listeners: TakenBack[] = []
  async function tellTakenBack(tx: Tx, shares: readonly Share[]) {
    if (shares.length > 0) for (const listener of listeners) await listener(tx, shares)
  }
  return {
    name: 'ledger',
    routes: ledgerRoutes(readers),
    guarantees: ledgerGuarantees,
    commissionBps,
    async captured(tx, input) {
      const { paymentId } = input
      await postSet(tx, { key: `capture:${paymentId}`, kind: 'CAPTURE', paymentId }, captureEntries(input))
    },
    async refundFiled(tx, input) {
      const { refundId, paymentId } = input
      await postSet(tx, { key: `refund:${refundId}`, kind: 'REFUND', paymentId }, refundEntries(input))
      await tellTakenBack(tx, input.shares)
    },
    async given(tx, { subjectId, shares }) {
      const entries = captureEntries({ paymentId: subjectId, capturedCents: 0, shares })
      await postSet(tx, { key: `given:${subjectId}`, kind: 'GIVEN', paymentId: null }, entries)
    },
    async takenBack(tx, { key, paymentId, shares }) {
      await postSet(
        tx,
        { key: `taken-back:${key}`, kind: 'TAKEN_BACK', paymentId },
        takenBackEntries({ paymentId, shares }),
      )
      await tellTakenBack(tx, shares)
    },
    async refundShrunk(tx, input) {
      const { refundId, paymentId, attempt } = input
      const set = { key: `refund-shrunk:${refundId}:${attempt}`, kind: 'REFUND_SHRUNK', paymentId }
      await postSet(tx, set, refundShrunkEntries(input))
    },
    async refundSettled(tx, input) {
      const { refundId, paymentId, status } = input
      if (status === 'SUCCEEDED') {
        const set = { key: `refund-settled:${refundId}`, kind: 'REFUND_SETTLED', paymentId }
        await postSet(tx, set, refundSettledEntries(input))
        return
      }
      await postOpposite(
        tx,
        { key: `refund-failed:${refundId}`, kind: 'REFUND_FAILED', paymentId },
        { keys: [`refund:${refundId}`, `refund-settled:${refundId}`], prefix: `refund-shrunk:${refundId}:` },
        'REFUND_FAILED',
      )
    },
    async fee(tx, input) {
      const { paymentId, chargeId } = input
      await postSet(tx, { key: `fee:${chargeId}`, kind: 'FEE', paymentId }, feeEntries(input))
    },
    lockPayee,
    openSubjects,
    async transferFiled(tx, input) {
      const { transferId, attempt, paymentId } = input
      const set = { key: `transfer:${transferId}:${attempt}`, kind: 'TRANSFER', paymentId }
      await postSet(tx, set, transferEntries(input))
    },
    async transferSettled(tx, input) {
      const { transferId, attempt, paymentId } = input
      const set = { key: `transfer-settled:${transferId}:${attempt}`, kind: 'TRANSFER_SETTLED', paymentId }
      await postSet(tx, set, transferSettledEntries(input))
    },
    async transferFailed(tx, { transferId, attempt, paymentId }) {
      await postOpposite(
        tx,
        { key: `transfer-failed:${transferId}:${attempt}`, kind: 'TRANSFER_FAILED', paymentId },
        { keys: [`transfer:${transferId}:${attempt}`] },
        'TRANSFER_FAILED',
      )
    },
    async netted(tx, input) {
      const { key, paymentId } = input
      await postSet(tx, { key: `netted:${key}`, kind: 'NETTED', paymentId }, nettingEntries(input))
    },
    async reversalFiled(tx, input) {
      const { reversalId, paymentId } = input
      await postSet(tx, { key: `reversal:${reversalId}`, kind: 'REVERSAL', paymentId }, reversalEntries(input))
    },
    async reversalSettled(tx, input) {
      const { reversalId, paymentId } = input
      const set = { key: `reversal-settled:${reversalId}`, kind: 'REVERSAL_SETTLED', paymentId }
      await postSet(tx, set, reversalSettledEntries(input))
    },
    async reversalFailed(tx, { reversalId, paymentId }) {
      await postOpposite(
        tx,
        { key: `reversal-failed:${reversalId}`, kind: 'REVERSAL_FAILED', paymentId },
        { keys: [`reversal:${reversalId}`] },
        'REVERSAL_FAILED',
      )
    },
    whenTakenBack(listener) {
      listeners.push(listener)
    },
    leftOf,
    commissionRates,
    setCommissionRate,
    balanceOf,
  }
}
