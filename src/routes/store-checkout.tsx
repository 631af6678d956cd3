import { createRoute, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'

export const storeCheckoutRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/canasta/pagar',
    beforeLoad: () => {
      redirect({ to: '/canasta', replace: true, throw: true })
    },
  }),
] as const
