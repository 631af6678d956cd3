/** How an application stands. */
import type { Language } from '../../../../../contracts/common.ts'
import type { PartnerKind } from '../../../../../contracts/partners.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

export interface ApplicationMailFacts {
  language: Language
  name: string
  kind: PartnerKind
  outcome: 'RECEIVED' | 'APPROVED' | 'MORE_NEEDED' | 'REFUSED'
  /** What staff wrote; may be empty. */
  reason: string
  publicUrl: string
}
type Words = { subject: string; paragraphs: string[]; action: { label: string; url: string } }

export function applicationMail(facts: ApplicationMailFacts): Mail {
  const english = facts.language === 'en'
  const words = english ? inEnglish(facts) : inSpanish(facts)
  return renderMail(facts.language, {
    ...words,
    preview: words.paragraphs[0] ?? '',
    title: english ? `Hello, ${facts.name}` : `Hola, ${facts.name}`,
  })
}

function inSpanish({ kind, outcome, reason, publicUrl }: ApplicationMailFacts): Words {
  const what = kind === 'HOST' ? 'ofrecer experiencias' : 'vender tus piezas'
  const own = { label: 'Ver mi solicitud', url: `${publicUrl}/solicitud` }
  switch (outcome) {
    case 'RECEIVED':
      return {
        subject: 'Recibimos tu solicitud',
        paragraphs: [
          `Gracias por querer ${what} en Guelaguetza Connect. Nuestro equipo la lee completa y te escribe pronto.`,
        ],
        action: own,
      }
    case 'APPROVED':
      return {
        subject: '¡Tu solicitud fue aprobada!',
        paragraphs: [`Ya puedes ${what}. Te damos la bienvenida.`, ...(reason ? [reason] : [])],
        action: { label: 'Empezar', url: `${publicUrl}/${kind === 'HOST' ? 'anfitrion' : 'vender'}` },
      }
    case 'MORE_NEEDED':
      return {
        subject: 'Nos falta algo de tu solicitud',
        paragraphs: ['Ya casi. Para seguir necesitamos esto:', reason],
        action: own,
      }
    case 'REFUSED':
      return {
        subject: 'Sobre tu solicitud',
        paragraphs: ['Leímos tu solicitud con cuidado y por ahora no podemos aceptarla.', reason],
        action: own,
      }
  }
}

function inEnglish({ kind, outcome, reason, publicUrl }: ApplicationMailFacts): Words {
  const what = kind === 'HOST' ? 'offer experiences' : 'sell your work'
  const own = { label: 'See my application', url: `${publicUrl}/solicitud` }
  switch (outcome) {
    case 'RECEIVED':
      return {
        subject: 'We have your application',
        paragraphs: [
          `Thank you for wanting to ${what} on Guelaguetza Connect. Our team reads all of it and will write to you soon.`,
        ],
        action: own,
      }
    case 'APPROVED':
      return {
        subject: 'Your application was approved!',
        paragraphs: [`You can ${what} now. Welcome.`, ...(reason ? [reason] : [])],
        action: { label: 'Begin', url: `${publicUrl}/${kind === 'HOST' ? 'anfitrion' : 'vender'}` },
      }
    case 'MORE_NEEDED':
      return {
        subject: 'Something is missing in your application',
        paragraphs: ['Almost there. To go on we need this:', reason],
        action: own,
      }
    case 'REFUSED':
      return {
        subject: 'About your application',
        paragraphs: ['We read your application with care and cannot accept it for now.', reason],
        action: own,
      }
  }
}
