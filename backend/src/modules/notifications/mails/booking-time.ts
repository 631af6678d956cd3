/** Mails about a time that its host moved or closed, a seat held for who waited, and a host's words to a group. */
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { whenAtPlace } from '../notification-texts.rules.ts'
import { type BookingMailFacts, bookingUrl } from './booking-confirmed.ts'

/** @param newStartsAt null when it was closed */
export function timeChangedMail(
  facts: BookingMailFacts & { oldStartsAt: string; newStartsAt: string | null; answerBy: string; message: string },
): Mail {
  const { booking, guest, newStartsAt, message } = facts
  const { language } = guest
  const at = (instant: string) => whenAtPlace(instant, booking.timeZone, language)
  const title = booking.experience.title
  const host = booking.experience.host.name
  const until = at(facts.answerBy)
  if (language === 'en')
    return renderMail('en', {
      subject: newStartsAt ? `New time: ${title} (${booking.code})` : `Closed: ${title} (${booking.code})`,
      preview: newStartsAt
        ? `It is now ${at(newStartsAt)}. You choose.`
        : 'Choose another time, or get everything back.',
      title: `Hello, ${guest.name}`,
      paragraphs: [
        newStartsAt
          ? `${host} moved ${title}. You choose what suits you: keep your booking at the new time, take another time, or get all of your money back.`
          : `${host} will not hold ${title} at the time you booked. We are sorry. You choose: another time, or all of your money back.`,
        ...(message ? [`${host} says: “${message}”`] : []),
        newStartsAt
          ? `Answer until ${until}. If you do not, you keep your booking at the new time.`
          : `Answer until ${until}. If you do not, we return everything you paid.`,
      ],
      facts: [
        ['Booking', booking.code],
        ['Was on', at(facts.oldStartsAt)],
        ...(newStartsAt ? [['Now on', at(newStartsAt)] as [string, string]] : []),
      ],
      action: { label: 'Choose', url: bookingUrl(facts) },
    })
  return renderMail('es', {
    subject: newStartsAt ? `Nuevo horario: ${title} (${booking.code})` : `Horario cerrado: ${title} (${booking.code})`,
    preview: newStartsAt ? `Ahora es ${at(newStartsAt)}. Tú eliges.` : 'Elige otro horario o te devolvemos todo.',
    title: `Hola, ${guest.name}`,
    paragraphs: [
      newStartsAt
        ? `${host} cambió el horario de ${title}. Tú eliges lo que te convenga: conservar tu reserva en el nuevo horario, tomar otro, o recibir todo tu dinero de vuelta.`
        : `${host} no podrá recibirte en ${title} en el horario que reservaste. Lo sentimos. Tú eliges: otro horario, o todo tu dinero de vuelta.`,
      ...(message ? [`${host} dice: «${message}»`] : []),
      newStartsAt
        ? `Responde antes del ${until}. Si no respondes, conservas tu reserva en el nuevo horario.`
        : `Responde antes del ${until}. Si no respondes, te devolvemos todo lo que pagaste.`,
    ],
    facts: [
      ['Reserva', booking.code],
      ['Era', at(facts.oldStartsAt)],
      ...(newStartsAt ? [['Ahora es', at(newStartsAt)] as [string, string]] : []),
    ],
    action: { label: 'Elegir', url: bookingUrl(facts) },
  })
}

export function seatOfferedMail(facts: BookingMailFacts & { holdExpiresAt: string }): Mail {
  const { booking, guest } = facts
  const { language } = guest
  const title = booking.experience.title
  const when = whenAtPlace(booking.startsAt, booking.timeZone, language)
  const until = whenAtPlace(facts.holdExpiresAt, booking.timeZone, language)
  if (language === 'en')
    return renderMail('en', {
      subject: `Your place came free: ${title}`,
      preview: `It is held for you until ${until}.`,
      title: `Good news, ${guest.name}!`,
      paragraphs: [
        `A place came free in ${title}, ${when}, and you are next in line.`,
        `We are holding it for you until ${until} (Oaxaca time). Pay before then; otherwise it goes to the next person who waits. Nothing has been charged.`,
      ],
      action: { label: 'Pay and go', url: bookingUrl(facts) },
    })
  return renderMail('es', {
    subject: `Se liberó tu lugar: ${title}`,
    preview: `Está apartado para ti hasta el ${until}.`,
    title: `¡Buenas noticias, ${guest.name}!`,
    paragraphs: [
      `Se liberó un lugar en ${title}, ${when}, y sigues tú en la lista.`,
      `Lo apartamos para ti hasta el ${until} (hora de Oaxaca). Págalo antes; si no, pasa a la siguiente persona en espera. No se ha cobrado nada.`,
    ],
    action: { label: 'Pagar y asistir', url: bookingUrl(facts) },
  })
}

export function announcementMail(facts: BookingMailFacts & { hostName: string; text: string }): Mail {
  const { booking, guest, hostName } = facts
  const { language } = guest
  const title = booking.experience.title
  const when = whenAtPlace(booking.startsAt, booking.timeZone, language)
  const paragraphs = facts.text.split(/\n+/).filter((line) => line.trim() !== '')
  if (language === 'en')
    return renderMail('en', {
      subject: `Message about ${title}`,
      preview: paragraphs[0] ?? '',
      title: `Hello, ${guest.name}`,
      paragraphs: [`${hostName} writes to everybody who comes to ${title}, ${when}:`, ...paragraphs],
      action: { label: 'See my booking', url: bookingUrl(facts) },
    })
  return renderMail('es', {
    subject: `Aviso sobre ${title}`,
    preview: paragraphs[0] ?? '',
    title: `Hola, ${guest.name}`,
    paragraphs: [`${hostName} escribe a quienes van a ${title}, ${when}:`, ...paragraphs],
    action: { label: 'Ver mi reserva', url: bookingUrl(facts) },
  })
}
