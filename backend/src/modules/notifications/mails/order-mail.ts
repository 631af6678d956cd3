import type { Language } from '../../../../../contracts/common.ts'
import type { Order, OrderCancellationReason } from '../../../../../contracts/orders.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import type { MailContent } from '../../../platform/outside/mail/layout.ts'
import { pesosText, whenAtPlace } from '../notification-texts.rules.ts'
import type { OrderMail } from '../order-mails.rules.ts'
import { costFacts, deliveryFacts, type Facts, itemsText, orderUrl, soldUrl } from './order-parts.ts'

export interface OrderMailFacts {
  order: Order
  buyerName: string
  /** The one who reads it: buyer or workshop. */
  reader: { name: string; language: Language }
  publicUrl: string
}

const festivalZone = 'America/Mexico_City'

type Said = Pick<MailContent, 'subject' | 'paragraphs'> & { facts?: Facts; action?: MailContent['action'] }

/** One mail about one order, in its reader's language. */
export function orderMail(facts: OrderMailFacts, mail: OrderMail): Mail {
  const { order, reader, publicUrl } = facts
  const english = reader.language === 'en'
  const said = english ? inEnglish(facts, mail) : inSpanish(facts, mail)
  const forSeller = mail.kind === 'new-order' || mail.kind === 'sold-cancelled' || mail.kind === 'return-requested'
  return renderMail(reader.language, {
    subject: said.subject,
    preview: said.paragraphs[0] ?? '',
    title: english ? `Hello, ${reader.name}` : `Hola, ${reader.name}`,
    paragraphs: said.paragraphs,
    facts: [[english ? 'Order' : 'Pedido', order.code], ...(said.facts ?? [])],
    action: said.action ?? {
      label: english ? 'See the order' : 'Ver el pedido',
      url: forSeller ? soldUrl(publicUrl, order.id) : orderUrl(publicUrl, order.id),
    },
  })
}

const pieces = (count: number, language: Language): string =>
  language === 'es' ? (count === 1 ? '1 pieza' : `${count} piezas`) : count === 1 ? '1 piece' : `${count} pieces`

/** What was bought, in full. */
const whole = (order: Order, language: Language): Facts => [
  [language === 'en' ? 'Pieces' : 'Piezas', itemsText(order, language)],
  ...costFacts(order, language),
  ['Total', pesosText(order.total.amount, language)],
  ...deliveryFacts(order, language),
]
const refundFact = (cents: number, language: Language): Facts => [
  [language === 'en' ? 'Refund' : 'Reembolso', pesosText(cents, language)],
]

function parcelFacts(order: Order, language: Language): Facts {
  const { shipment } = order
  if (!shipment) return []
  return [
    [language === 'en' ? 'Carrier' : 'Paquetería', shipment.carrierName],
    [language === 'en' ? 'Tracking number' : 'Número de guía', shipment.trackingNumber],
  ]
}

function inEnglish({ order, buyerName }: OrderMailFacts, mail: OrderMail): Said {
  const { code, seller, shipment } = order
  switch (mail.kind) {
    case 'new-order': {
      const until = whenAtPlace(mail.acceptBy, festivalZone, 'en')
      return {
        subject: `New order ${code}: accept it until ${until}`,
        paragraphs: [
          `${buyerName} bought from ${seller.name} and has already paid.`,
          `Accept the order until ${until} (Oaxaca time). After that it is cancelled by itself and the buyer gets the money back.`,
        ],
        facts: whole(order, 'en'),
      }
    }
    case 'sold-cancelled':
      return { subject: `Order ${code} was cancelled`, paragraphs: [soldCancelled(mail.reason, 'en')] }
    case 'return-requested':
      return {
        subject: `A return was asked for: order ${code}`,
        paragraphs: [
          `${buyerName} would like to give back ${pieces(mail.pieces, 'en')} of order ${code}.`,
          ...(mail.note ? [`In their words: “${mail.note}”`] : []),
          'Accept the return or say why not. The money goes back only once you have the pieces.',
        ],
      }
    case 'shipped':
      return {
        subject: `Your order ${code} is on its way`,
        paragraphs: [`${seller.name} sent your order.`],
        facts: [...parcelFacts(order, 'en'), ...whole(order, 'en')],
        ...(shipment?.trackingUrl ? { action: { label: 'Follow the parcel', url: shipment.trackingUrl } } : {}),
      }
    case 'delivered':
      return {
        subject: `Your order ${code} was delivered`,
        paragraphs: [
          `Your order from ${seller.name} is in your hands. We hope you enjoy it.`,
          `If something is not right, you can ask for a return until ${whenAtPlace(mail.returnableUntil, festivalZone, 'en')}.`,
        ],
      }
    case 'cancelled':
      return {
        subject: `Order cancelled: ${seller.name} (${code})`,
        paragraphs: [
          boughtCancelled(mail.reason, 'en', seller.name),
          mail.refundCents > 0
            ? `We are returning ${pesosText(mail.refundCents, 'en')} to the payment method you used. We will tell you when it is done.`
            : 'Nothing was left to be returned.',
        ],
        facts: refundFact(mail.refundCents, 'en'),
      }
    case 'refund-filed':
      return {
        subject: `Refund of ${pesosText(mail.refundCents, 'en')} on order ${code}`,
        paragraphs: [
          `${seller.name} is refunding ${pieces(mail.pieces, 'en')} of your order: “${mail.reason}”`,
          'The money goes to the payment method you used. We will tell you when it is done.',
        ],
        facts: refundFact(mail.refundCents, 'en'),
      }
    case 'refunded': {
      const amount = pesosText(mail.amountCents, 'en')
      const done = mail.status === 'SUCCEEDED'
      return {
        subject: done ? `Refund done: ${amount}` : `Your refund of ${amount} is taking longer`,
        paragraphs: [
          done
            ? `We returned ${amount} for your order from ${seller.name}. Your bank may take 5 to 10 days to show it.`
            : `The bank did not take the refund of ${amount} for your order from ${seller.name}. Our team is looking into it; there is nothing you need to do.`,
        ],
        facts: refundFact(mail.amountCents, 'en'),
      }
    }
    case 'return':
      return {
        subject: {
          ACCEPTED: `Your return was accepted: order ${code}`,
          REFUSED: `Your return was not accepted: order ${code}`,
          RECEIVED: `Your pieces reached the workshop: order ${code}`,
        }[mail.status],
        paragraphs: [
          {
            ACCEPTED: `${seller.name} takes back ${pieces(mail.pieces, 'en')}. Send them to the workshop; the money goes back once they arrive.`,
            REFUSED: `${seller.name} did not accept the return of ${pieces(mail.pieces, 'en')}.`,
            RECEIVED: `${seller.name} has your ${pieces(mail.pieces, 'en')}. We are returning ${pesosText(mail.refundCents, 'en')} to the payment method you used.`,
          }[mail.status],
          ...(mail.note ? [`In their words: “${mail.note}”`] : []),
        ],
      }
  }
}

function inSpanish({ order, buyerName }: OrderMailFacts, mail: OrderMail): Said {
  const { code, seller, shipment } = order
  switch (mail.kind) {
    case 'new-order': {
      const until = whenAtPlace(mail.acceptBy, festivalZone, 'es')
      return {
        subject: `Pedido nuevo ${code}: acéptalo antes del ${until}`,
        paragraphs: [
          `${buyerName} compró en ${seller.name} y ya pagó.`,
          `Acepta el pedido antes del ${until} (hora de Oaxaca). Después se cancela solo y se devuelve el dinero.`,
        ],
        facts: whole(order, 'es'),
      }
    }
    case 'sold-cancelled':
      return { subject: `Se canceló el pedido ${code}`, paragraphs: [soldCancelled(mail.reason, 'es')] }
    case 'return-requested':
      return {
        subject: `Te piden una devolución: pedido ${code}`,
        paragraphs: [
          `${buyerName} quiere devolver ${pieces(mail.pieces, 'es')} del pedido ${code}.`,
          ...(mail.note ? [`En sus palabras: «${mail.note}»`] : []),
          'Acepta la devolución o di por qué no. El dinero regresa solo cuando tengas las piezas.',
        ],
      }
    case 'shipped':
      return {
        subject: `Tu pedido ${code} va en camino`,
        paragraphs: [`${seller.name} envió tu pedido.`],
        facts: [...parcelFacts(order, 'es'), ...whole(order, 'es')],
        ...(shipment?.trackingUrl ? { action: { label: 'Seguir el paquete', url: shipment.trackingUrl } } : {}),
      }
    case 'delivered':
      return {
        subject: `Tu pedido ${code} se entregó`,
        paragraphs: [
          `Tu pedido de ${seller.name} ya está en tus manos. Que lo disfrutes mucho.`,
          `Si algo no está bien, puedes pedir una devolución hasta el ${whenAtPlace(mail.returnableUntil, festivalZone, 'es')}.`,
        ],
      }
    case 'cancelled':
      return {
        subject: `Pedido cancelado: ${seller.name} (${code})`,
        paragraphs: [
          boughtCancelled(mail.reason, 'es', seller.name),
          mail.refundCents > 0
            ? `Te devolvemos ${pesosText(mail.refundCents, 'es')} al medio de pago que usaste. Te avisamos cuando quede hecho.`
            : 'No quedaba nada por devolver.',
        ],
        facts: refundFact(mail.refundCents, 'es'),
      }
    case 'refund-filed':
      return {
        subject: `Te devuelven ${pesosText(mail.refundCents, 'es')} del pedido ${code}`,
        paragraphs: [
          `${seller.name} te devuelve ${pieces(mail.pieces, 'es')} de tu pedido: «${mail.reason}»`,
          'El dinero va al medio de pago que usaste. Te avisamos cuando quede hecho.',
        ],
        facts: refundFact(mail.refundCents, 'es'),
      }
    case 'refunded': {
      const amount = pesosText(mail.amountCents, 'es')
      const done = mail.status === 'SUCCEEDED'
      return {
        subject: done ? `Devolución hecha: ${amount}` : `Tu devolución de ${amount} está tardando`,
        paragraphs: [
          done
            ? `Devolvimos ${amount} de tu pedido de ${seller.name}. Tu banco puede tardar de 5 a 10 días en mostrarlo.`
            : `El banco no aceptó devolver ${amount} de tu pedido de ${seller.name}. Nuestro equipo ya lo está viendo; no tienes que hacer nada.`,
        ],
        facts: refundFact(mail.amountCents, 'es'),
      }
    }
    case 'return':
      return {
        subject: {
          ACCEPTED: `Aceptaron tu devolución: pedido ${code}`,
          REFUSED: `No aceptaron tu devolución: pedido ${code}`,
          RECEIVED: `Tus piezas llegaron al taller: pedido ${code}`,
        }[mail.status],
        paragraphs: [
          {
            ACCEPTED: `${seller.name} recibe de vuelta ${pieces(mail.pieces, 'es')}. Mándalas al taller; el dinero regresa cuando lleguen.`,
            REFUSED: `${seller.name} no aceptó la devolución de ${pieces(mail.pieces, 'es')}.`,
            RECEIVED: `${seller.name} ya tiene lo que devolviste (${pieces(mail.pieces, 'es')}). Te devolvemos ${pesosText(mail.refundCents, 'es')} al medio de pago que usaste.`,
          }[mail.status],
          ...(mail.note ? [`En sus palabras: «${mail.note}»`] : []),
        ],
      }
  }
}

function boughtCancelled(reason: OrderCancellationReason, language: Language, seller: string): string {
  const english: Record<OrderCancellationReason, string> = {
    BY_BUYER: `You cancelled your order from ${seller}.`,
    BY_SELLER: `${seller} had to cancel your order. We are sorry.`,
    BY_ADMIN: `Our team cancelled your order from ${seller}.`,
    NOT_ACCEPTED: `${seller} did not accept your order within 48 hours, so we cancelled it. We are sorry.`,
    HOLD_EXPIRED: `The time to pay for your order from ${seller} ran out.`,
  }
  const spanish: Record<OrderCancellationReason, string> = {
    BY_BUYER: `Cancelaste tu pedido de ${seller}.`,
    BY_SELLER: `${seller} tuvo que cancelar tu pedido. Lo sentimos.`,
    BY_ADMIN: `Nuestro equipo canceló tu pedido de ${seller}.`,
    NOT_ACCEPTED: `${seller} no aceptó tu pedido en 48 horas y lo cancelamos. Lo sentimos.`,
    HOLD_EXPIRED: `Se acabó el tiempo para pagar tu pedido de ${seller}.`,
  }
  return (language === 'en' ? english : spanish)[reason]
}

function soldCancelled(reason: OrderCancellationReason, language: Language): string {
  const english = {
    NOT_ACCEPTED: 'Nobody accepted it within 48 hours, so it was cancelled and the buyer gets the money back.',
    BY_ADMIN: 'Our team cancelled it. Do not send it; the pieces are on sale again.',
    other: 'The buyer cancelled it before it was sent. Do not send it; the pieces are on sale again.',
  }
  const spanish = {
    NOT_ACCEPTED: 'Nadie lo aceptó en 48 horas, así que se canceló y se devuelve el dinero.',
    BY_ADMIN: 'Nuestro equipo lo canceló. No lo envíes; las piezas están otra vez a la venta.',
    other: 'Quien lo compró lo canceló antes del envío. No lo mandes; las piezas están otra vez a la venta.',
  }
  const known = reason === 'NOT_ACCEPTED' || reason === 'BY_ADMIN' ? reason : 'other'
  return (language === 'en' ? english : spanish)[known]
}
