import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

export function closureAskedMail(facts: { language: Language; name: string; day: string; url: string }): Mail {
  const { language, name, day, url } = facts
  if (language === 'en')
    return renderMail('en', {
      subject: `Your account will be closed on ${day}`,
      preview: 'Until then you can change your mind.',
      title: `Hello, ${name}`,
      paragraphs: [
        `You asked us to close your account. On ${day} we strike out your name, address, phone and messages.`,
        'Until then everything works as always, and you can take it back.',
      ],
      action: { label: 'Take it back', url },
      note: 'If it was not you, take it back and choose a new password.',
    })
  return renderMail('es', {
    subject: `Cerraremos tu cuenta el ${day}`,
    preview: 'Hasta entonces puedes cambiar de idea.',
    title: `Hola, ${name}`,
    paragraphs: [
      `Pediste cerrar tu cuenta. El ${day} borramos tu nombre, tu dirección, tu teléfono y tus mensajes.`,
      'Hasta entonces todo funciona como siempre, y puedes cancelarlo.',
    ],
    action: { label: 'No cerrar mi cuenta', url },
    note: 'Si no fuiste tú, cancélalo y elige una contraseña nueva.',
  })
}
