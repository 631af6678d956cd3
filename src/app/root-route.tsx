import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext } from '@tanstack/react-router'
import { BrokenPage } from './broken-page.tsx'
import { NotFoundPage } from './not-found.tsx'
import { Shell } from './shell.tsx'

/** What every route's loader gets. */
export type RouteContext = { queryClient: QueryClient }

/** The parent of every route: the shell around the page. Route files hang their routes on it (src/routes). */
export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
})
