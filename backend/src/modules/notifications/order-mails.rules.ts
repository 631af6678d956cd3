/** What a mail about an order or a purchase is about, with the facts of the moment that they themselves may no longer say. */
import { z } from 'zod'
import { Instant } from '../../../../contracts/common.ts'
import { OrderCancellationReason } from '../../../../contracts/orders.ts'

export const OrderMail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new-order'), acceptBy: Instant }),
  z.object({ kind: z.literal('sold-cancelled'), reason: OrderCancellationReason }),
  z.object({ kind: z.literal('return-requested'), pieces: z.int(), note: z.string().nullable() }),
  z.object({ kind: z.literal('shipped') }),
  z.object({ kind: z.literal('delivered'), returnableUntil: Instant }),
  z.object({ kind: z.literal('cancelled'), reason: OrderCancellationReason, refundCents: z.int() }),
  z.object({ kind: z.literal('refund-filed'), refundCents: z.int(), pieces: z.int(), reason: z.string() }),
  z.object({ kind: z.literal('refunded'), amountCents: z.int(), status: z.enum(['SUCCEEDED', 'FAILED']) }),
  z.object({
    kind: z.literal('return'),
    status: z.enum(['ACCEPTED', 'REFUSED', 'RECEIVED']),
    pieces: z.int(),
    refundCents: z.int(),
    note: z.string().nullable(),
  }),
])
export type OrderMail = z.infer<typeof OrderMail>

export const CheckoutMail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('receipt'), totalCents: z.int() }),
  z.object({ kind: z.literal('payment-failed'), holdExpiresAt: Instant }),
  z.object({ kind: z.literal('late-payment'), amountCents: z.int() }),
])
export type CheckoutMail = z.infer<typeof CheckoutMail>
