/** Titles and bodies of notifications about reviews, questions and decisions of staff. */
import type { Language } from '../../../../contracts/common.ts'
import type { Render } from './notification-text.rules.ts'

const stars = (data: Record<string, unknown>, one: string, many: string): string =>
  typeof data['rating'] === 'number' ? `${data['rating']} ${data['rating'] === 1 ? one : many}` : ''
const by = (data: Record<string, unknown>, otherwise: string): string =>
  typeof data['payeeName'] === 'string' && data['payeeName'] ? data['payeeName'] : otherwise
const text = (data: Record<string, unknown>, key: string): string => {
  const value = data[key]
  return typeof value === 'string' ? value : ''
}

export const reviewTexts: Record<
  | 'REVIEW_RECEIVED'
  | 'REVIEW_ANSWERED'
  | 'QUESTION_RECEIVED'
  | 'QUESTION_ANSWERED'
  | 'CONTENT_DECIDED'
  | 'APPEAL_DECIDED'
  | 'REPORT_ANSWERED',
  Record<Language, Render>
> = {
  REVIEW_RECEIVED: {
    es: ({ title, data }) => ({
      title: 'Tienes una reseña nueva',
      body: `${title}${data['rating'] ? `: ${stars(data, 'estrella', 'estrellas')}` : ''}. Una respuesta tuya ayuda a quien la lea.`,
    }),
    en: ({ title, data }) => ({
      title: 'You have a new review',
      body: `${title}${data['rating'] ? `: ${stars(data, 'star', 'stars')}` : ''}. An answer from you helps whoever reads it.`,
    }),
  },
  REVIEW_ANSWERED: {
    es: ({ title, data }) => ({
      title: 'Respondieron a tu reseña',
      body: `${by(data, 'Quien lo ofrece')} respondió a lo que dijiste de ${title}.`,
    }),
    en: ({ title, data }) => ({
      title: 'Your review was answered',
      body: `${by(data, 'Whoever offers it')} answered what you said about ${title}.`,
    }),
  },
  QUESTION_RECEIVED: {
    es: ({ title }) => ({
      title: 'Te hicieron una pregunta',
      body: `Es sobre ${title}. Tu respuesta la verán todos.`,
    }),
    en: ({ title }) => ({
      title: 'You were asked a question',
      body: `It is about ${title}. Everyone will see your answer.`,
    }),
  },
  QUESTION_ANSWERED: {
    es: ({ title, data }) => ({
      title: 'Respondieron tu pregunta',
      body: `${by(data, 'Quien lo ofrece')} respondió lo que preguntaste sobre ${title}.`,
    }),
    en: ({ title, data }) => ({
      title: 'Your question was answered',
      body: `${by(data, 'Whoever offers it')} answered what you asked about ${title}.`,
    }),
  },
  CONTENT_DECIDED: {
    es: ({ title, data, until }) => ({
      title:
        data['action'] === 'WARN'
          ? 'Te pedimos más cuidado'
          : data['action'] === 'SUSPEND'
            ? 'Suspendimos tu cuenta'
            : 'Quitamos algo tuyo de la vista',
      body: `Sobre ${title}: ${text(data, 'reason') || 'no sigue nuestras reglas.'}${data['action'] !== 'SUSPEND' ? '' : until ? ` Hasta el ${until} (hora de Oaxaca).` : ' Sin fecha de fin.'} Si crees que nos equivocamos, puedes apelar una vez.`,
    }),
    en: ({ title, data, until }) => ({
      title:
        data['action'] === 'WARN'
          ? 'Please take more care'
          : data['action'] === 'SUSPEND'
            ? 'We suspended your account'
            : 'We took something of yours out of sight',
      body: `About ${title}: ${text(data, 'reason') || 'it does not follow our rules.'}${data['action'] !== 'SUSPEND' ? '' : until ? ` Until ${until} (Oaxaca time).` : ' It has no end date.'} If you think we are wrong, you can appeal once.`,
    }),
  },
  APPEAL_DECIDED: {
    es: ({ title, data }) => ({
      title: data['outcome'] === 'OVERTURNED' ? 'Tenías razón: deshicimos la decisión' : 'Mantuvimos la decisión',
      body: `Otra persona del equipo revisó tu apelación sobre ${title}. ${text(data, 'answer')}`.trimEnd(),
    }),
    en: ({ title, data }) => ({
      title: data['outcome'] === 'OVERTURNED' ? 'You were right: we undid the decision' : 'We stand by the decision',
      body: `Somebody else of our team looked at your appeal about ${title}. ${text(data, 'answer')}`.trimEnd(),
    }),
  },
  REPORT_ANSWERED: {
    es: ({ title, data }) => ({
      title: 'Revisamos lo que reportaste',
      body:
        data['outcome'] === 'ACTED'
          ? `Sobre ${title}: tomamos medidas. Gracias por cuidar de los demás.`
          : `Sobre ${title}: no encontramos nada contra nuestras reglas. Si vuelve a pasar, avísanos otra vez.`,
    }),
    en: ({ title, data }) => ({
      title: 'We looked at what you reported',
      body:
        data['outcome'] === 'ACTED'
          ? `About ${title}: we acted on it. Thank you for looking out for others.`
          : `About ${title}: we found nothing against our rules. If it happens again, tell us again.`,
    }),
  },
}
