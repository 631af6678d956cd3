import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { pesosText } from '../notification-texts.rules.ts'
import { type BookingMailFacts, bookingUrl } from './booking-confirmed.ts'

/** The refund reached its end: done, or refused by the bank and now with our team. */
export function bookingRefundedMail(
  facts: BookingMailFacts & { amountCents: number; status: 'SUCCEEDED' | 'FAILED' },
): Mail {
  const { booking, guest, amountCents, status } = facts
  const done = status === 'SUCCEEDED'
  if (guest.language === 'en') {
    const amount = pesosText(amountCents, 'en')
    return renderMail('en', {
      subject: done ? `Refund done: ${amount}` : `Your refund of ${amount} is taking longer`,
      preview: `${booking.experience.title} (${booking.code})`,
      title: `Hello, ${guest.name}`,
      paragraphs: [
        done
          ? `We returned ${amount} for ${booking.experience.title}. Your bank may take 5 to 10 days to show it.`
          : `The bank did not take the refund of ${amount} for ${booking.experience.title}. Our team is looking into it; there is nothing you need to do.`,
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
    subject: done ? `Reembolso hecho: ${amount}` : `Tu reembolso de ${amount} está tardando`,
    preview: `${booking.experience.title} (${booking.code})`,
    title: `Hola, ${guest.name}`,
    paragraphs: [
      done
        ? `Devolvimos ${amount} de ${booking.experience.title}. Tu banco puede tardar de 5 a 10 días en mostrarlo.`
        : `El banco no aceptó el reembolso de ${amount} de ${booking.experience.title}. Nuestro equipo ya lo está viendo; no tienes que hacer nada.`,
    ],
    facts: [
      ['Reserva', booking.code],
      ['Reembolso', amount],
    ],
    action: { label: 'Ver la reserva', url: bookingUrl(facts) },
  })
}
