import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'

const kinds = ['EXPERIENCE', 'PRODUCT', 'REVIEW', 'QUESTION', 'MESSAGE', 'PROFILE'] as const

function readKind(search: Record<string, unknown>): { tipo?: (typeof kinds)[number] } {
  const tipo = kinds.find((kind) => kind === search['tipo'])
  return tipo ? { tipo } : {}
}

/** A search of digits alone arrives as a number. */
const readText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : undefined

function readSearch(search: Record<string, unknown>): { q?: string } {
  const q = readText(search['q'])
  return q ? { q } : {}
}

function readAudit(search: Record<string, unknown>): { accion?: string; sobre?: string } {
  const accion = readText(search['accion'])
  const sobre = readText(search['sobre'])
  return { ...(accion && { accion }), ...(sobre && { sobre }) }
}

const applicationStates = ['SUBMITTED', 'MORE_NEEDED', 'APPROVED', 'REFUSED'] as const

function readApplications(search: Record<string, unknown>): { estado?: (typeof applicationStates)[number] } {
  const estado = applicationStates.find((state) => state === search['estado'])
  return estado ? { estado } : {}
}

const operations = () => import('../features/staff/operations-pages.tsx')

export const staffRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo',
    validateSearch: readKind,
    component: lazyRouteComponent(() => import('../features/staff/cases-page.tsx'), 'CasesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/casos/$kind/$id',
    component: lazyRouteComponent(() => import('../features/staff/case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/apelaciones',
    component: lazyRouteComponent(() => import('../features/staff/appeals-page.tsx'), 'AppealsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/personas',
    validateSearch: readSearch,
    component: lazyRouteComponent(() => import('../features/staff/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/personas/$id',
    component: lazyRouteComponent(() => import('../features/staff/person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/comision',
    component: lazyRouteComponent(() => import('../features/staff/commission-page.tsx'), 'CommissionPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/solicitudes',
    validateSearch: readApplications,
    component: lazyRouteComponent(() => import('../features/staff/applications-page.tsx'), 'ApplicationsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/hallazgos',
    component: lazyRouteComponent(operations, 'FindingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/trabajos',
    component: lazyRouteComponent(operations, 'DeadLettersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/bitacora',
    validateSearch: readAudit,
    component: lazyRouteComponent(operations, 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/reembolsos',
    component: lazyRouteComponent(() => import('../features/staff/refunds-page.tsx'), 'RefundsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/anuncios',
    component: lazyRouteComponent(() => import('../features/staff/announcements-page.tsx'), 'AnnouncementsPage'),
  }),
] as const
