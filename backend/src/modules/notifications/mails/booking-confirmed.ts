import type { Booking, Ticket } from '../../../../../contracts/bookings.ts'
import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { pesosText, whenAtPlace } from '../notification-texts.rules.ts'
import { qrPng } from '../qr-png.ts'

export interface BookingMailFacts {
  booking: Booking
  guest: { name: string; language: Language }
  publicUrl: string
}

export const bookingUrl = (facts: Pick<BookingMailFacts, 'booking' | 'publicUrl'>) =>
  `${facts.publicUrl}/mis-planes/reservas/${facts.booking.id}`

/** `2 × Adulto, 1 × Niño` */
export const partyText = (booking: Booking) =>
  booking.party.map((line) => `${line.quantity} × ${line.label}`).join(', ')

/** The ticket mail: one QR per seat inside the message, the calendar file attached. */
export function bookingConfirmedMail(
  facts: BookingMailFacts & { tickets: Ticket[]; ics: string | null; moved: boolean },
): Mail {
  const { booking, guest, tickets, ics, moved } = facts
  const { language } = guest
  const when = whenAtPlace(booking.startsAt, booking.timeZone, language)
  const place = booking.experience.meetingPoint.address
  const qrs = tickets.map((ticket) => ({
    cid: `${ticket.id}@guelaguetza`,
    alt: language === 'en' ? `QR code of ticket ${ticket.code}` : `Código QR del boleto ${ticket.code}`,
    caption: `${ticket.label} · ${ticket.code}`,
  }))
  const mail =
    language === 'en'
      ? renderMail('en', {
          subject: `${moved ? 'New time' : 'Your tickets'}: ${booking.experience.title} (${booking.code})`,
          preview: `${when}. Show these codes at the door.`,
          title: `See you there, ${guest.name}!`,
          paragraphs: [
            moved
              ? `Your booking for ${booking.experience.title} has a new time. These tickets replace the ones you had.`
              : `Your booking for ${booking.experience.title} is confirmed and paid.`,
            'These QR codes are your tickets, one per person. Show them at the door, on your phone or on paper; they also work without network.',
          ],
          facts: [
            ['Booking', booking.code],
            ['When', when],
            ['Where', place],
            ['Party', partyText(booking)],
            ['Total paid', pesosText(booking.total.amount, 'en')],
            ['Cancellation', booking.cancellationPolicy.summary],
          ],
          images: qrs,
          action: { label: 'See my booking', url: bookingUrl(facts) },
        })
      : renderMail('es', {
          subject: `${moved ? 'Nuevo horario' : 'Tus boletos'}: ${booking.experience.title} (${booking.code})`,
          preview: `${when}. Muestra estos códigos en la entrada.`,
          title: `¡Allá nos vemos, ${guest.name}!`,
          paragraphs: [
            moved
              ? `Tu reserva para ${booking.experience.title} tiene un horario nuevo. Estos boletos reemplazan a los que tenías.`
              : `Tu reserva para ${booking.experience.title} está confirmada y pagada.`,
            'Estos códigos QR son tus boletos, uno por persona. Muéstralos en la entrada, en tu teléfono o en papel; también funcionan sin internet.',
          ],
          facts: [
            ['Reserva', booking.code],
            ['Cuándo', when],
            ['Dónde', place],
            ['Grupo', partyText(booking)],
            ['Total pagado', pesosText(booking.total.amount, 'es')],
            ['Cancelación', booking.cancellationPolicy.summary],
          ],
          images: qrs,
          action: { label: 'Ver mi reserva', url: bookingUrl(facts) },
        })
  const attachments = tickets.map((ticket) => ({
    filename: `${language === 'en' ? 'ticket' : 'boleto'}-${ticket.code}.png`,
    content: qrPng(ticket.qr),
    contentType: 'image/png',
    cid: `${ticket.id}@guelaguetza`,
  }))
  const calendar = ics
    ? [{ filename: `${booking.code}.ics`, content: ics, contentType: 'text/calendar; charset=utf-8; method=PUBLISH' }]
    : []
  return { ...mail, attachments: [...attachments, ...calendar] }
}
