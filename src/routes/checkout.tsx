import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readCheckoutSearch } from '../features/checkout/checkout-search.rules.ts'

export const checkoutRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reservar/$slotId',
    validateSearch: readCheckoutSearch,
    component: lazyRouteComponent(() => import('../features/checkout/checkout-page.tsx'), 'CheckoutPage'),
  }),
] as const
