import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { BrokenPage } from './broken-page.tsx'
import { accountRoutes } from '../routes/account.tsx'
import { checkoutRoutes } from '../routes/checkout.tsx'
import { experienceRoutes } from '../routes/experiences.tsx'
import { homeRoutes } from '../routes/home.tsx'
import { hostingRoutes } from '../routes/hosting.tsx'
import { orderRoutes } from '../routes/orders.tsx'
import { partnerRoutes } from '../routes/partners.tsx'
import { peopleRoutes } from '../routes/people.tsx'
import { planRoutes } from '../routes/plans.tsx'
import { sellingRoutes } from '../routes/selling.tsx'
import { shopRoutes } from '../routes/shop.tsx'
import { staffRoutes } from '../routes/staff.tsx'
import { storeCheckoutRoutes } from '../routes/store-checkout.tsx'
import { storeRoutes } from '../routes/store.tsx'
import { NotFoundPage } from './not-found.tsx'
import { rootRoute } from './root-route.tsx'

/** Every page of the product: one line per file of src/routes. */
const routeTree = rootRoute.addChildren([
  ...homeRoutes,
  ...experienceRoutes,
  ...storeRoutes,
  ...storeCheckoutRoutes,
  ...checkoutRoutes,
  ...orderRoutes,
  ...planRoutes,
  ...sellingRoutes,
  ...shopRoutes,
  ...hostingRoutes,
  ...partnerRoutes,
  ...peopleRoutes,
  ...staffRoutes,
  ...accountRoutes,
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // The query cache decides what is fresh, not the router.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // What no page understands leaves the address; else it would reach the page beside what its validation let through.
    search: { strict: true },
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NotFoundPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
