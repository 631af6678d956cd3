/** Title and body of a notification, in the reader's language, from the facts it keeps. */
import type { Language } from '../../../../contracts/common.ts'
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { NotificationData, NotificationText, Render } from './notification-text.rules.ts'
import { orderTexts } from './order-texts.rules.ts'
import { timeTexts } from './time-texts.rules.ts'
import { partnerTexts } from './partner-texts.rules.ts'
import { peopleTexts } from './people-texts.rules.ts'
import { reviewTexts } from './review-texts.rules.ts'

export type { NotificationData } from './notification-text.rules.ts'

const locales: Record<Language, string> = { es: 'es-MX', en: 'en-US' }

/** `sábado, 17 de julio, 10:00`, in English `Saturday, July 17 at 10:00 AM`: the instant as the clock at the place shows it. */
export function whenAtPlace(startsAt: string, timeZone: string, language: Language, withYear = false): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(withYear ? { year: 'numeric' } : {}),
    minute: '2-digit',
    ...(language === 'es' ? { hour: '2-digit', hourCycle: 'h23' } : { hour: 'numeric' }),
  }).format(new Date(startsAt))
}

/** `$1,250.00 MXN` */
export function pesosText(cents: number, language: Language): string {
  const amount = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'MXN',
    currencyDisplay: 'narrowSymbol',
  })
  return `${amount.format(cents / 100)} MXN`
}

const texts: Record<NotificationType, Record<Language, Render>> = {
  ...orderTexts,
  ...timeTexts,
  ...partnerTexts,
  ...reviewTexts,
  ...peopleTexts,
  BOOKING_CONFIRMED: {
    es: ({ title, when, code }) => ({
      title: '¡Tu reserva está confirmada!',
      body: `${title}, ${when}. Tu código es ${code}; tus boletos ya están listos.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'Your booking is confirmed!',
      body: `${title}, ${when}. Your code is ${code}; your tickets are ready.`,
    }),
  },
  BOOKING_PAYMENT_FAILED: {
    es: ({ title, code }) => ({
      title: 'El pago no pasó',
      body: `Tus lugares para ${title} (${code}) siguen apartados: puedes intentar con otra tarjeta.`,
    }),
    en: ({ title, code }) => ({
      title: 'The payment did not go through',
      body: `Your places for ${title} (${code}) are still held: you can try another card.`,
    }),
  },
  BOOKING_HOLD_EXPIRED: {
    es: ({ title, code }) => ({
      title: 'Se acabó el tiempo para pagar',
      body: `Liberamos tus lugares para ${title} (${code}). No se cobró nada; si todavía hay lugar, puedes reservar de nuevo.`,
    }),
    en: ({ title, code }) => ({
      title: 'The time to pay ran out',
      body: `We released your places for ${title} (${code}). Nothing was charged; if there is still room, you can book again.`,
    }),
  },
  BOOKING_CANCELLED: {
    es: ({ title, code, amount, data }) => ({
      title: data['reason'] === 'BY_HOST' ? 'El anfitrión canceló tu reserva' : 'Tu reserva quedó cancelada',
      body: `${title} (${code}).${amount ? ` Te devolvemos ${amount} al mismo medio de pago.` : ''}`,
    }),
    en: ({ title, code, amount, data }) => ({
      title: data['reason'] === 'BY_HOST' ? 'The host cancelled your booking' : 'Your booking is cancelled',
      body: `${title} (${code}).${amount ? ` We are returning ${amount} to the same payment method.` : ''}`,
    }),
  },
  BOOKING_REFUNDED: {
    es: ({ code, amount, data }) =>
      data['status'] === 'FAILED'
        ? {
            title: 'El reembolso está tardando',
            body: `El banco no aceptó el reembolso de ${amount} de la reserva ${code}. Nuestro equipo ya lo está viendo.`,
          }
        : {
            title: 'Reembolso hecho',
            body: `Devolvimos ${amount} de la reserva ${code}. Tu banco puede tardar unos días en mostrarlo.`,
          },
    en: ({ code, amount, data }) =>
      data['status'] === 'FAILED'
        ? {
            title: 'The refund is taking longer',
            body: `The bank did not take the refund of ${amount} for booking ${code}. Our team is looking into it.`,
          }
        : {
            title: 'Refund done',
            body: `We returned ${amount} for booking ${code}. Your bank may take a few days to show it.`,
          },
  },
  BOOKING_RESCHEDULED: {
    es: ({ title, when, code }) => ({
      title: 'Tu reserva cambió de horario',
      body: `${title} (${code}) ahora es ${when}.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'Your booking has a new time',
      body: `${title} (${code}) is now ${when}.`,
    }),
  },
  BOOKING_LATE_PAYMENT_REFUNDED: {
    es: ({ title, code, amount }) => ({
      title: 'Tu pago llegó tarde y lo devolvemos',
      body: `Ya no había lugar para ${title} (${code}) cuando llegó tu pago. Te devolvemos ${amount} completos.`,
    }),
    en: ({ title, code, amount }) => ({
      title: 'Your payment came too late and goes back',
      body: `There was no room left for ${title} (${code}) when your payment arrived. We are returning all of ${amount}.`,
    }),
  },
  HOST_BOOKING_CONFIRMED: {
    es: ({ title, when, code, seats }) => ({
      title: 'Tienes una reserva nueva',
      body: `${title}, ${when}: ${seats} (${code}).`,
    }),
    en: ({ title, when, code, seats }) => ({
      title: 'You have a new booking',
      body: `${title}, ${when}: ${seats} (${code}).`,
    }),
  },
  HOST_BOOKING_CANCELLED: {
    es: ({ title, when, code }) => ({
      title: 'Se canceló una reserva',
      body: `${title}, ${when} (${code}). Los lugares están otra vez a la venta.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'A booking was cancelled',
      body: `${title}, ${when} (${code}). The places are on sale again.`,
    }),
  },
  HOST_BOOKING_RESCHEDULED: {
    es: ({ title, when, code }) => ({
      title: 'Una reserva cambió de horario',
      body: `${title} (${code}) ahora es ${when}.`,
    }),
    en: ({ title, when, code }) => ({ title: 'A booking has a new time', body: `${title} (${code}) is now ${when}.` }),
  },
}

function seatsText(seats: number, language: Language): string {
  if (language === 'es') return seats === 1 ? '1 lugar' : `${seats} lugares`
  return seats === 1 ? '1 place' : `${seats} places`
}

/** Facts that a notification of an older version did not keep are left out of the sentence. */
export function notificationText(type: NotificationType, data: NotificationData, language: Language): NotificationText {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
  const number = (key: string) => (typeof data[key] === 'number' ? data[key] : null)
  const cents = number('amountCents')
  return texts[type][language]({
    title: text(language === 'es' ? 'titleEs' : 'titleEn') || text('titleEs'),
    code: text('code'),
    when: text('startsAt') && text('timeZone') ? whenAtPlace(text('startsAt'), text('timeZone'), language) : '',
    seats: seatsText(number('seats') ?? 1, language),
    amount: cents ? pesosText(cents, language) : '',
    until: text('until') ? whenAtPlace(text('until'), 'America/Mexico_City', language, true) : '',
    data,
  })
}
