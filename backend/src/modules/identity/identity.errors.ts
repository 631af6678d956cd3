import { defineErrors } from '../../platform/errors.ts'

export const identityErrors = defineErrors('identity', {
  INVALID_EMAIL_OR_PASSWORD: {
    status: 401,
    es: 'El correo o la contraseña no coinciden.',
    en: 'The e-mail or the password does not match.',
  },
  PASSWORD_TOO_SHORT: {
    status: 400,
    es: 'La contraseña necesita al menos {min} caracteres.',
    en: 'The password needs at least {min} characters.',
  },
  PASSWORD_TOO_LONG: {
    status: 400,
    es: 'La contraseña puede tener hasta {max} caracteres.',
    en: 'The password can have up to {max} characters.',
  },
  PASSWORD_TOO_COMMON: {
    status: 400,
    es: 'Esa contraseña es muy fácil de adivinar. Prueba con varias palabras que solo tú juntarías.',
    en: 'That password is too easy to guess. Try several words that only you would put together.',
  },
  INVALID_PASSWORD: {
    status: 400,
    es: 'La contraseña actual no es correcta.',
    en: 'The current password is not right.',
  },
  INVALID_TOKEN: {
    status: 400,
    es: 'El enlace ya no sirve: venció o ya se usó. Pide uno nuevo.',
    en: 'The link no longer works: it expired or was already used. Ask for a new one.',
  },
  INVALID_ORIGIN: {
    status: 403,
    es: 'La petición viene de un sitio que no reconocemos.',
    en: 'The request comes from a site we do not know.',
  },
  AUTH_REFUSED: {
    status: 400,
    es: 'No pudimos completar la petición.',
    en: 'We could not complete the request.',
  },
  CANNOT_ACT_ON_SELF: {
    status: 409,
    es: 'No puedes hacer esto con tu propia cuenta.',
    en: 'You cannot do this to your own account.',
  },
  STEP_UP_REQUIRED: {
    status: 403,
    es: 'Por seguridad, escribe otra vez tu contraseña para hacer esto.',
    en: 'To be safe, type your password again before you do this.',
  },
  LAST_ADMIN: {
    status: 409,
    es: 'Es la última persona que administra: nombra a otra antes.',
    en: 'This is the last administrator: appoint another one first.',
  },
})
