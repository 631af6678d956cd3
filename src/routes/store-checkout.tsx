import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'

export const storeCheckoutRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/canasta/pagar',
    component: lazyRouteComponent(
      () => import('../features/market-checkout/market-checkout-page.tsx'),
      'MarketCheckoutPage',
    ),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/canasta/pagar/$checkoutId',
    // Back from the bank's page; everything else that the provider appends is dropped from the address.
    validateSearch: (search: Record<string, unknown>): { vuelta?: 1 } =>
      search['vuelta'] === 1 || search['vuelta'] === '1' ? { vuelta: 1 } : {},
    component: lazyRouteComponent(() => import('../features/market-checkout/pay-checkout-page.tsx'), 'PayCheckoutPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/compras/$id',
    component: lazyRouteComponent(() => import('../features/market-checkout/purchase-page.tsx'), 'PurchasePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/compras/$id/recibo',
    component: lazyRouteComponent(() => import('../features/market-checkout/receipt-page.tsx'), 'PurchaseReceiptPage'),
  }),
] as const
