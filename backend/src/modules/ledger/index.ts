/** The door of the ledger: money moves in sets that sum to zero, in the transaction of what moved it. */
import type { Module } from '../../platform/module.ts'

/**
 * A payee's part of a payment, or of a refund, in centavos, none negative.
 * The buyer pays price − both discounts + shipping; the payee earns price − their own discount + shipping − commission.
 */
export interface Share {
  /** Seller or host profile. */
  payeeId: string
  subjectType: 'order' | 'booking'
  subjectId: string
  priceCents: number
  /** Borne by the platform. */
  platformDiscountCents: number
  /** Borne by the payee. */
  payeeDiscountCents: number
  shippingCents: number
  commissionCents: number
}

export type Ledger = Module

export function createLedger(): Ledger {
  return { name: 'ledger' }
}
