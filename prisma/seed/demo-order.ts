/** What is known of a demo order before its life is told. */
import type { PricedLine } from '../../backend/src/modules/orders/index.ts'
import type { Step } from './purchase-wish.ts'

export interface DemoLine extends PricedLine {
  id: string
  slug: string
  variant: string
  productId: string
  variantId: string
  name: { es: string; en: string }
  label: { es: string; en: string }
  leadTimeDays: number
  ageRestricted: boolean
  commissionBps: number
}
export interface DemoOrder {
  id: string
  code: string
  checkoutId: string
  userId: string
  sellerId: string
  sellerUserId: string
  staffUserId: string
  paymentId: string
  delivery: 'SHIPPING' | 'PICKUP'
  shippingAddress: object | null
  pickupPoint: object | null
  shippingOffer: object | null
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  returnDays: number
  createdAt: Date
  lines: DemoLine[]
}
/** How its purchase went. */
export type Fate =
  | { kind: 'held'; status: 'PENDING_PAYMENT' | 'PENDING' | 'PAYMENT_FAILED'; failedAt: Date | null }
  | { kind: 'released'; reason: 'HOLD_EXPIRED' | 'BY_BUYER'; at: Date }
  | { kind: 'paid'; at: Date; steps: readonly Step[] }
