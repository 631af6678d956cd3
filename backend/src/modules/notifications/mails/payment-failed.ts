import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { whenAtPlace } from '../notification-texts.rules.ts'
import { type BookingMailFacts, bookingUrl } from './booking-confirmed.ts'

/** The card was declined; the seats are still held until `holdExpiresAt`. */
export function paymentFailedMail(facts: BookingMailFacts & { holdExpiresAt: string }): Mail {
  const { booking, guest, holdExpiresAt } = facts
  const until = whenAtPlace(holdExpiresAt, booking.timeZone, guest.language)
  if (guest.language === 'en') {
    return renderMail('en', {
      subject: `The payment did not go through: ${booking.experience.title}`,
      preview: `Your places are held until ${until}.`,
      title: `Hello, ${guest.name}`,
      paragraphs: [
        `The payment for ${booking.experience.title} did not go through and nothing was charged.`,
        `Your places are still held until ${until} (Oaxaca time). You can try again, with the same card or another one.`,
      ],
      action: { label: 'Try again', url: bookingUrl(facts) },
    })
  }
  return renderMail('es', {
    subject: `El pago no pasó: ${booking.experience.title}`,
    preview: `Tus lugares siguen apartados hasta el ${until}.`,
    title: `Hola, ${guest.name}`,
    paragraphs: [
      `El pago de ${booking.experience.title} no pasó y no se cobró nada.`,
      `Tus lugares siguen apartados hasta el ${until} (hora de Oaxaca). Puedes intentar de nuevo, con la misma tarjeta o con otra.`,
    ],
    action: { label: 'Intentar de nuevo', url: bookingUrl(facts) },
  })
}
