import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readCodes } from '../features/shop/codes-search.rules.ts'

/** How a workshop sells: its page, what sending costs, where one fetches, codes. */
export const shopRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/taller',
    component: lazyRouteComponent(() => import('../features/shop/profile-page.tsx'), 'ShopProfilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/envios',
    component: lazyRouteComponent(() => import('../features/shop/rates-page.tsx'), 'RatesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/envios/recoger',
    component: lazyRouteComponent(() => import('../features/shop/points-page.tsx'), 'PointsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/descuentos',
    validateSearch: readCodes,
    component: lazyRouteComponent(() => import('../features/shop/codes-page.tsx'), 'CodesPage'),
  }),
] as const
