import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { pesosText } from '../notification-texts.rules.ts'
import { type BookingMailFacts, bookingUrl } from './booking-confirmed.ts'

/** The money came after the seats were released and nobody could get them back: all of it returns. */
export function latePaymentMail(facts: BookingMailFacts & { amountCents: number }): Mail {
  const { booking, guest, amountCents } = facts
  if (guest.language === 'en') {
    const amount = pesosText(amountCents, 'en')
    return renderMail('en', {
      subject: `Your payment came too late and goes back: ${booking.experience.title}`,
      preview: `We are returning all of ${amount}.`,
      title: `Hello, ${guest.name}`,
      paragraphs: [
        `Your payment for ${booking.experience.title} arrived after the time to pay had run out, and the places were gone.`,
        `We are returning all of ${amount} to the same payment method. We are sorry; there may be room on another date.`,
      ],
      facts: [
        ['Booking', booking.code],
        ['Refund', amount],
      ],
      action: { label: 'See the booking', url: bookingUrl(facts) },
    })
  }
  const amount = pesosText(amountCents, 'es')
  return renderMail('es', {
    subject: `Tu pago llegó tarde y lo devolvemos: ${booking.experience.title}`,
    preview: `Te devolvemos ${amount} completos.`,
    title: `Hola, ${guest.name}`,
    paragraphs: [
      `Tu pago de ${booking.experience.title} llegó cuando ya se había acabado el tiempo, y los lugares ya no estaban.`,
      `Te devolvemos ${amount} completos al mismo medio de pago. Lo sentimos; puede haber lugar en otra fecha.`,
    ],
    facts: [
      ['Reserva', booking.code],
      ['Reembolso', amount],
    ],
    action: { label: 'Ver la reserva', url: bookingUrl(facts) },
  })
}
