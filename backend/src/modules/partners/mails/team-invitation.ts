/** Somebody is asked into the team of a host or workshop. */
import type { Language } from '../../../../../contracts/common.ts'
import type { TeamRole } from '../../../../../contracts/partners.ts'
import { type Mail, renderMail } from '../../../platform/outside/mail/index.ts'

export function teamInvitationMail(facts: {
  language: Language
  partnerName: string
  inviter: string
  role: TeamRole
  url: string
}): Mail {
  const { partnerName, inviter, role, url } = facts
  if (facts.language === 'en')
    return renderMail('en', {
      subject: `${inviter} invites you to the team of ${partnerName}`,
      preview: 'One click and you can help on Guelaguetza Connect.',
      title: `Join ${partnerName}`,
      paragraphs: [
        `${inviter} would like you in the team of ${partnerName} on Guelaguetza Connect.`,
        role === 'MANAGER'
          ? 'As a manager you look after listings, bookings and orders.'
          : 'As a helper you check in guests and prepare orders.',
      ],
      action: { label: 'Join the team', url },
      note: 'The link works for 7 days, with an account of this e-mail address. If you do not know who invites you, ignore this message.',
    })
  return renderMail('es', {
    subject: `${inviter} te invita al equipo de ${partnerName}`,
    preview: 'Un clic y puedes ayudar en Guelaguetza Connect.',
    title: `Únete a ${partnerName}`,
    paragraphs: [
      `${inviter} quiere que seas parte del equipo de ${partnerName} en Guelaguetza Connect.`,
      role === 'MANAGER'
        ? 'Vas a poder cuidar publicaciones, reservas y pedidos.'
        : 'Vas a poder recibir a las visitas y preparar los pedidos.',
    ],
    action: { label: 'Unirme al equipo', url },
    note: 'El enlace sirve durante 7 días, con una cuenta de este correo. Si no conoces a quien te invita, ignora este mensaje.',
  })
}
