import { defineErrors } from '../../platform/errors.ts'

export const checkoutErrors = defineErrors('checkout', {
  CART_EMPTY: {
    status: 409,
    es: 'Tu canasta está vacía: agrega algo antes de pagar.',
    en: 'Your basket is empty: put something in before you pay.',
  },
  CART_FULL: {
    status: 409,
    es: 'En la canasta caben {limit} cosas distintas. Paga o quita algo para agregar más.',
    en: 'The basket takes {limit} different things. Pay or take something out to add more.',
  },
  CART_TOO_DEAR: {
    status: 409,
    es: 'En un solo pago caben {most}: divide tu compra en dos.',
    en: 'One payment takes {most} at most: split your purchase in two.',
  },
  CART_CHANGED: {
    status: 409,
    es: 'Algo cambió en tu canasta desde que la viste: ahora son {total}. Revísala antes de pagar.',
    en: 'Something in your basket changed since you looked: it is {total} now. Check it before you pay.',
  },
  INSUFFICIENT_STOCK: {
    status: 409,
    es: 'De “{product}” quedan {available} y pediste {asked}.',
    en: 'Of “{product}” {available} remain and you asked for {asked}.',
  },
  PRODUCT_UNAVAILABLE: {
    status: 409,
    es: '“{product}” ya no está a la venta: quítalo de tu canasta.',
    en: '“{product}” is no longer on sale: take it out of your basket.',
  },
  AGE_RESTRICTED: {
    status: 409,
    es: 'En tu canasta hay mezcal u otros productos para adultos: confirma una fecha de nacimiento con 18 años cumplidos.',
    en: 'Your basket holds mezcal or other goods for adults: confirm a birth date of someone aged 18 or over.',
  },
  NOT_DELIVERABLE: {
    status: 409,
    es: '{seller} no envía a esa dirección: elige recoger o quita sus piezas.',
    en: '{seller} does not send to that address: choose pickup or take their pieces out.',
  },
  PICKUP_UNAVAILABLE: {
    status: 409,
    es: 'Ese punto de entrega ya no está disponible: elige otro.',
    en: 'That pickup point is no longer available: choose another one.',
  },
  DISCOUNT_UNKNOWN: { status: 404, es: 'No conocemos ese código.', en: 'We do not know that code.' },
  DISCOUNT_UNAVAILABLE: {
    status: 409,
    es: 'El código {code} ya no se puede usar en esta compra: quítalo o prueba otro.',
    en: 'The code {code} can no longer be used for this purchase: take it off or try another one.',
  },
  DISCOUNT_CODE_TAKEN: { status: 409, es: 'Ese código ya existe.', en: 'That code exists already.' },
  PAYMENT_IN_PROGRESS: {
    status: 409,
    es: 'Tu banco está procesando el pago. En cuanto responda podrás cancelar.',
    en: 'Your bank is processing the payment. You can cancel as soon as it answers.',
  },
})
