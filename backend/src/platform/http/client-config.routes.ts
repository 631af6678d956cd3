import type { FastifyInstance } from 'fastify'
import { ClientConfig } from '../../../../contracts/system.ts'
import type { Config } from '../config.ts'
import { route } from './route.ts'

/** `GET /api/v1/client-config`: what the browser needs to know before anyone signs in. */
export function clientConfigRoutes(app: FastifyInstance, config: Config): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/client-config',
    access: 'public',
    ignoreViewer: true,
    cacheSeconds: 60,
    summary: 'What a browser needs to know about this installation. Nothing here is secret.',
    tags: ['Operations'],
    schema: { response: { 200: ClientConfig } },
    handler: async () => ({
      sentryDsn: config.sentry.browserDsn,
      release: config.release,
      environment: config.env,
      mapStyleUrl: config.map.styleUrl,
      sandbox: config.payments.sandbox,
      directUploads: config.storage.s3 !== null,
    }),
  })
}
