/** The story of an order in sentences, in the reader's language, from the facts its events keep. */
import type { Language } from '../../../../contracts/common.ts'
import { trackingOf } from './carriers.rules.ts'

export type EventData = Record<string, string | number | null>

const locales: Record<Language, string> = { es: 'es-MX', en: 'en-US' }

/** `$1,250.00 MXN` */
function pesosText(cents: number, language: Language): string {
  const amount = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'MXN',
    currencyDisplay: 'narrowSymbol',
  })
  return `${amount.format(cents / 100)} MXN`
}

interface Facts {
  amount: string
  pieces: string
  carrier: string
  data: EventData
}
type Sentence = (facts: Facts) => string

/** Who ended it, and why. */
const cancellations: Record<string, Record<Language, string>> = {
  BY_BUYER: { es: 'Quien compró canceló el pedido.', en: 'The buyer cancelled the order.' },
  BY_SELLER: { es: 'El taller canceló el pedido.', en: 'The workshop cancelled the order.' },
  BY_ADMIN: { es: 'Nuestro equipo canceló el pedido.', en: 'Our team cancelled the order.' },
  NOT_ACCEPTED: {
    es: 'El taller no aceptó el pedido en 48 horas, así que se canceló.',
    en: 'The workshop did not accept the order within 48 hours, so it was cancelled.',
  },
  HOLD_EXPIRED: {
    es: 'Se acabó el tiempo para pagar y las piezas quedaron libres. No se cobró nada.',
    en: 'The time to pay ran out and the pieces were released. Nothing was charged.',
  },
}

const sentences: Record<string, Record<Language, Sentence>> = {
  PLACED: {
    es: () => 'Pedido hecho; las piezas quedaron apartadas.',
    en: () => 'Order placed; the pieces are held.',
  },
  PAID: {
    es: () => 'Pago recibido. El taller tiene 48 horas para aceptar.',
    en: () => 'Paid. The workshop has 48 hours to accept.',
  },
  PAYMENT_FAILED: {
    es: () => 'El pago no pasó y no se cobró nada. Las piezas siguen apartadas.',
    en: () => 'The payment did not go through and nothing was charged. The pieces are still held.',
  },
  ACCEPTED: {
    es: () => 'El taller aceptó y prepara el pedido.',
    en: () => 'The workshop accepted and is preparing the order.',
  },
  SHIPPED: {
    es: ({ carrier, data }) =>
      carrier ? `El pedido va en camino con ${carrier}, guía ${data['trackingNumber']}.` : 'El pedido va en camino.',
    en: ({ carrier, data }) =>
      carrier
        ? `The order is on its way with ${carrier}, tracking ${data['trackingNumber']}.`
        : 'The order is on its way.',
  },
  DELIVERED: { es: () => 'Pedido entregado.', en: () => 'Order delivered.' },
  COMPLETED: {
    es: () => 'El plazo de devolución terminó y el pedido quedó completo.',
    en: () => 'The time for returns is over and the order is complete.',
  },
  CANCELLED: {
    es: ({ data }) => cancellations[String(data['reason'])]?.es ?? 'El pedido se canceló.',
    en: ({ data }) => cancellations[String(data['reason'])]?.en ?? 'The order was cancelled.',
  },
  REFUND_FILED: {
    es: ({ amount, pieces }) => `Se devuelven ${amount} al medio de pago${pieces && ` por ${pieces}`}.`,
    en: ({ amount, pieces }) => `${amount} are going back to the payment method${pieces && ` for ${pieces}`}.`,
  },
  REFUNDED: { es: ({ amount }) => `Devolución hecha: ${amount}.`, en: ({ amount }) => `Refund done: ${amount}.` },
  REFUND_FAILED: {
    es: ({ amount }) => `El banco no aceptó la devolución de ${amount}. Nuestro equipo ya lo está viendo.`,
    en: ({ amount }) => `The bank did not take the refund of ${amount}. Our team is looking into it.`,
  },
  RETURN_REQUESTED: {
    es: ({ pieces }) => `Se pidió devolver ${pieces}.`,
    en: ({ pieces }) => `A return of ${pieces} was asked for.`,
  },
  RETURN_ACCEPTED: {
    es: () => 'La devolución se aceptó. El dinero regresa cuando las piezas lleguen al taller.',
    en: () => 'The return was accepted. The money goes back once the pieces reach the workshop.',
  },
  RETURN_REFUSED: { es: () => 'La devolución no se aceptó.', en: () => 'The return was not accepted.' },
  RETURN_RECEIVED: {
    es: () => 'El taller recibió las piezas devueltas.',
    en: () => 'The workshop received the returned pieces.',
  },
  RETURN_WITHDRAWN: { es: () => 'La devolución se retiró.', en: () => 'The return was withdrawn.' },
}

function piecesText(pieces: number, language: Language): string {
  if (language === 'es') return pieces === 1 ? '1 pieza' : `${pieces} piezas`
  return pieces === 1 ? '1 piece' : `${pieces} pieces`
}

/** Facts that an event of an older version did not keep are left out of the sentence. */
export function timelineText(kind: string, data: EventData, language: Language): string {
  const number = (key: string) => (typeof data[key] === 'number' ? data[key] : null)
  const carrier = typeof data['carrier'] === 'string' ? data['carrier'] : ''
  const pieces = number('pieces')
  const sentence = sentences[kind]?.[language]
  if (!sentence) return kind
  return sentence({
    amount: pesosText(number('amountCents') ?? 0, language),
    pieces: pieces ? piecesText(pieces, language) : '',
    carrier: carrier && trackingOf(carrier, '').carrierName,
    data,
  })
}
