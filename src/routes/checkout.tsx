import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readCheckoutSearch } from '../features/checkout/checkout-search.rules.ts'

/** Anything that is no secret of a link leads to the page that says so. */
const readGroup = ({ clave }: Record<string, unknown>): { clave?: string } =>
  typeof clave === 'string' && /^[\w-]{43}$/.test(clave) ? { clave } : {}

export const checkoutRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/grupo',
    validateSearch: readGroup,
    component: lazyRouteComponent(() => import('../features/checkout/group-page.tsx'), 'GroupPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reservar/$slotId',
    validateSearch: readCheckoutSearch,
    component: lazyRouteComponent(() => import('../features/checkout/checkout-page.tsx'), 'CheckoutPage'),
  }),
] as const
