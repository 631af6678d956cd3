import { z } from 'zod'
import { CancellationReason } from '../../../../contracts/bookings.ts'
import { Id } from '../../../../contracts/common.ts'
import { defineJob } from '../../platform/jobs.ts'
import { CheckoutMail, OrderMail } from './order-mails.rules.ts'

/** What a mail to a guest is about, with the facts of the moment that the booking itself may no longer say. */
const BookingMail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed') }),
  z.object({ kind: z.literal('rescheduled') }),
  z.object({ kind: z.literal('payment-failed'), holdExpiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('cancelled'), reason: CancellationReason, refundCents: z.int(), wasPaid: z.boolean() }),
  z.object({ kind: z.literal('refunded'), amountCents: z.int(), status: z.enum(['SUCCEEDED', 'FAILED']) }),
  z.object({ kind: z.literal('late-payment'), amountCents: z.int() }),
  z.object({
    kind: z.literal('time-changed'),
    oldStartsAt: z.iso.datetime(),
    newStartsAt: z.iso.datetime().nullable(),
    answerBy: z.iso.datetime(),
    message: z.string(),
  }),
  z.object({ kind: z.literal('seat-offered'), holdExpiresAt: z.iso.datetime() }),
  z.object({ kind: z.literal('announcement'), hostName: z.string(), text: z.string() }),
])
export type BookingMail = z.infer<typeof BookingMail>

/** Old notifications and the notes of old mails. */
export const forgetOld = defineJob({ name: 'notifications.forget-old', schema: z.object({}), retryLimit: 2 })

/** `key` is what the mail is about: a job run twice, or asked for twice, mails once. */
export const mailGuest = defineJob({
  name: 'notifications.mail-guest',
  schema: z.object({ key: z.string(), bookingId: Id, mail: BookingMail }),
  retryLimit: 8,
  timeoutSeconds: 60,
})

/** To one of an order's two sides. */
export const mailAboutOrder = defineJob({
  name: 'notifications.mail-about-order',
  schema: z.object({ key: z.string(), orderId: Id, userId: Id, mail: OrderMail }),
  retryLimit: 8,
  timeoutSeconds: 60,
})

/** To somebody who was written to and did not look. */
export const mailAboutMessages = defineJob({
  name: 'notifications.mail-about-messages',
  schema: z.object({ key: z.string(), threadId: Id, userId: Id }),
  retryLimit: 8,
  timeoutSeconds: 60,
})

/** To somebody about whose content staff decided, in the words of the notification. */
export const mailAboutDecision = defineJob({
  name: 'notifications.mail-about-decision',
  schema: z.object({
    key: z.string(),
    userId: Id,
    type: z.enum(['CONTENT_DECIDED', 'APPEAL_DECIDED']),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  retryLimit: 8,
  timeoutSeconds: 60,
})

/** To the buyer, about a whole purchase. One after the other: a receipt asked for twice finds the note of the first. */
export const mailAboutCheckout = defineJob({
  name: 'notifications.mail-about-checkout',
  schema: z.object({ key: z.string(), checkoutId: Id, code: z.string(), userId: Id, mail: CheckoutMail }),
  retryLimit: 8,
  timeoutSeconds: 60,
  concurrency: 1,
})
