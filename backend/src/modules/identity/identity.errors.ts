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
    es: 'Por seguridad, demuestra otra vez que eres tú para hacer esto.',
    en: 'To be safe, prove again that it is you before you do this.',
  },
  SECOND_FACTOR_WRONG: {
    status: 400,
    es: 'El código no es correcto, ya se usó o ya cambió. Escribe el que ves ahora.',
    en: 'The code is not right, was used already or has changed. Type the one you see now.',
  },
  SECOND_FACTOR_OVER: {
    status: 400,
    es: 'Se acabó el tiempo o los intentos para el código. Vuelve a entrar con tu contraseña.',
    en: 'The time or the tries for the code are over. Sign in with your password again.',
  },
  SECOND_FACTOR_LOCKED: {
    status: 429,
    es: 'Hubo demasiados códigos equivocados. Espera un cuarto de hora y vuelve a intentar.',
    en: 'There were too many wrong codes. Wait a quarter of an hour and try again.',
  },
  SECOND_FACTOR_ALREADY_ON: {
    status: 409,
    es: 'Tu cuenta ya pide un código de tu app.',
    en: 'Your account asks for a code of your app already.',
  },
  SECOND_FACTOR_OFF: {
    status: 409,
    es: 'Tu cuenta no pide ningún código.',
    en: 'Your account does not ask for any code.',
  },
  PASSKEY_REFUSED: {
    status: 400,
    es: 'No pudimos comprobar la llave de acceso. Intenta de nuevo o usa tu contraseña.',
    en: 'We could not check the passkey. Try again or use your password.',
  },
  TOO_MANY_PASSKEYS: {
    status: 409,
    es: 'Caben {most} llaves de acceso: quita una para agregar otra.',
    en: '{most} passkeys fit: remove one to add another.',
  },
  LAST_ADMIN: {
    status: 409,
    es: 'Es la última persona que administra: nombra a otra antes.',
    en: 'This is the last administrator: appoint another one first.',
  },
})
