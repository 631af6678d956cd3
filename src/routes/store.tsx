import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readStoreSearch } from '../features/store/filters.rules.ts'
import { readSellersSearch } from '../features/store/sellers.rules.ts'
import { craftsQuery, productQuery, sellerQuery } from '../lib/product-queries.ts'

/** Which variant is shown, by its code; one of digits alone would arrive as a number. */
function readVariant(search: Record<string, unknown>): { variante?: string } {
  const { variante } = search
  return (typeof variante === 'string' && variante.length <= 60) || typeof variante === 'number'
    ? { variante: String(variante) }
    : {}
}

export const storeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tienda',
    loader: ({ context }) => void context.queryClient.prefetchQuery(craftsQuery),
    component: lazyRouteComponent(() => import('../features/store/store-page.tsx'), 'StorePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tienda/productos',
    validateSearch: readStoreSearch,
    component: lazyRouteComponent(() => import('../features/store/products-page.tsx'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tienda/productos/$slug',
    validateSearch: readVariant,
    // Asked for while the page's code comes; the page itself shows what came of it.
    loader: ({ context, params }) => void context.queryClient.prefetchQuery(productQuery(params.slug)),
    component: lazyRouteComponent(() => import('../features/store/product-page.tsx'), 'ProductPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tienda/talleres',
    validateSearch: readSellersSearch,
    component: lazyRouteComponent(() => import('../features/store/sellers-page.tsx'), 'SellersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/tienda/talleres/$slug',
    loader: ({ context, params }) => void context.queryClient.prefetchQuery(sellerQuery(params.slug)),
    component: lazyRouteComponent(() => import('../features/store/seller-page.tsx'), 'SellerPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/canasta',
    component: lazyRouteComponent(() => import('../features/basket/basket-page.tsx'), 'BasketPage'),
  }),
] as const
