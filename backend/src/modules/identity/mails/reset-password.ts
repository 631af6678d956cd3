import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

/** The link to choose a new password. */
export function resetPasswordMail(facts: { language: Language; name: string; url: string }): Mail {
  const { name, url } = facts
  if (facts.language === 'en') {
    return renderMail('en', {
      subject: 'Choose a new password',
      preview: 'The link works once, for one hour.',
      title: `Hello, ${name}`,
      paragraphs: ['Someone, hopefully you, asked to change the password of your account.'],
      action: { label: 'Choose a new password', url },
      note: 'The link works once, for one hour, and signs you out everywhere. If it was not you, ignore this message: your password stays the same.',
    })
  }
  return renderMail('es', {
    subject: 'Elige una contraseña nueva',
    preview: 'El enlace sirve una sola vez, durante una hora.',
    title: `Hola, ${name}`,
    paragraphs: ['Alguien, ojalá tú, pidió cambiar la contraseña de tu cuenta.'],
    action: { label: 'Elegir contraseña nueva', url },
    note: 'El enlace sirve una sola vez, durante una hora, y cierra tu sesión en todos lados. Si no fuiste tú, ignora este mensaje: tu contraseña sigue igual.',
  })
}
