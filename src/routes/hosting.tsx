import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readBookings } from '../features/host/bookings-search.rules.ts'
import { readListings } from '../features/host/listings-search.rules.ts'
import { readDashboard } from '../features/insights/dashboard-search.rules.ts'

function readDay(search: Record<string, unknown>): { dia?: string } {
  const { dia } = search
  return typeof dia === 'string' && /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(dia) ? { dia } : {}
}

export const hostingRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion',
    validateSearch: readDashboard,
    component: lazyRouteComponent(() => import('../features/insights/host-home-page.tsx'), 'HostHomePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/experiencias',
    validateSearch: readListings,
    component: lazyRouteComponent(() => import('../features/host/listings-page.tsx'), 'ListingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/experiencias/nueva',
    component: lazyRouteComponent(() => import('../features/host/listing-page.tsx'), 'NewListingPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/experiencias/$id',
    component: lazyRouteComponent(() => import('../features/host/listing-page.tsx'), 'ListingPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/experiencias/$id/horarios',
    component: lazyRouteComponent(() => import('../features/host/times-page.tsx'), 'TimesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/calendario',
    validateSearch: readDay,
    component: lazyRouteComponent(() => import('../features/host/calendar-page.tsx'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/reservas',
    validateSearch: readBookings,
    component: lazyRouteComponent(() => import('../features/host/bookings-page.tsx'), 'BookingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/horarios/$id',
    component: lazyRouteComponent(() => import('../features/host/slot-page.tsx'), 'SlotPage'),
  }),
] as const
