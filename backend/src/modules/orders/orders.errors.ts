import { defineErrors } from '../../platform/errors.ts'

export const orderErrors = defineErrors('orders', {
  REFUND_EXCEEDS_LINE: {
    status: 409,
    es: 'De esa pieza quedan {left} por devolver y pediste {asked}.',
    en: '{left} of that piece are left to give back and you asked for {asked}.',
  },
  RETURN_WINDOW_CLOSED: {
    status: 409,
    es: 'El plazo para pedir una devolución ya terminó.',
    en: 'The time to ask for a return is over.',
  },
  RETURN_ALREADY_OPEN: {
    status: 409,
    es: 'Este pedido ya tiene una devolución abierta.',
    en: 'This order already has an open return.',
  },
})
