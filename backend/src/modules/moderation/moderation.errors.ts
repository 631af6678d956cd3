import { defineErrors } from '../../platform/errors.ts'

export const moderationErrors = defineErrors('moderation', {
  APPEAL_LINK_OVER: {
    status: 400,
    es: 'Este enlace ya no sirve. Entra con tu cuenta para recibir otro.',
    en: 'This link no longer works. Sign in with your account to get another one.',
  },
  ALREADY_REPORTED: {
    status: 409,
    es: 'Ya nos avisaste de esto: lo estamos revisando.',
    en: 'You have told us about this already: we are looking at it.',
  },
  OWN_CONTENT: {
    status: 409,
    es: 'Esto es tuyo: puedes cambiarlo o quitarlo sin reportarlo.',
    en: 'This is yours: change it or take it down, no need to report it.',
  },
  TOO_MANY_REPORTS: {
    status: 429,
    es: 'Hoy ya enviaste {limit} reportes. Gracias; revisaremos esos primero.',
    en: 'You have sent {limit} reports today. Thank you; we will look at those first.',
  },
  CASE_CLOSED: {
    status: 409,
    es: 'No hay reportes abiertos sobre esto: alguien ya decidió.',
    en: 'There are no open reports about this: somebody has decided.',
  },
  CANNOT_HIDE: {
    status: 409,
    es: 'Esto no se puede ocultar: ya no existe, o es una persona sin perfil público.',
    en: 'This cannot be hidden: it is gone, or it is a person without a public profile.',
  },
  OWN_CASE: {
    status: 409,
    es: 'El caso es sobre ti: debe decidirlo otra persona del equipo.',
    en: 'The case is about you: somebody else of the team has to decide it.',
  },
  SAME_MODERATOR: {
    status: 409,
    es: 'Tú tomaste la decisión: la apelación la resuelve otra persona del equipo.',
    en: 'The decision was yours: somebody else of the team decides the appeal.',
  },
})
