/** A redis-server of the test's own, to be killed, hung and started again at will. */
import { afterAll, describe } from 'vitest'
import { hasRedis, launchRedis, type RedisServer } from './redis-server.ts'

export type { RedisServer }

const found = hasRedis()

/** `describe` for what needs Redis; without the program the tests are skipped and say so. */
export const describeWithRedis: typeof describe | typeof describe.skip = found ? describe : describe.skip
if (!found)
  console.warn(
    'Skipped: these tests start their own redis-server and none is installed (apt-get install redis-server).',
  )

const kills: (() => Promise<void>)[] = []
// Registered on import, so that servers started in a hook or a test end too.
afterAll(async () => {
  await Promise.all(kills.map((kill) => kill()))
})

/** Starts a server for the file's tests, ended after them. Call it within `describeWithRedis`, in `beforeAll`. */
export async function startRedis(): Promise<RedisServer> {
  const server = await launchRedis()
  kills.push(server.kill)
  return server
}
