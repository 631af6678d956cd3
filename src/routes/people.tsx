import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readInbox } from '../features/answers/inbox-search.rules.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const subjects = ['EXPERIENCE', 'PRODUCT', 'BOOKING', 'ORDER'] as const

/** About what a new conversation is, and what to call it until the server says. */
function readSubject(search: Record<string, unknown>): {
  sobre?: (typeof subjects)[number]
  id?: string
  titulo?: string
} {
  const sobre = subjects.find((kind) => kind === search['sobre'])
  const { id, titulo } = search
  return {
    ...(sobre && { sobre }),
    ...(typeof id === 'string' && uuid.test(id) && { id }),
    ...(typeof titulo === 'string' && { titulo: titulo.slice(0, 120) }),
  }
}

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mensajes',
    component: lazyRouteComponent(() => import('../features/messages/messages-page.tsx'), 'MessagesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mensajes/nuevo',
    validateSearch: readSubject,
    component: lazyRouteComponent(() => import('../features/messages/new-thread-page.tsx'), 'NewThreadPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mensajes/$id',
    component: lazyRouteComponent(() => import('../features/messages/thread-page.tsx'), 'ThreadPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/yo/decisiones',
    component: lazyRouteComponent(() => import('../features/decisions/decisions-page.tsx'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/respuestas',
    validateSearch: readInbox,
    component: lazyRouteComponent(() => import('../features/answers/answers-page.tsx'), 'HostAnswersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/respuestas',
    validateSearch: readInbox,
    component: lazyRouteComponent(() => import('../features/answers/answers-page.tsx'), 'SellerAnswersPage'),
  }),
] as const
