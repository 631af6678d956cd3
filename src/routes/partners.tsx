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
] as const
