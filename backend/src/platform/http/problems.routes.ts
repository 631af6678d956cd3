import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { errorCatalogue, platformErrors } from '../errors.ts'
import { titleOf } from './problems.ts'
import { route } from './route.ts'

/** `GET /problems/sold-out`: what a problem's `type` stands for, in the words that people are told. */
export function problemRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/problems/:slug',
    access: 'public',
    ignoreViewer: true,
    cacheSeconds: 3600,
    summary: 'What a type of problem means.',
    tags: ['Operations'],
    hide: true,
    schema: {
      params: z.object({ slug: z.string().max(60) }),
      response: {
        200: z.object({
          code: z.string(),
          title: z.string(),
          status: z.int(),
          detail: z.object({ es: z.string(), en: z.string() }),
        }),
      },
    },
    async handler({ params }) {
      const code = params.slug.toUpperCase().replaceAll('-', '_')
      const entry = errorCatalogue().find((one) => one.code === code)
      if (!entry) throw platformErrors.NOT_FOUND()
      return { code, title: titleOf(code), status: entry.status, detail: { es: entry.es, en: entry.en } }
    },
  })
}
