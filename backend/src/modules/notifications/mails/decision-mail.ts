import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

/** What staff decided about something of the person's, in the words of its notification: whoever is suspended cannot read that one. */
export function decisionMail(facts: {
  reader: { name: string; language: Language }
  title: string
  body: string
  /** Null for whoever is suspended: the app is closed to them. */
  publicUrl: string | null
}): Mail {
  const { reader, title, body } = facts
  const english = reader.language === 'en'
  return renderMail(reader.language, {
    subject: title,
    preview: body,
    title: english ? `Hello, ${reader.name}` : `Hola, ${reader.name}`,
    paragraphs: [`${title}.`, body],
    ...(facts.publicUrl
      ? { action: { label: english ? 'See the decision' : 'Ver la decisión', url: `${facts.publicUrl}/yo/decisiones` } }
      : {}),
  })
}
