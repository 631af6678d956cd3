import type { Language } from '../../../../contracts/common.ts'
import { defineErrors, platformErrors } from '../../platform/errors.ts'
import { invalidField } from '../../platform/invalid-input.ts'

export const bookingErrors = defineErrors('bookings', {
  SOLD_OUT: {
    status: 409,
    es: 'Ya no hay lugares suficientes: quedan {available} y pediste {asked}.',
    en: 'There are not enough places left: {available} remain and you asked for {asked}.',
  },
  SLOT_CLOSED: { status: 409, es: 'Este horario ya no admite reservas.', en: 'This time no longer takes bookings.' },
  HOLD_EXPIRED: {
    status: 409,
    es: 'Se acabó el tiempo para pagar y los lugares quedaron libres. No se cobró nada.',
    en: 'The time to pay ran out and the places were freed. Nothing was charged.',
  },
  PAYMENT_IN_PROGRESS: {
    status: 409,
    es: 'Tu banco está procesando el pago. En cuanto responda podrás cancelar.',
    en: 'Your bank is processing the payment. You can cancel as soon as it answers.',
  },
  HELD_IN_CHECKOUT: {
    status: 409,
    es: 'Ya tienes lugares de este horario en una compra por pagar. Págala o cancélala primero.',
    en: 'You already hold places at this time in a purchase that waits for payment. Pay it or cancel it first.',
  },
  CAPACITY_BELOW_TAKEN: {
    status: 409,
    es: 'Hay {taken} lugares ocupados: la capacidad no puede bajar a {capacity}.',
    en: '{taken} places are taken: the capacity cannot go down to {capacity}.',
  },
  ALREADY_ADMITTED: {
    status: 409,
    es: 'Este boleto ya entró a las {time}.',
    en: 'This ticket was already admitted at {time}.',
  },
  TICKET_INVALID: {
    status: 409,
    es: 'Este boleto ya no es válido: la reserva se canceló o cambió.',
    en: 'This ticket is no longer valid: the booking was cancelled or moved.',
  },
  OUTSIDE_CHECK_IN_HOURS: {
    status: 409,
    es: 'Este boleto es para el {date} a las {time}. Se recibe de {opens} a {closes}.',
    en: 'This ticket is for {date} at {time}. It is admitted from {opens} to {closes}.',
  },
  SLOT_EXISTS: {
    status: 409,
    es: 'Ya tienes un horario que empieza a esa hora.',
    en: 'You already have a time that starts then.',
  },
})

export const unknownTicketTypes = (types: readonly string[], pointer = '/party') =>
  invalidField(pointer, {
    es: `Aquí no hay boletos de este tipo: ${types.join(', ')}.`,
    en: `There are no tickets of this type here: ${types.join(', ')}.`,
  })
export const partyOutOfRange = ({ min, max }: { min: number; max: number }) =>
  invalidField('/party', {
    es: `Se reserva para ${min} a ${max} personas.`,
    en: `It is booked for ${min} to ${max} people.`,
  })

const begunAlready = { es: 'Ese momento ya pasó.', en: 'That moment has passed.' }

/** Of a time that would start where nobody can book it any more. */
export const startsInThePast = (language: Language) =>
  platformErrors.VALIDATION_FAILED({ errors: [{ pointer: '/startsAt', message: begunAlready[language] }] })
