import { defineErrors } from '../../platform/errors.ts'

export const partnerErrors = defineErrors('partners', {
  APPLICATION_INCOMPLETE: {
    status: 409,
    es: 'Todavía falta algo: {missing}.',
    en: 'Something is still missing: {missing}.',
  },
  APPLICATION_OPEN: {
    status: 409,
    es: 'Ya tienes una solicitud en curso: continúa con esa.',
    en: 'You already have an application under way: go on with that one.',
  },
  ALREADY_PARTNER: {
    status: 409,
    es: 'Esta persona ya tiene ese perfil.',
    en: 'This person already has that profile.',
  },
  ALREADY_IN_TEAM: {
    status: 409,
    es: 'Esa persona ya está en el equipo.',
    en: 'That person is already in the team.',
  },
  TEAM_FULL: {
    status: 409,
    es: 'El equipo puede tener hasta {most} personas, contando invitaciones.',
    en: 'A team can have up to {most} people, invitations included.',
  },
  INVITATIONS_PER_DAY: {
    status: 429,
    es: 'Ya mandaste {limit} invitaciones hoy. Sigue mañana.',
    en: 'You have sent {limit} invitations today. Go on tomorrow.',
  },
  INVITATION_NOT_YOURS: {
    status: 409,
    es: 'La invitación es para otro correo: entra con la cuenta de ese correo.',
    en: 'The invitation is for another e-mail address: sign in with the account of that address.',
  },
  INVITATION_OVER: {
    status: 409,
    es: 'La invitación ya no sirve: venció, se retiró o ya se usó. Pide otra.',
    en: 'The invitation no longer works: it expired, was withdrawn or was already used. Ask for another one.',
  },
  CANNOT_ACT_ON_SELF: {
    status: 409,
    es: 'No puedes hacer esto con tu propia cuenta.',
    en: 'You cannot do this to your own account.',
  },
})
