import { defineErrors } from '../../platform/errors.ts'

export const staffErrors = defineErrors('staff', {
  REFUND_EXCEEDS_PAID: {
    status: 409,
    es: 'De eso quedan {left} por devolver.',
    en: '{left} of that are left to give back.',
  },
  NOTHING_PAID: {
    status: 409,
    es: 'No hay ningún cobro que se pueda devolver.',
    en: 'There is no charge that could be given back.',
  },
  SECOND_PERSON_NEEDED: {
    status: 409,
    es: 'Otra persona del equipo tiene que decidir sobre esta devolución.',
    en: 'Another person of the team has to decide about this refund.',
  },
})
