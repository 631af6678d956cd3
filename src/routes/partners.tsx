import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import type { PartnerKind } from '../../contracts/partners.ts'

const steps = ['who', 'where', 'what', 'story', 'photos', 'documents', 'payouts', 'send'] as const
const kinds = ['HOST', 'SELLER'] as const

function readApplication(search: Record<string, unknown>): { tipo?: PartnerKind; paso?: (typeof steps)[number] } {
  const tipo = kinds.find((kind) => kind === search['tipo'])
  const paso = steps.find((step) => step === search['paso'])
  return { ...(tipo && { tipo }), ...(paso && { paso }) }
}

function readToken(search: Record<string, unknown>): { token?: string } {
  const { token } = search
  // A token of digits alone would arrive as a number.
  return typeof token === 'string' || typeof token === 'number' ? { token: String(token) } : {}
}

/** Becoming a host or seller, and the people who work for one. */
export const partnerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/ofrece',
    component: lazyRouteComponent(() => import('../features/apply/offer-page.tsx'), 'OfferPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/solicitud',
    validateSearch: readApplication,
    component: lazyRouteComponent(() => import('../features/apply/application-page.tsx'), 'ApplicationPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/invitacion',
    validateSearch: readToken,
    component: lazyRouteComponent(() => import('../features/team/invitation-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/yo/equipos',
    component: lazyRouteComponent(() => import('../features/team/own-teams-page.tsx'), 'OwnTeamsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/equipo',
    component: lazyRouteComponent(() => import('../features/team/team-page.tsx'), 'HostTeamPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/equipo',
    component: lazyRouteComponent(() => import('../features/team/team-page.tsx'), 'ShopTeamPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitriones/$slug',
    component: lazyRouteComponent(() => import('../features/experiences/host-page.tsx'), 'HostPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/perfil',
    component: lazyRouteComponent(() => import('../features/host/profile-page.tsx'), 'HostProfilePage'),
  }),
] as const
