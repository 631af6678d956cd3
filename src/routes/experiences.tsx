import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { readDetailSearch } from '../features/experiences/detail.rules.ts'
import { readExploreSearch } from '../features/experiences/filters.rules.ts'
import { experienceByIdQuery } from '../lib/slot-queries.ts'

export const experienceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/experiencias',
    validateSearch: readExploreSearch,
    component: lazyRouteComponent(() => import('../features/experiences/explore-page.tsx'), 'ExplorePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/experiencias/$slug',
    validateSearch: readDetailSearch,
    // Asked for while the page's code comes; the page itself shows what came of it.
    loader: ({ context, params }) => void context.queryClient.prefetchQuery(experienceByIdQuery(params.slug)),
    component: lazyRouteComponent(() => import('../features/experiences/experience-page.tsx'), 'ExperiencePage'),
  }),
] as const
