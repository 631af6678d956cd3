import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

/** Tells the owner of an account that someone tried to sign up with their address; the one who tried is told nothing. */
export function alreadyRegisteredMail(facts: {
  language: Language
  name: string
  signInUrl: string
  forgotUrl: string
}): Mail {
  const { name, signInUrl, forgotUrl } = facts
  if (facts.language === 'en') {
    return renderMail('en', {
      subject: 'You already have an account',
      preview: 'Someone tried to sign up with your e-mail.',
      title: `Hello, ${name}`,
      paragraphs: [
        'Someone tried to create an account with this e-mail, but you already have one. Nothing changed in it.',
        `If it was you, sign in. If you do not remember your password, choose a new one: ${forgotUrl}`,
      ],
      action: { label: 'Sign in', url: signInUrl },
      note: 'If it was not you, there is nothing you need to do.',
    })
  }
  return renderMail('es', {
    subject: 'Ya tienes una cuenta',
    preview: 'Alguien quiso registrarse con tu correo.',
    title: `Hola, ${name}`,
    paragraphs: [
      'Alguien quiso crear una cuenta con este correo, pero tú ya tienes una. No cambió nada en ella.',
      `Si fuiste tú, inicia sesión. Si no recuerdas tu contraseña, elige una nueva: ${forgotUrl}`,
    ],
    action: { label: 'Iniciar sesión', url: signInUrl },
    note: 'Si no fuiste tú, no tienes que hacer nada.',
  })
}
