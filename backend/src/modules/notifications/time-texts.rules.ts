/** Titles and bodies of notifications about times that changed, seats that came free, and what a host tells a group. */
import type { Language } from '../../../../contracts/common.ts'
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { Render } from './notification-text.rules.ts'

export type TimeNotificationType = Extract<
  NotificationType,
  'BOOKING_TIME_MOVED' | 'BOOKING_TIME_CLOSED' | 'BOOKING_TIME_KEPT' | 'BOOKING_SEAT_OFFERED' | 'BOOKING_ANNOUNCEMENT'
>

/** Long enough to know what it is about; the rest is in the mail. */
const mostLetters = 300
function words(data: Record<string, unknown>): string {
  const text = typeof data['text'] === 'string' ? data['text'] : ''
  return text.length > mostLetters ? `${text.slice(0, mostLetters).trimEnd()}…` : text
}
const host = (data: Record<string, unknown>, otherwise: string): string =>
  typeof data['hostName'] === 'string' && data['hostName'] ? data['hostName'] : otherwise

export const timeTexts: Record<TimeNotificationType, Record<Language, Render>> = {
  BOOKING_TIME_MOVED: {
    es: ({ title, when, code }) => ({
      title: 'Tu anfitrión cambió el horario',
      body: `${title} (${code}) ahora es ${when}. Elige: te quedas, tomas otro horario o te devolvemos todo.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'Your host changed the time',
      body: `${title} (${code}) is now ${when}. Choose: keep it, take another time, or get everything back.`,
    }),
  },
  BOOKING_TIME_CLOSED: {
    es: ({ title, when, code }) => ({
      title: 'Tu anfitrión cerró este horario',
      body: `${title} (${code}), ${when}, no se hará. Elige otro horario o te devolvemos todo.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'Your host closed this time',
      body: `${title} (${code}), ${when}, will not take place. Choose another time or get everything back.`,
    }),
  },
  BOOKING_TIME_KEPT: {
    es: ({ title, when, code }) => ({
      title: 'Conservas tu reserva',
      body: `${title} (${code}): ${when}. Tus boletos siguen siendo los mismos.`,
    }),
    en: ({ title, when, code }) => ({
      title: 'You keep your booking',
      body: `${title} (${code}): ${when}. Your tickets are still the same.`,
    }),
  },
  BOOKING_SEAT_OFFERED: {
    es: ({ title, when, seats }) => ({
      title: '¡Se liberó tu lugar!',
      body: `Apartamos ${seats} para ${title}, ${when}. Págalo antes de que se acabe el tiempo.`,
    }),
    en: ({ title, when, seats }) => ({
      title: 'Your place came free!',
      body: `We are holding ${seats} for ${title}, ${when}. Pay before the time runs out.`,
    }),
  },
  BOOKING_ANNOUNCEMENT: {
    es: ({ title, data }) => ({ title: `Aviso de ${host(data, 'tu anfitrión')}: ${title}`, body: words(data) }),
    en: ({ title, data }) => ({ title: `Message from ${host(data, 'your host')}: ${title}`, body: words(data) }),
  },
}
