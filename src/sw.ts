import { cleanupOutdatedCaches, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { registerRoute, setCatchHandler } from 'workbox-routing'
import { isShellPage } from './lib/shell-navigation.rules.ts'

/**
 * Keeps the shell, so that the product opens without network. Answers of /api are never kept here: they belong to a
 * person, and what must be readable without signal is kept by lib/stored-trip.ts, which knows whose it is.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

const shell = createHandlerBoundToURL('/index.html')
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isShellPage(url.pathname),
  shell,
)

setCatchHandler(async ({ request }) => {
  const page = request.mode === 'navigate' ? await matchPrecache('/offline.html') : undefined
  return page ?? Response.error()
})

// The page asks for it when the visitor accepts the new version (app/update-offer.ts).
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
