/**
 * The API as production runs it (NODE_ENV=production, JSON logs of every request, rate limits counting, one process of
 * ROLE=api), with one difference: the provider it is told to call is the payment sandbox, which production itself refuses.
 */
import { loadConfig } from '../backend/src/platform/config.ts'
import { type Server, startServer } from '../backend/src/server.ts'
import { serveBench } from './child.ts'

const config = loadConfig()
const apiBase = process.env['BENCH_SANDBOX_URL'] ?? null
let server: Server | null = null

await serveBench({
  async start() {
    server = await startServer({ ...config, payments: { ...config.payments, apiBase } })
    return server.url
  },
  stop: async () => server?.stop(),
})
