import { defineErrors } from '../../platform/errors.ts'

export const reviewErrors = defineErrors('reviews', {
  ALREADY_REVIEWED: {
    status: 409,
    es: 'Ya opinaste sobre esto. Puedes editar tu reseña.',
    en: 'You have already reviewed this. You can edit your review.',
  },
  NOT_REVIEWABLE_YET: {
    status: 409,
    es: 'Podrás opinar cuando lo hayas vivido o recibido.',
    en: 'You can review this once you have been there or received it.',
  },
  REVIEW_EDIT_CLOSED: {
    status: 409,
    es: 'Las reseñas se pueden cambiar durante {days} días; ese plazo ya terminó.',
    en: 'Reviews can be changed for {days} days; that time is over.',
  },
  OWN_LISTING: {
    status: 409,
    es: 'Esto lo ofreces tú: opinan y preguntan los demás.',
    en: 'This is yours: reviews and questions come from others.',
  },
  OWN_REVIEW: {
    status: 409,
    es: 'No puedes marcar como útil tu propia reseña.',
    en: 'You cannot mark your own review as helpful.',
  },
  EMAIL_NOT_VERIFIED: {
    status: 403,
    es: 'Confirma primero tu correo: te mandamos un enlace al registrarte.',
    en: 'Confirm your e-mail first: we sent you a link when you signed up.',
  },
  TOO_MANY_QUESTIONS: {
    status: 429,
    es: 'Ya hiciste {limit} preguntas. Espera un poco a que te respondan.',
    en: 'You have asked {limit} questions. Give people some time to answer.',
  },
})
