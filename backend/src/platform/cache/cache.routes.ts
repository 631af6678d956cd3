import { z } from 'zod'
import { type HttpModule, route } from '../http/route.ts'
import type { Cache } from './cache.ts'

/** The switch of last resort: forget everything, in every process. */
export function createCacheModule(cache: Cache): HttpModule {
  return {
    name: 'cache',
    routes: (app) =>
      route(app, {
        method: 'POST',
        url: '/admin/cache/flush',
        access: { role: 'admin' },
        summary: 'Forget everything the cache holds, in every process.',
        tags: ['Operations'],
        schema: { response: { 200: z.object({ flushed: z.literal(true) }) } },
        async handler() {
          await cache.flush()
          return { flushed: true as const }
        },
      }),
  }
}
