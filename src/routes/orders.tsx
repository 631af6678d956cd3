import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'

export const orderRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/pedidos',
    component: lazyRouteComponent(() => import('../features/orders/orders-page.tsx'), 'OrdersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/pedidos/$id',
    component: lazyRouteComponent(() => import('../features/orders/order-page.tsx'), 'OrderPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/pedidos/$id/recibo',
    component: lazyRouteComponent(() => import('../features/orders/order-receipt-page.tsx'), 'OrderReceiptPage'),
  }),
  // Mails name an order by this address.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/mis-planes/pedidos/$id',
    beforeLoad: ({ params }) => {
      redirect({ to: '/pedidos/$id', params, replace: true, throw: true })
    },
  }),
] as const
