/** The link that confirms an address: after signing up (`welcome`), or asked for again. */
import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

export function verifyAddressMail(facts: { language: Language; name: string; url: string; welcome: boolean }): Mail {
  const { name, url, welcome } = facts
  if (facts.language === 'en') {
    return renderMail('en', {
      subject: welcome ? 'Welcome to Guelaguetza Connect: confirm your e-mail' : 'Confirm your e-mail',
      preview: 'One click and we know that this mailbox is yours.',
      title: welcome ? `Welcome, ${name}` : `Hello, ${name}`,
      paragraphs: [
        welcome
          ? 'Your account is ready. Confirm that this e-mail is yours, so that your tickets and notices reach you.'
          : 'Here is the link to confirm that this e-mail is yours.',
      ],
      action: { label: 'Confirm my e-mail', url },
      note: 'The link works for 24 hours. If you did not create an account, ignore this message.',
    })
  }
  return renderMail('es', {
    subject: welcome ? 'Te damos la bienvenida a Guelaguetza Connect: confirma tu correo' : 'Confirma tu correo',
    preview: 'Un clic y sabemos que este buzón es tuyo.',
    title: welcome ? `Te damos la bienvenida, ${name}` : `Hola, ${name}`,
    paragraphs: [
      welcome
        ? 'Tu cuenta está lista. Confirma que este correo es tuyo para que te lleguen tus boletos y avisos.'
        : 'Aquí está el enlace para confirmar que este correo es tuyo.',
    ],
    action: { label: 'Confirmar mi correo', url },
    note: 'El enlace sirve durante 24 horas. Si no creaste una cuenta, ignora este mensaje.',
  })
}
