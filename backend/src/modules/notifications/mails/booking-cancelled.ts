import type { CancellationReason } from '../../../../../contracts/bookings.ts'
import type { z } from 'zod'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { pesosText, whenAtPlace } from '../notification-texts.rules.ts'
import { type BookingMailFacts, bookingUrl } from './booking-confirmed.ts'

/** The end of a booking, who ended it, and what comes back. */
export function bookingCancelledMail(
  facts: BookingMailFacts & { reason: z.infer<typeof CancellationReason>; refundCents: number; wasPaid: boolean },
): Mail {
  const { booking, guest, reason, refundCents, wasPaid } = facts
  const { language } = guest
  const note = booking.cancellation?.note
  const when = whenAtPlace(booking.startsAt, booking.timeZone, language)
  if (language === 'en') {
    const opening = {
      BY_GUEST: `You cancelled your booking for ${booking.experience.title}.`,
      BY_HOST: `The host had to cancel ${booking.experience.title}. We are sorry.`,
      BY_ADMIN: `Our team cancelled your booking for ${booking.experience.title}.`,
      HOLD_EXPIRED: `The time to pay for ${booking.experience.title} ran out and we released your places.`,
    }[reason]
    return renderMail('en', {
      subject: `Booking cancelled: ${booking.experience.title} (${booking.code})`,
      preview: opening,
      title: `Hello, ${guest.name}`,
      paragraphs: [
        opening,
        ...(note ? [`They say: “${note}”`] : []),
        refundCents > 0
          ? `We are returning ${pesosText(refundCents, 'en')} to the payment method you used. We will tell you when it is done.`
          : wasPaid
            ? 'By the cancellation policy you accepted, nothing is returned for it.'
            : 'Nothing was charged.',
      ],
      facts: [
        ['Booking', booking.code],
        ['Was on', when],
        ['Total', pesosText(booking.total.amount, 'en')],
        ['Refund', pesosText(refundCents, 'en')],
      ],
      action: { label: 'See the booking', url: bookingUrl(facts) },
    })
  }
  const opening = {
    BY_GUEST: `Cancelaste tu reserva para ${booking.experience.title}.`,
    BY_HOST: `El anfitrión tuvo que cancelar ${booking.experience.title}. Lo sentimos.`,
    BY_ADMIN: `Nuestro equipo canceló tu reserva para ${booking.experience.title}.`,
    HOLD_EXPIRED: `Se acabó el tiempo para pagar ${booking.experience.title} y liberamos tus lugares.`,
  }[reason]
  return renderMail('es', {
    subject: `Reserva cancelada: ${booking.experience.title} (${booking.code})`,
    preview: opening,
    title: `Hola, ${guest.name}`,
    paragraphs: [
      opening,
      ...(note ? [`Te dice: «${note}»`] : []),
      refundCents > 0
        ? `Te devolvemos ${pesosText(refundCents, 'es')} al medio de pago que usaste. Te avisamos cuando quede hecho.`
        : wasPaid
          ? 'Según la política de cancelación que aceptaste, no corresponde reembolso.'
          : 'No se cobró nada.',
    ],
    facts: [
      ['Reserva', booking.code],
      ['Era', when],
      ['Total', pesosText(booking.total.amount, 'es')],
      ['Reembolso', pesosText(refundCents, 'es')],
    ],
    action: { label: 'Ver la reserva', url: bookingUrl(facts) },
  })
}
