import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readDashboard } from '../features/insights/dashboard-search.rules.ts'
import { readPayouts } from '../features/seller/payouts-search.rules.ts'
import { readSold, readView } from '../features/seller/sold-search.rules.ts'
import { readMovements, readPieces } from '../features/seller-tools/pieces-search.rules.ts'

export const sellingRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender',
    validateSearch: (search: Record<string, unknown>) => ({ ...readDashboard(search), ...readView(search) }),
    // Where the orders were before the workshop had a first page.
    beforeLoad: ({ search: { ver } }) => {
      if (ver) redirect({ to: '/vender/pedidos', search: { ver }, replace: true, throw: true })
    },
    component: lazyRouteComponent(() => import('../features/insights/shop-home-page.tsx'), 'ShopHomePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/pedidos',
    validateSearch: readSold,
    component: lazyRouteComponent(() => import('../features/seller/sold-orders-page.tsx'), 'SoldOrdersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/pedidos/$id',
    component: lazyRouteComponent(() => import('../features/seller/sold-order-page.tsx'), 'SoldOrderPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/pedidos/$id/empaque',
    component: lazyRouteComponent(() => import('../features/seller/packing-slip-page.tsx'), 'PackingSlipPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/pedidos/$id/guia',
    component: lazyRouteComponent(() => import('../features/seller/label-page.tsx'), 'LabelPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/piezas',
    validateSearch: readPieces,
    component: lazyRouteComponent(() => import('../features/seller-tools/pieces-page.tsx'), 'PiecesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/piezas/nueva',
    component: lazyRouteComponent(() => import('../features/seller-tools/piece-page.tsx'), 'NewPiecePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/piezas/importar',
    component: lazyRouteComponent(() => import('../features/seller-tools/import-page.tsx'), 'ImportPiecesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/piezas/$id',
    validateSearch: readMovements,
    component: lazyRouteComponent(() => import('../features/seller-tools/piece-page.tsx'), 'PiecePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vender/cobros',
    validateSearch: readPayouts,
    component: lazyRouteComponent(() => import('../features/seller/payouts-page.tsx'), 'SellerPayoutsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/cobros',
    validateSearch: readPayouts,
    component: lazyRouteComponent(() => import('../features/seller/payouts-page.tsx'), 'HostPayoutsPage'),
  }),
  // Mails and the provider's page know the workshop by this address.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/taller/pedidos/$id',
    beforeLoad: ({ params }) => {
      redirect({ to: '/vender/pedidos/$id', params, replace: true, throw: true })
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/taller/cobros',
    beforeLoad: () => {
      redirect({ to: '/vender/cobros', replace: true, throw: true })
    },
  }),
] as const
