import { defineErrors } from '../../platform/errors.ts'

export const messageErrors = defineErrors('messages', {
  MESSAGES_BLOCKED: {
    status: 403,
    es: 'Esta persona ya no recibe mensajes tuyos.',
    en: 'This person no longer takes messages from you.',
  },
  UNBLOCK_TO_WRITE: {
    status: 409,
    es: 'Bloqueaste a esta persona: desbloquéala para escribirle.',
    en: 'You blocked this person: unblock them to write.',
  },
  OWN_LISTING: {
    status: 409,
    es: 'Es tuyo: no puedes escribirte a ti.',
    en: 'It is yours: you cannot write to yourself.',
  },
  TOO_MANY_THREADS: {
    status: 429,
    es: 'Hoy ya empezaste {most} conversaciones nuevas. Mañana puedes empezar más; en las que tienes puedes seguir escribiendo.',
    en: 'You have started {most} new conversations today. You can start more tomorrow; those you have go on.',
  },
})
