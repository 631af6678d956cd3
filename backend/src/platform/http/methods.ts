/** Which methods a path knows, so that a known path with another method answers 405 and not 404. */
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { platformErrors } from '../errors.ts'
import { sendProblem } from './problems.ts'

interface KnownPath {
  pattern: RegExp
  methods: Set<string>
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}

/** Collects paths as they are registered; answers unknown ones with problem+json. */
export function answerUnknownPaths(app: FastifyInstance, config: Pick<Config, 'http'>): void {
  const known = new Map<string, KnownPath>()
  app.addHook('onRoute', ({ url, method }) => {
    // Catch-alls at the root know every path and say nothing about methods.
    if (url === '*' || url === '/*') return
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const methods = new Set(
      [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap((entry) => [...entry.methods]),
    )
    if (methods.size > 0 && !methods.has(request.method)) {
      reply.header('allow', [...methods].toSorted().join(', '))
      return sendProblem(reply, platformErrors.METHOD_NOT_ALLOWED(), config.http.publicUrl)
    }
    return sendProblem(reply, platformErrors.NOT_FOUND(), config.http.publicUrl)
  })
}
