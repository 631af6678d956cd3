import { defineErrors } from '../../platform/errors.ts'

export const scheduleErrors = defineErrors('schedules', {
  SEATS_AVAILABLE: {
    status: 409,
    es: 'Todavía quedan {available} lugares: puedes reservar ahora, sin esperar.',
    en: 'There are still {available} places: you can book now, without waiting.',
  },
  ALREADY_WAITING: {
    status: 409,
    es: 'Ya estás en la lista de espera de este horario.',
    en: 'You are on the waiting list for this time already.',
  },
  OFFER_CLOSED: {
    status: 409,
    es: 'Esta propuesta ya no espera respuesta.',
    en: 'This offer no longer waits for an answer.',
  },
  ANNOUNCED_TOO_OFTEN: {
    status: 429,
    es: 'Ya mandaste {limit} avisos a este grupo en un día. Espera para mandar otro.',
    en: 'You have sent this group {limit} messages within a day. Wait before sending another one.',
  },
})
