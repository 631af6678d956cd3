/** Writes and sends one mail about an order or a purchase, in its reader's language. */
import type { Language } from '../../../../contracts/common.ts'
import type { Order } from '../../../../contracts/orders.ts'
import type { Mail, Mailer } from '../../platform/outside/mail/index.ts'
import type { BookingMailFacts } from '../bookings/index.ts'
import { checkoutPaymentFailedMail, lateCheckoutPaymentMail } from './mails/checkout-payment.ts'
import { orderMail } from './mails/order-mail.ts'
import { receiptMail } from './mails/receipt.ts'
import type { CheckoutMail, OrderMail } from './order-mails.rules.ts'

export interface MarketMailDeps {
  mailer: Pick<Mailer, 'sendOnce'>
  publicUrl: string
  contactOf(userId: string): Promise<{ name: string; email: string; language: Language } | null>
  orderFacts(orderId: string, language: Language): Promise<{ order: Order; buyerName: string } | null>
  /** Of a purchase, in the reader's language, with its tickets. */
  purchaseFacts(
    checkoutId: string,
    language: Language,
  ): Promise<{ orders: Order[]; bookings: Pick<BookingMailFacts, 'booking' | 'tickets' | 'ics'>[] }>
}

/** What is no longer true is not mailed: a new order that was cancelled before the mail left. */
function stillTrue(order: Order, mail: OrderMail): boolean {
  if (mail.kind === 'new-order') return order.status === 'PAID'
  return mail.kind !== 'shipped' || order.shipment !== null
}

export async function sendOrderMail(
  deps: MarketMailDeps,
  job: { key: string; orderId: string; userId: string; mail: OrderMail },
): Promise<void> {
  const reader = await deps.contactOf(job.userId)
  const facts = reader && (await deps.orderFacts(job.orderId, reader.language))
  if (!facts || !stillTrue(facts.order, job.mail)) return
  await deps.mailer.sendOnce(job.key, `order-${job.mail.kind}`, reader.email, async () =>
    orderMail({ ...facts, reader, publicUrl: deps.publicUrl }, job.mail),
  )
}

export async function sendCheckoutMail(
  deps: MarketMailDeps,
  job: { key: string; checkoutId: string; code: string; userId: string; mail: CheckoutMail },
): Promise<void> {
  const buyer = await deps.contactOf(job.userId)
  if (!buyer) return
  const { mail, code } = job
  const about = { code, buyer, publicUrl: deps.publicUrl }
  const write = async (): Promise<Mail> => {
    switch (mail.kind) {
      case 'receipt':
        return receiptMail({
          ...about,
          totalCents: mail.totalCents,
          ...(await deps.purchaseFacts(job.checkoutId, buyer.language)),
        })
      case 'payment-failed':
        return checkoutPaymentFailedMail({ ...about, holdExpiresAt: mail.holdExpiresAt })
      case 'late-payment':
        return lateCheckoutPaymentMail({ ...about, amountCents: mail.amountCents })
    }
  }
  await deps.mailer.sendOnce(job.key, `checkout-${mail.kind}`, buyer.email, write)
}
