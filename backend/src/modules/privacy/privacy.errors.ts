import { defineErrors } from '../../platform/errors.ts'

export const privacyErrors = defineErrors('privacy', {
  ACCOUNT_NOT_FREE: {
    status: 409,
    es: 'Tu cuenta todavía tiene algo pendiente: termina eso y vuelve a pedirlo.',
    en: 'Something of your account is still under way: finish that and ask again.',
  },
  CONSENT_OUTDATED: {
    status: 409,
    es: 'El texto cambió desde que lo abriste: léelo otra vez.',
    en: 'The text changed since you opened it: read it again.',
  },
  CONSENT_NEEDED: {
    status: 409,
    es: 'Sin esto no podemos tener tu cuenta. Si ya no estás de acuerdo, puedes cerrarla.',
    en: 'We cannot keep your account without it. If you no longer agree, you can close it.',
  },
})
