import type { Language } from '../../../../../contracts/common.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

/** As much of a message as a mail shows; the rest is read in the conversation. */
const mostLetters = 400
const shortened = (text: string) => (text.length > mostLetters ? `${text.slice(0, mostLetters).trimEnd()}…` : text)

/** Somebody wrote and was not read for some minutes. */
export function messagesWaitingMail(facts: {
  reader: { name: string; language: Language }
  threadId: string
  senderName: string
  subjectTitle: string
  /** The newest few, oldest first; a picture alone has none. */
  texts: string[]
  count: number
  publicUrl: string
}): Mail {
  const { reader, senderName, subjectTitle, count } = facts
  const url = `${facts.publicUrl}/mensajes/${facts.threadId}`
  const english = reader.language === 'en'
  const picture = english ? '(a picture)' : '(una foto)'
  const quoted = facts.texts.map((text) => `“${shortened(text) || picture}”`)
  if (english)
    return renderMail('en', {
      subject: `${senderName} wrote to you about ${subjectTitle}`,
      preview: quoted.at(-1) ?? '',
      title: `Hello, ${reader.name}`,
      paragraphs: [
        `${senderName} wrote to you about ${subjectTitle}${count > 1 ? ` (${count} messages)` : ''}:`,
        ...quoted,
      ],
      action: { label: 'Read and answer', url },
    })
  return renderMail('es', {
    subject: `${senderName} te escribió sobre ${subjectTitle}`,
    preview: quoted.at(-1) ?? '',
    title: `Hola, ${reader.name}`,
    paragraphs: [
      `${senderName} te escribió sobre ${subjectTitle}${count > 1 ? ` (${count} mensajes)` : ''}:`,
      ...quoted,
    ],
    action: { label: 'Leer y responder', url },
  })
}
