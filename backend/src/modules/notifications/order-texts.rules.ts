/** Titles and bodies of notifications about orders and purchases. */
import type { Language } from '../../../../contracts/common.ts'
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { peopleTexts } from './people-texts.rules.ts'
import type { Render } from './notification-text.rules.ts'
import type { partnerTexts } from './partner-texts.rules.ts'
import type { reviewTexts } from './review-texts.rules.ts'

export type OrderNotificationType = Exclude<
  NotificationType,
  | `BOOKING_${string}`
  | `HOST_${string}`
  | keyof typeof partnerTexts
  | keyof typeof reviewTexts
  | keyof typeof peopleTexts
>

/** The workshop's name, in a sentence that also reads without it. */
const by = (data: Record<string, unknown>, otherwise: string): string =>
  typeof data['sellerName'] === 'string' && data['sellerName'] ? data['sellerName'] : otherwise

export const orderTexts: Record<OrderNotificationType, Record<Language, Render>> = {
  ORDER_PAID: {
    es: ({ code, amount, data }) => ({
      title: 'Tu pedido está pagado',
      body: `${by(data, 'El taller')} tiene 48 horas para aceptar tu pedido ${code}${amount && ` (${amount})`}.`,
    }),
    en: ({ code, amount, data }) => ({
      title: 'Your order is paid',
      body: `${by(data, 'The workshop')} has 48 hours to accept your order ${code}${amount && ` (${amount})`}.`,
    }),
  },
  ORDER_ACCEPTED: {
    es: ({ code, data }) => ({
      title: 'El taller prepara tu pedido',
      body: `${by(data, 'El taller')} aceptó tu pedido ${code}.`,
    }),
    en: ({ code, data }) => ({
      title: 'The workshop is preparing your order',
      body: `${by(data, 'The workshop')} accepted your order ${code}.`,
    }),
  },
  ORDER_SHIPPED: {
    es: ({ code, data }) => ({
      title: 'Tu pedido va en camino',
      body: `${by(data, 'El taller')} envió tu pedido ${code}. Ya puedes seguir el paquete.`,
    }),
    en: ({ code, data }) => ({
      title: 'Your order is on its way',
      body: `${by(data, 'The workshop')} sent your order ${code}. You can follow the parcel now.`,
    }),
  },
  ORDER_DELIVERED: {
    es: ({ code }) => ({ title: 'Tu pedido se entregó', body: `Pedido ${code}. Que lo disfrutes mucho.` }),
    en: ({ code }) => ({ title: 'Your order was delivered', body: `Order ${code}. We hope you enjoy it.` }),
  },
  ORDER_CANCELLED: {
    es: ({ code, amount, data }) => ({
      title:
        data['reason'] === 'NOT_ACCEPTED'
          ? 'El taller no aceptó a tiempo'
          : data['reason'] === 'BY_SELLER'
            ? 'El taller canceló tu pedido'
            : 'Tu pedido quedó cancelado',
      body: `Pedido ${code}.${amount ? ` Te devolvemos ${amount} al mismo medio de pago.` : ''}`,
    }),
    en: ({ code, amount, data }) => ({
      title:
        data['reason'] === 'NOT_ACCEPTED'
          ? 'The workshop did not accept in time'
          : data['reason'] === 'BY_SELLER'
            ? 'The workshop cancelled your order'
            : 'Your order is cancelled',
      body: `Order ${code}.${amount ? ` We are returning ${amount} to the same payment method.` : ''}`,
    }),
  },
  ORDER_REFUND_FILED: {
    es: ({ code, amount, data }) => ({
      title: 'Te devuelven parte de tu pedido',
      body: `${by(data, 'El taller')} te devuelve ${amount || 'dinero'} del pedido ${code}.`,
    }),
    en: ({ code, amount, data }) => ({
      title: 'Part of your order is being refunded',
      body: `${by(data, 'The workshop')} is returning ${amount || 'money'} for order ${code}.`,
    }),
  },
  ORDER_REFUNDED: {
    es: ({ code, amount, data }) =>
      data['status'] === 'FAILED'
        ? {
            title: 'La devolución está tardando',
            body: `El banco no aceptó devolver ${amount} del pedido ${code}. Nuestro equipo ya lo está viendo.`,
          }
        : {
            title: 'Devolución hecha',
            body: `Devolvimos ${amount} del pedido ${code}. Tu banco puede tardar unos días en mostrarlo.`,
          },
    en: ({ code, amount, data }) =>
      data['status'] === 'FAILED'
        ? {
            title: 'The refund is taking longer',
            body: `The bank did not take the refund of ${amount} for order ${code}. Our team is looking into it.`,
          }
        : {
            title: 'Refund done',
            body: `We returned ${amount} for order ${code}. Your bank may take a few days to show it.`,
          },
  },
  ORDER_RETURN_ACCEPTED: {
    es: ({ code, data }) => ({
      title: 'Aceptaron tu devolución',
      body: `Envía las piezas del pedido ${code} a ${by(data, 'su taller')}. El dinero regresa cuando lleguen.`,
    }),
    en: ({ code, data }) => ({
      title: 'Your return was accepted',
      body: `Send the pieces of order ${code} to ${by(data, 'the workshop')}. The money goes back once they arrive.`,
    }),
  },
  ORDER_RETURN_REFUSED: {
    es: ({ code, data }) => ({
      title: 'No aceptaron tu devolución',
      body: `${by(data, 'El taller')} explica por qué en el pedido ${code}.`,
    }),
    en: ({ code, data }) => ({
      title: 'Your return was not accepted',
      body: `${by(data, 'The workshop')} says why in order ${code}.`,
    }),
  },
  ORDER_RETURN_RECEIVED: {
    es: ({ code, amount }) => ({
      title: 'Tus piezas llegaron al taller',
      body: `Pedido ${code}.${amount ? ` Te devolvemos ${amount} al mismo medio de pago.` : ''}`,
    }),
    en: ({ code, amount }) => ({
      title: 'Your pieces reached the workshop',
      body: `Order ${code}.${amount ? ` We are returning ${amount} to the same payment method.` : ''}`,
    }),
  },
  CHECKOUT_PAYMENT_FAILED: {
    es: ({ code }) => ({
      title: 'El pago no pasó',
      body: `Lo de tu compra ${code} sigue apartado: puedes intentar con otra tarjeta.`,
    }),
    en: ({ code }) => ({
      title: 'The payment did not go through',
      body: `What is in your purchase ${code} is still held: you can try another card.`,
    }),
  },
  CHECKOUT_EXPIRED: {
    es: ({ code, data }) => ({
      title: data['reason'] === 'BY_ADMIN' ? 'Nuestro equipo canceló tu compra' : 'Se acabó el tiempo para pagar',
      body: `Compra ${code}: no se cobró nada y todo volvió a tu canasta.`,
    }),
    en: ({ code, data }) => ({
      title: data['reason'] === 'BY_ADMIN' ? 'Our team cancelled your purchase' : 'The time to pay ran out',
      body: `Purchase ${code}: nothing was charged and everything is back in your basket.`,
    }),
  },
  CHECKOUT_LATE_PAYMENT_REFUNDED: {
    es: ({ code, amount }) => ({
      title: 'Tu pago llegó tarde y lo devolvemos',
      body: `Lo de tu compra ${code} ya no estaba cuando llegó tu pago. Te devolvemos ${amount} completos.`,
    }),
    en: ({ code, amount }) => ({
      title: 'Your payment came too late and goes back',
      body: `What was in your purchase ${code} was gone when your payment arrived. We are returning all of ${amount}.`,
    }),
  },
  SELLER_ORDER_PAID: {
    es: ({ code, amount }) => ({
      title: 'Tienes un pedido nuevo',
      body: `Pedido ${code}${amount && ` por ${amount}`}, ya pagado. Acéptalo en 48 horas.`,
    }),
    en: ({ code, amount }) => ({
      title: 'You have a new order',
      body: `Order ${code}${amount && ` of ${amount}`}, already paid. Accept it within 48 hours.`,
    }),
  },
  SELLER_ORDER_CANCELLED: {
    es: ({ code, data }) => ({
      title: data['reason'] === 'NOT_ACCEPTED' ? 'Se canceló un pedido sin aceptar' : 'Se canceló un pedido',
      body: `Pedido ${code}. No lo envíes; las piezas están otra vez a la venta.`,
    }),
    en: ({ code, data }) => ({
      title: data['reason'] === 'NOT_ACCEPTED' ? 'An order nobody accepted was cancelled' : 'An order was cancelled',
      body: `Order ${code}. Do not send it; the pieces are on sale again.`,
    }),
  },
  SELLER_RETURN_REQUESTED: {
    es: ({ code }) => ({
      title: 'Te piden una devolución',
      body: `Pedido ${code}. Revisa el motivo y responde.`,
    }),
    en: ({ code }) => ({
      title: 'A return was asked for',
      body: `Order ${code}. Read the reason and answer.`,
    }),
  },
  SELLER_RETURN_WITHDRAWN: {
    es: ({ code }) => ({ title: 'Ya no hay devolución', body: `Quien compró se queda con su pedido ${code}.` }),
    en: ({ code }) => ({ title: 'A return was withdrawn', body: `The buyer keeps order ${code}.` }),
  },
}
