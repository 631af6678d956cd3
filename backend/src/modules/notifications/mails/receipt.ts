import type { Ticket } from '../../../../../contracts/bookings.ts'
import type { Language } from '../../../../../contracts/common.ts'
import type { Order } from '../../../../../contracts/orders.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import type { BookingMailFacts } from '../../bookings/index.ts'
import { pesosText, whenAtPlace } from '../notification-texts.rules.ts'
import { qrPng } from '../qr-png.ts'
import { partyText } from './booking-confirmed.ts'
import { costFacts, deliveryFacts, type Facts, itemsText, orderUrl } from './order-parts.ts'

export interface ReceiptFacts {
  code: string
  totalCents: number
  orders: Order[]
  /** With their tickets. */
  bookings: Pick<BookingMailFacts, 'booking' | 'tickets' | 'ics'>[]
  buyer: { name: string; language: Language }
  publicUrl: string
}

/** One mail for one payment: what comes from each workshop, the tickets of every experience, and what it all cost. */
export function receiptMail(facts: ReceiptFacts): Mail {
  const { code, totalCents, orders, bookings, buyer, publicUrl } = facts
  const { language } = buyer
  const english = language === 'en'
  const total = pesosText(totalCents, language)
  const rows: Facts = [
    [english ? 'Purchase' : 'Compra', code],
    ...orders.flatMap(
      (order): Facts => [
        [`${order.seller.name} · ${order.code}`, itemsText(order, language)],
        ...costFacts(order, language),
        ...deliveryFacts(order, language),
      ],
    ),
    ...bookings.flatMap(
      ({ booking }): Facts => [
        [
          `${booking.experience.title} · ${booking.code}`,
          [
            whenAtPlace(booking.startsAt, booking.timeZone, language),
            booking.experience.meetingPoint.address,
            partyText(booking),
            pesosText(booking.total.amount, language),
          ].join('\n'),
        ],
      ],
    ),
    [english ? 'Total paid' : 'Total pagado', total],
  ]
  const paragraphs = [
    english ? `Your payment of ${total} is in.` : `Recibimos tu pago de ${total}.`,
    ...(orders.length === 0
      ? []
      : [
          english
            ? 'Each workshop has 48 hours to accept its order; if one does not, we return what you paid for it.'
            : 'Cada taller tiene 48 horas para aceptar su pedido; si alguno no lo hace, te devolvemos lo que pagaste por él.',
        ]),
    ...(bookings.length === 0
      ? []
      : [
          english
            ? 'The QR codes are your tickets, one per person. Show them at the door, on your phone or on paper; they also work without network.'
            : 'Los códigos QR son tus boletos, uno por persona. Muéstralos en la entrada, en tu teléfono o en papel; también funcionan sin internet.',
        ]),
  ]
  const tickets = bookings.flatMap(({ booking, tickets: own }) =>
    own.map((ticket) => ({ ticket, title: booking.experience.title })),
  )
  const [only] = orders
  const mail = renderMail(language, {
    subject: english ? `Your purchase ${code}: ${total}` : `Tu compra ${code}: ${total}`,
    preview: english ? 'What comes, from whom, and what it cost.' : 'Qué llega, de quién, y cuánto costó.',
    title: english ? `Thank you, ${buyer.name}!` : `¡Gracias, ${buyer.name}!`,
    paragraphs,
    facts: rows,
    images: tickets.map(({ ticket, title }) => ({
      cid: cidOf(ticket),
      alt: english ? `QR code of ticket ${ticket.code}` : `Código QR del boleto ${ticket.code}`,
      caption: `${title} · ${ticket.label} · ${ticket.code}`,
    })),
    action: {
      label: english ? 'See my purchase' : 'Ver mi compra',
      url:
        orders.length === 1 && only && bookings.length === 0 ? orderUrl(publicUrl, only.id) : `${publicUrl}/mis-planes`,
    },
  })
  return {
    ...mail,
    attachments: [
      ...tickets.map(({ ticket }) => ({
        filename: `${english ? 'ticket' : 'boleto'}-${ticket.code}.png`,
        content: qrPng(ticket.qr),
        contentType: 'image/png',
        cid: cidOf(ticket),
      })),
      ...bookings.flatMap(({ booking, ics }) =>
        ics
          ? [
              {
                filename: `${booking.code}.ics`,
                content: ics,
                contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
              },
            ]
          : [],
      ),
    ],
  }
}

const cidOf = (ticket: Ticket) => `${ticket.id}@guelaguetza`
