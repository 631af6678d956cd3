/** Mails to whoever staff suspended, and to whoever they let in again. */
import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

interface Reader {
  name: string
  language: Language
}

/** Whoever is suspended sees nothing of the app: the reason, the end and the way to appeal stand here. */
export function suspensionMail(facts: {
  reader: Reader
  reason: string
  /** In words, Oaxaca's time; null has no end. */
  until: string | null
  /** Signed: opens the decision and the appeal. */
  url: string
}): Mail {
  const { reader, reason, until, url } = facts
  if (reader.language === 'en')
    return renderMail('en', {
      subject: 'We suspended your account',
      preview: reason,
      title: `Hello, ${reader.name}`,
      paragraphs: [
        'Our team suspended your account. Until the suspension ends you cannot sign in, and what you offer is not shown.',
        'What is paid stays as it was: our team looks after it.',
        'If you think we are wrong, you can appeal once. Somebody else of our team reads it.',
      ],
      facts: [
        ['Reason', reason],
        ['Until', until ? `${until} (Oaxaca time)` : 'No end date'],
      ],
      action: { label: 'Read the decision and appeal', url },
      note: 'The link works for 30 days and opens nothing else.',
    })
  return renderMail('es', {
    subject: 'Suspendimos tu cuenta',
    preview: reason,
    title: `Hola, ${reader.name}`,
    paragraphs: [
      'Nuestro equipo suspendió tu cuenta. Mientras dure no puedes entrar y lo que ofreces no se muestra.',
      'Lo que ya está pagado sigue en pie: nuestro equipo lo cuida.',
      'Si crees que nos equivocamos, puedes apelar una vez. La lee otra persona del equipo.',
    ],
    facts: [
      ['Motivo', reason],
      ['Hasta', until ? `${until} (hora de Oaxaca)` : 'Sin fecha de fin'],
    ],
    action: { label: 'Leer la decisión y apelar', url },
    note: 'El enlace sirve 30 días y no abre nada más.',
  })
}

export function suspensionLiftedMail({ reader, url }: { reader: Reader; url: string }): Mail {
  if (reader.language === 'en')
    return renderMail('en', {
      subject: 'Your account is open again',
      preview: 'Our team lifted the suspension.',
      title: `Hello, ${reader.name}`,
      paragraphs: [
        'Our team lifted the suspension. You can sign in again, and what the suspension hid is shown again.',
      ],
      action: { label: 'Sign in', url },
    })
  return renderMail('es', {
    subject: 'Tu cuenta está abierta de nuevo',
    preview: 'Nuestro equipo levantó la suspensión.',
    title: `Hola, ${reader.name}`,
    paragraphs: [
      'Nuestro equipo levantó la suspensión. Ya puedes entrar, y lo que la suspensión ocultó se muestra de nuevo.',
    ],
    action: { label: 'Iniciar sesión', url },
  })
}
