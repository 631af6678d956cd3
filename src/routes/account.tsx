import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { rootRoute } from '../app/root-route.tsx'
import { sameSitePath } from '../lib/same-site-path.ts'

/**
 * Where to go afterwards; another site's address is dropped here, before anything reads it. Said as undefined: the router
 * lays what a route reads over what the address had.
 */
function readReturn(search: Record<string, unknown>): { volver?: string | undefined } {
  const volver = sameSitePath(search['volver'])
  return { volver: volver === '/' ? undefined : volver }
}

function readToken(search: Record<string, unknown>): { token?: string } {
  const token = search['token']
  // A token of digits alone would arrive as a number.
  return typeof token === 'string' || typeof token === 'number' ? { token: String(token) } : {}
}

export const accountRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/entrar',
    validateSearch: readReturn,
    component: lazyRouteComponent(() => import('../features/auth/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/registro',
    validateSearch: readReturn,
    component: lazyRouteComponent(() => import('../features/auth/sign-up-page.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/verificar',
    validateSearch: readToken,
    component: lazyRouteComponent(() => import('../features/auth/verify-page.tsx'), 'VerifyPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/olvide',
    component: lazyRouteComponent(() => import('../features/auth/forgot-page.tsx'), 'ForgotPage'),
  }),
  // The address that mails to known accounts name.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/recuperar',
    beforeLoad: () => {
      redirect({ to: '/olvide', replace: true, throw: true })
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restablecer',
    validateSearch: readToken,
    component: lazyRouteComponent(() => import('../features/auth/reset-page.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/suspendida',
    component: lazyRouteComponent(() => import('../features/auth/banned-page.tsx'), 'BannedPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/yo',
    component: lazyRouteComponent(() => import('../features/profile/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/yo/seguridad',
    component: lazyRouteComponent(() => import('../features/profile/security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/yo/privacidad',
    component: lazyRouteComponent(() => import('../features/profile/privacy-page.tsx'), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/terminos',
    component: lazyRouteComponent(() => import('../features/legal/legal-pages.tsx'), 'TermsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/privacidad',
    component: lazyRouteComponent(() => import('../features/legal/legal-pages.tsx'), 'NoticePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/apelar',
    validateSearch: (search): { enlace?: string } =>
      typeof search['enlace'] === 'string' ? { enlace: search['enlace'].slice(0, 300) } : {},
    component: lazyRouteComponent(() => import('../features/decisions/appeal-page.tsx'), 'AppealPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/avisos',
    component: lazyRouteComponent(
      () => import('../features/notifications/notifications-page.tsx'),
      'NotificationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/anfitrion/puerta',
    component: lazyRouteComponent(() => import('../features/door/door-page.tsx'), 'DoorPage'),
  }),
] as const
