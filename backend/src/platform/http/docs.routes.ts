/** `/api/docs`: the API to read and try, without asking any other host for anything. */
import Fastify, { type FastifyInstance } from 'fastify'

/** Scalar styles inline; its script is ours and comes from here, and it may talk to nobody but this API. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const page = `<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Guelaguetza Connect: API</title></head>
<body><div id="api"></div><script src="/api/docs/scalar.js"></script><script src="/api/docs/start.js"></script></body></html>`

const start = `Scalar.createApiReference('#api', ${JSON.stringify({
  url: '/api/openapi.json',
  theme: 'default',
  layout: 'modern',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
})})
`

/** The package carries its 4 MB script inside its plugin; it is loaded when somebody first reads the page. */
async function loadScript(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const carrier = Fastify()
  await carrier.register(scalar, { routePrefix: '/scalar', configuration: { url: '/api/openapi.json' } })
  const { body } = await carrier.inject('/scalar/js/scalar.js')
  await carrier.close()
  return body
}

export function docsRoutes(app: FastifyInstance): void {
  let script: Promise<string> | null = null
  const options = { config: { access: 'public', ignoreViewer: true, limit: 'none' } as const, schema: { hide: true } }
  app.get('/api/docs', options, (_request, reply) =>
    reply.header('content-security-policy', policy).header('content-type', 'text/html; charset=utf-8').send(page),
  )
  app.get('/api/docs/start.js', options, (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(start),
  )
  app.get('/api/docs/scalar.js', options, async (_request, reply) => {
    script ??= loadScript()
    return reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(await script)
  })
}
