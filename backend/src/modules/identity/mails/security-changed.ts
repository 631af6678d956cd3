import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'
import type { SecurityChange } from '../identity.jobs.ts'

const said: Record<SecurityChange, Record<Language, { subject: string; text: string }>> = {
  'second-factor-on': {
    es: {
      subject: 'Activaste el segundo factor',
      text: 'Desde ahora, para entrar con tu contraseña también pedimos un código de tu app.',
    },
    en: {
      subject: 'You switched the second factor on',
      text: 'From now on, signing in with your password also asks for a code of your app.',
    },
  },
  'second-factor-off': {
    es: { subject: 'Apagaste el segundo factor', text: 'Para entrar vuelve a bastar con tu contraseña.' },
    en: { subject: 'You switched the second factor off', text: 'Your password alone is enough to sign in again.' },
  },
  'backup-codes-renewed': {
    es: {
      subject: 'Tienes códigos de respaldo nuevos',
      text: 'Pediste códigos de respaldo nuevos. Los anteriores ya no sirven.',
    },
    en: {
      subject: 'You have new backup codes',
      text: 'You asked for new backup codes. The old ones no longer work.',
    },
  },
  'passkey-added': {
    es: { subject: 'Agregaste una llave de acceso', text: 'Ya puedes entrar con ella, sin escribir tu contraseña.' },
    en: { subject: 'You added a passkey', text: 'You can sign in with it now, without typing your password.' },
  },
  'passkey-removed': {
    es: { subject: 'Quitaste una llave de acceso', text: 'Con esa llave ya no se puede entrar en tu cuenta.' },
    en: { subject: 'You removed a passkey', text: 'That passkey no longer opens your account.' },
  },
}

/** Whoever did not do it learns of it, and what to do. */
export function securityChangedMail(facts: {
  language: Language
  name: string
  change: SecurityChange
  when: string
  securityUrl: string
  forgotUrl: string
}): Mail {
  const { language, name, when } = facts
  const { subject, text } = said[facts.change][language]
  const english = language === 'en'
  return renderMail(language, {
    subject,
    preview: text,
    title: english ? `Hello, ${name}` : `Hola, ${name}`,
    paragraphs: [text, english ? `It happened on ${when}.` : `Fue el ${when}.`],
    action: { label: english ? 'See my security' : 'Ver mi seguridad', url: facts.securityUrl },
    note: english
      ? `If it was not you, choose a new password now: ${facts.forgotUrl} It signs everybody out.`
      : `Si no fuiste tú, elige ahora una contraseña nueva: ${facts.forgotUrl} Eso cierra la sesión en todos lados.`,
  })
}
