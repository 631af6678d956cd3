/** The HTTP edge of a test file, closed after its tests. */
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { buildTestApp, type TestAppOptions } from './build-app.ts'

export { signedInAs, type TestAppOptions } from './build-app.ts'

/** Rate limits are off unless `env` says otherwise. */
export async function testApp(options: TestAppOptions): Promise<FastifyInstance> {
  const { app, close } = await buildTestApp(options)
  afterAll(close)
  return app
}
