import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

const labels = {
  see: { es: 'Ver la decisión', en: 'See the decision' },
  appeal: { es: 'Leer la decisión y apelar', en: 'Read the decision and appeal' },
}

/** What staff decided about something of the person's, in the words of its notification: whoever is suspended cannot read that one. */
export function decisionMail(facts: {
  reader: { name: string; language: Language }
  title: string
  body: string
  /** Null leads nowhere. */
  url: string | null
  isSuspended: boolean
}): Mail {
  const { reader, title, body } = facts
  const english = reader.language === 'en'
  return renderMail(reader.language, {
    subject: title,
    preview: body,
    title: english ? `Hello, ${reader.name}` : `Hola, ${reader.name}`,
    paragraphs: [`${title}.`, body],
    ...(facts.url
      ? { action: { label: labels[facts.isSuspended ? 'appeal' : 'see'][reader.language], url: facts.url } }
      : {}),
    ...(facts.url && facts.isSuspended
      ? {
          note: english
            ? 'The link works for 30 days and opens nothing else.'
            : 'El enlace sirve 30 días y no abre nada más.',
        }
      : {}),
  })
}
