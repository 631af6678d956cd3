import { z } from 'zod'
import { Id, Instant, Money } from './common.ts'

/** The order is the order of a payment's life; nothing moves backwards except a failed attempt to REQUIRES_PAYMENT_METHOD. */
export const PaymentStatus = z.enum([
  'NEW',
  'SUBMITTING',
  'UNKNOWN',
  'REQUIRES_PAYMENT_METHOD',
  'REQUIRES_ACTION',
  'PROCESSING',
  'SUCCEEDED',
  'CANCELED',
])
export type PaymentStatus = z.infer<typeof PaymentStatus>

export const Payment = z
  .object({
    id: Id,
    status: PaymentStatus,
    amount: Money,
    /** Null when nothing is to be paid, or while the provider has not answered yet. */
    clientSecret: z.string().nullable(),
    publishableKey: z.string().nullable(),
    paymentIntentId: z.string().nullable(),
    /** The sandbox's address when the sandbox is in use, else null (Stripe itself). */
    apiBase: z.string().nullable(),
    /** What the last attempt failed with (`card_declined`, `insufficient_funds`, …), null when none failed. */
    lastErrorCode: z.string().nullable(),
    refunded: Money,
    createdAt: Instant,
  })
  .meta({ id: 'Payment' })
export type Payment = z.infer<typeof Payment>
export const PaymentIdParams = z.object({ id: Id })

export const RefundStatus = z.enum(['REQUESTED', 'APPROVED', 'SUBMITTING', 'PENDING', 'SUCCEEDED', 'FAILED', 'UNKNOWN'])
export type RefundStatus = z.infer<typeof RefundStatus>
export const RefundSummary = z.object({ amount: Money, status: RefundStatus }).meta({ id: 'RefundSummary' })
export type RefundSummary = z.infer<typeof RefundSummary>

export const WebhookReceipt = z.object({ received: z.literal(true) }).meta({ id: 'WebhookReceipt' })
