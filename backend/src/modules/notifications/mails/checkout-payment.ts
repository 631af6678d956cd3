import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import { pesosText, whenAtPlace } from '../notification-texts.rules.ts'

interface Purchase {
  code: string
  buyer: { name: string; language: Language }
  publicUrl: string
}
const festivalZone = 'America/Mexico_City'

/** The card was declined; everything is still held until `holdExpiresAt`. */
export function checkoutPaymentFailedMail({
  code,
  buyer,
  publicUrl,
  holdExpiresAt,
}: Purchase & { holdExpiresAt: string }): Mail {
  const until = whenAtPlace(holdExpiresAt, festivalZone, buyer.language)
  const url = `${publicUrl}/mis-planes`
  if (buyer.language === 'en')
    return renderMail('en', {
      subject: `The payment did not go through: purchase ${code}`,
      preview: `Everything is held until ${until}.`,
      title: `Hello, ${buyer.name}`,
      paragraphs: [
        `The payment for your purchase ${code} did not go through and nothing was charged.`,
        `Everything is still held until ${until} (Oaxaca time). You can try again, with the same card or another one.`,
      ],
      action: { label: 'Try again', url },
    })
  return renderMail('es', {
    subject: `El pago no pasó: compra ${code}`,
    preview: `Todo sigue apartado hasta el ${until}.`,
    title: `Hola, ${buyer.name}`,
    paragraphs: [
      `El pago de tu compra ${code} no pasó y no se cobró nada.`,
      `Todo sigue apartado hasta el ${until} (hora de Oaxaca). Puedes intentar de nuevo, con la misma tarjeta o con otra.`,
    ],
    action: { label: 'Intentar de nuevo', url },
  })
}

/** The money came after the things were gone: all of it returns. */
export function lateCheckoutPaymentMail({
  code,
  buyer,
  publicUrl,
  amountCents,
}: Purchase & { amountCents: number }): Mail {
  const amount = pesosText(amountCents, buyer.language)
  if (buyer.language === 'en')
    return renderMail('en', {
      subject: `Your payment came too late and goes back: ${amount}`,
      preview: `Purchase ${code}`,
      title: `Hello, ${buyer.name}`,
      paragraphs: [
        `Your payment for purchase ${code} came when the time to pay was over and something in it was gone.`,
        `We are returning all of ${amount} to the payment method you used. We are sorry.`,
      ],
      facts: [
        ['Purchase', code],
        ['Refund', amount],
      ],
      action: { label: 'See the market', url: `${publicUrl}/tienda` },
    })
  return renderMail('es', {
    subject: `Tu pago llegó tarde y lo devolvemos: ${amount}`,
    preview: `Compra ${code}`,
    title: `Hola, ${buyer.name}`,
    paragraphs: [
      `Tu pago de la compra ${code} llegó cuando ya se había acabado el tiempo y algo de ella ya no estaba.`,
      `Te devolvemos ${amount} completos al medio de pago que usaste. Lo sentimos.`,
    ],
    facts: [
      ['Compra', code],
      ['Reembolso', amount],
    ],
    action: { label: 'Ver la tienda', url: `${publicUrl}/tienda` },
  })
}
