/** Titles and bodies of notifications about conversations and what runs low in a workshop. */
import type { Language } from '../../../../contracts/common.ts'
import type { Render } from './notification-text.rules.ts'

const from = (data: Record<string, unknown>, otherwise: string): string =>
  typeof data['senderName'] === 'string' && data['senderName'] ? data['senderName'] : otherwise
const about = (title: string, text: string): string => (title ? text : '')
const several = (data: Record<string, unknown>): boolean => typeof data['count'] === 'number' && data['count'] > 1

export const partnerTexts: Record<'MESSAGE_RECEIVED' | 'SELLER_LOW_STOCK', Record<Language, Render>> = {
  MESSAGE_RECEIVED: {
    es: ({ title, data }) => ({
      title: several(data) ? 'Tienes mensajes nuevos' : 'Tienes un mensaje nuevo',
      body: `${from(data, 'Alguien')} te escribió${about(title, ` sobre ${title}`)}.`,
    }),
    en: ({ title, data }) => ({
      title: several(data) ? 'You have new messages' : 'You have a new message',
      body: `${from(data, 'Somebody')} wrote to you${about(title, ` about ${title}`)}.`,
    }),
  },
  SELLER_LOW_STOCK: {
    es: ({ title, data }) => ({
      title: data['left'] === 0 ? 'Se acabó una pieza' : 'Quedan pocas piezas',
      body: `${title || 'Una pieza'}: ${data['left'] === 0 ? 'ya no queda ninguna' : data['left'] === 1 ? 'queda 1' : `quedan ${String(data['left'] ?? 'pocas')}`} en el taller.`,
    }),
    en: ({ title, data }) => ({
      title: data['left'] === 0 ? 'A piece ran out' : 'Few pieces left',
      body: `${title || 'A piece'}: ${data['left'] === 0 ? 'none is left' : `${String(data['left'] ?? 'few')} left`} in the workshop.`,
    }),
  },
}
