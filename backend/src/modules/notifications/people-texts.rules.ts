/** Titles and bodies of notifications about applications, teams and what staff gave back. */
import type { Language } from '../../../../contracts/common.ts'
import type { Render } from './notification-text.rules.ts'

export const peopleTexts: Record<
  | 'APPLICATION_SUBMITTED'
  | 'APPLICATION_APPROVED'
  | 'APPLICATION_MORE_NEEDED'
  | 'APPLICATION_REFUSED'
  | 'TEAM_JOINED'
  | 'STAFF_REFUND_GIVEN',
  Record<Language, Render>
> = {
  APPLICATION_SUBMITTED: {
    es: ({ title, data }) => ({
      title: 'Una solicitud espera respuesta',
      body: `${title} quiere ${data['kind'] === 'HOST' ? 'recibir visitas' : 'vender sus piezas'}.`,
    }),
    en: ({ title, data }) => ({
      title: 'An application waits for an answer',
      body: `${title} wants to ${data['kind'] === 'HOST' ? 'welcome visitors' : 'sell their pieces'}.`,
    }),
  },
  APPLICATION_APPROVED: {
    es: ({ title }) => ({
      title: '¡Tu solicitud fue aprobada!',
      body: `${title}: ya puedes empezar. Te damos la bienvenida.`,
    }),
    en: ({ title }) => ({ title: 'Your application was approved!', body: `${title}: you can begin. Welcome.` }),
  },
  APPLICATION_MORE_NEEDED: {
    es: ({ title }) => ({
      title: 'Nos falta algo de tu solicitud',
      body: `${title}: mira qué falta y envíala otra vez.`,
    }),
    en: ({ title }) => ({
      title: 'Something is missing in your application',
      body: `${title}: see what it is and send it again.`,
    }),
  },
  APPLICATION_REFUSED: {
    es: ({ title }) => ({
      title: 'Sobre tu solicitud',
      body: `${title}: por ahora no podemos aceptarla. Ahí te decimos por qué.`,
    }),
    en: ({ title }) => ({
      title: 'About your application',
      body: `${title}: we cannot accept it for now. It says why there.`,
    }),
  },
  TEAM_JOINED: {
    es: ({ title, data }) => ({
      title: 'Alguien se unió a tu equipo',
      body: `${String(data['personName'] ?? 'Alguien')} ya es parte de ${title}.`,
    }),
    en: ({ title, data }) => ({
      title: 'Somebody joined your team',
      body: `${String(data['personName'] ?? 'Somebody')} is part of ${title} now.`,
    }),
  },
  STAFF_REFUND_GIVEN: {
    es: ({ code, amount }) => ({
      title: 'Te devolvemos dinero',
      body: `Nuestro equipo te devuelve ${amount} de ${code}, al mismo medio de pago.`,
    }),
    en: ({ code, amount }) => ({
      title: 'Money is going back to you',
      body: `Our team is returning ${amount} of ${code} to the same payment method.`,
    }),
  },
}
