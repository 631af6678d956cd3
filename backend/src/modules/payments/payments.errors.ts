import { defineErrors } from '../../platform/errors.ts'

export const paymentErrors = defineErrors('payments', {
  BAD_SIGNATURE: {
    status: 400,
    es: 'La firma del aviso no es válida o ya venció.',
    en: 'The signature of the event is wrong or too old.',
  },
})
