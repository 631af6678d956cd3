import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'

export const planRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mis-planes/espera',
    component: lazyRouteComponent(() => import('../features/waitlist/waiting-page.tsx'), 'WaitingPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mis-planes',
    validateSearch: (search: Record<string, unknown>): { cuando?: 'past' } =>
      search['cuando'] === 'past' ? { cuando: 'past' } : {},
    component: lazyRouteComponent(() => import('./my-plans-page.tsx'), 'MyPlansPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mis-planes/reservas/$id',
    component: lazyRouteComponent(() => import('../features/bookings/booking-page.tsx'), 'BookingPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reservas/$id/lista',
    component: lazyRouteComponent(() => import('../features/bookings/confirmed-page.tsx'), 'ConfirmedPage'),
  }),
  // Mails name the booking by its short address.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reservas/$id',
    beforeLoad: ({ params }) => {
      redirect({ to: '/mis-planes/reservas/$id', params, replace: true, throw: true })
    },
  }),
] as const
