import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

export function closureDoneMail({ language, name }: { language: Language; name: string }): Mail {
  if (language === 'en')
    return renderMail('en', {
      subject: 'Your account is closed',
      preview: 'We no longer have your name or your address.',
      title: `Goodbye, ${name}`,
      paragraphs: [
        'Your account is closed, and your name, address, phone and messages are gone. What the books need (amounts, dates) stays without saying who it was.',
        'This is the last mail we send you. You can sign up again whenever you like, with this same address.',
      ],
    })
  return renderMail('es', {
    subject: 'Cerramos tu cuenta',
    preview: 'Ya no tenemos tu nombre ni tu dirección.',
    title: `Hasta luego, ${name}`,
    paragraphs: [
      'Tu cuenta está cerrada: se borraron tu nombre, tu dirección, tu teléfono y tus mensajes. Lo que piden las cuentas (montos y fechas) queda sin decir de quién era.',
      'Este es el último correo que te mandamos. Puedes registrarte otra vez cuando quieras, con esta misma dirección.',
    ],
  })
}
