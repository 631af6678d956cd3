import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readWords } from '../lib/words.rules.ts'

const kinds = ['EXPERIENCE', 'PRODUCT', 'REVIEW', 'QUESTION', 'MESSAGE', 'PROFILE'] as const

const oneOf = <T extends string>(options: readonly T[], value: unknown): T | undefined =>
  options.find((option) => option === value)
const readDay = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
const times = ['newest', 'oldest'] as const
const order = <T extends string>(options: readonly T[], value: unknown): T | undefined => {
  const known = oneOf(options, value)
  return known === options[0] ? undefined : known
}
/** What is not said does not stand in the address. */
const said = <T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as never

const readCases = (search: Record<string, unknown>) =>
  said({ tipo: oneOf(kinds, search['tipo']), orden: order(['oldest', 'newest'], search['orden']) })
const readAppeals = (search: Record<string, unknown>) =>
  said({ estado: oneOf(['OPEN', 'UPHELD', 'OVERTURNED'], search['estado']), orden: order(times, search['orden']) })
const readPeople = (search: Record<string, unknown>) =>
  said({
    q: readWords(search['q']),
    rol: oneOf(['user', 'moderator', 'admin'], search['rol']),
    cuenta: oneOf(['banned', 'unverified'], search['cuenta']),
    orden: order(times, search['orden']),
  })
const readFiles = (search: Record<string, unknown>) =>
  said({
    q: readWords(search['q']),
    tipo: oneOf(['BOOKING', 'ORDER', 'PURCHASE', 'PAYMENT'], search['tipo']),
    estado: /^[A-Z_]{2,40}$/.test(String(search['estado'])) ? String(search['estado']) : undefined,
    desde: readDay(search['desde']),
    hasta: readDay(search['hasta']),
    orden: order(['newest', 'oldest', 'dearest', 'cheapest'], search['orden']),
  })
const readAudit = (search: Record<string, unknown>) =>
  said({
    accion: readWords(search['accion']),
    sobre: readWords(search['sobre']),
    quien: readWords(search['quien']),
    desde: readDay(search['desde']),
    hasta: readDay(search['hasta']),
    orden: order(times, search['orden']),
  })
const readEvents = (search: Record<string, unknown>) =>
  said({
    tipo: readWords(search['tipo']),
    objeto: readWords(search['objeto']),
    estado: oneOf(['RECEIVED', 'DONE', 'IGNORED', 'FAILED'], search['estado']),
    orden: order(times, search['orden']),
  })
const readToDo = (search: Record<string, unknown>) =>
  said({ ver: oneOf(['resolved'], search['ver']), orden: order(times, search['orden']) })
const readJobs = (search: Record<string, unknown>) =>
  said({ cola: readWords(search['cola']), orden: order(times, search['orden']) })
/** Lists that are only put in order. */
const readSorted = (search: Record<string, unknown>) => said({ orden: order(times, search['orden']) })
const readRefunds = (search: Record<string, unknown>) =>
  said({ estado: oneOf(['WAITING', 'DONE', 'REFUSED'], search['estado']), orden: order(times, search['orden']) })

const applicationStates = ['SUBMITTED', 'MORE_NEEDED', 'APPROVED', 'REFUSED'] as const

const readApplications = (search: Record<string, unknown>) =>
  said({
    estado: oneOf(applicationStates, search['estado']),
    que: oneOf(['HOST', 'SELLER'], search['que']),
    orden: order(times, search['orden']),
  })

const files = () => import('../features/staff/file-pages.tsx')
export const staffRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo',
    validateSearch: readCases,
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
    validateSearch: readAppeals,
    component: lazyRouteComponent(() => import('../features/staff/appeals-page.tsx'), 'AppealsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/personas',
    validateSearch: readPeople,
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
    validateSearch: readSorted,
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
    validateSearch: readToDo,
    component: lazyRouteComponent(() => import('../features/staff/operations-pages.tsx'), 'FindingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/trabajos',
    validateSearch: readJobs,
    component: lazyRouteComponent(() => import('../features/staff/jobs-page.tsx'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/bitacora',
    validateSearch: readAudit,
    component: lazyRouteComponent(() => import('../features/staff/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/reembolsos',
    validateSearch: readRefunds,
    component: lazyRouteComponent(() => import('../features/staff/refunds-page.tsx'), 'RefundsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/anuncios',
    validateSearch: readSorted,
    component: lazyRouteComponent(() => import('../features/staff/announcements-page.tsx'), 'AnnouncementsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/expedientes',
    validateSearch: readFiles,
    component: lazyRouteComponent(() => import('../features/staff/files-page.tsx'), 'FilesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/reservas/$id',
    component: lazyRouteComponent(files, 'BookingFilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/pedidos/$id',
    component: lazyRouteComponent(files, 'OrderFilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/compras/$id',
    component: lazyRouteComponent(files, 'PurchaseFilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/pagos/$id',
    component: lazyRouteComponent(files, 'PaymentFilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/proveedor',
    validateSearch: readEvents,
    component: lazyRouteComponent(() => import('../features/staff/webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/equipo/ajustes',
    component: lazyRouteComponent(() => import('../features/staff/settings-page.tsx'), 'SettingsPage'),
  }),
] as const
