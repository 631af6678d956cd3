/** Serves the built PWA: hashed files for ever, the shell always fresh, and the shell for every page address. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where no page of the PWA lives: an unknown address there is a 404, not the shell. */
const notPages = /^\/(api|dev|health|media|metrics|problems)(\/|$)/
/** Vite writes a content hash into these names. */
const hashed = /^assets\/.+-[\w-]{8,}\.\w+$/

function filesBelow(root: string): Set<string> {
  if (!existsSync(root)) return new Set()
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  )
}

/** Browsers say that they want a page; tools that take anything get one where no file could be meant. */
function wantsPage(request: FastifyRequest, path: string): boolean {
  const accept = request.headers.accept ?? '*/*'
  return accept.includes('text/html') || (accept.includes('*/*') && !path.slice(path.lastIndexOf('/')).includes('.'))
}

/**
 * `root` is the folder of the build. A name that is not in its list is never looked up on disk; the list is made at boot and
 * again once another build has come into the folder.
 */
export async function servePwa(app: FastifyInstance, root: string): Promise<void> {
  let files = filesBelow(root)
  // The API alone, as in its container: nginx serves the build.
  if (files.size === 0) return
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false, decorateReply: true })
  const builtAt = () => statSync(join(root, 'index.html'), { throwIfNoEntry: false })?.mtimeMs
  let listedAt = builtAt()
  const has = (file: string): boolean => {
    if (files.has(file) || !hashed.test(file)) return files.has(file)
    const now = builtAt()
    if (now === listedAt) return false
    files = filesBelow(root)
    listedAt = now
    return files.has(file)
  }
  const send = (reply: FastifyReply, file: string) => {
    reply.header('cache-control', hashed.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
    return reply.sendFile(file)
  }
  app.get(
    '/*',
    { config: { access: 'public', ignoreViewer: true, limit: 'none' }, schema: { hide: true } },
    (request, reply) => {
      const path = decodeURIComponent(request.url.split('?')[0] ?? '/')
      const file = path.slice(1)
      if (has(file)) return send(reply, file)
      if (notPages.test(path) || !wantsPage(request, path) || !files.has('index.html')) return reply.callNotFound()
      return send(reply, 'index.html')
    },
  )
}
