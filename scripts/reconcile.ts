/** `npm run reconcile [-- --hours 48]`: our payments, refunds, transfers and reversals against the provider's lists; prints what staff find too. */
import './env-file.ts'
import { parseArgs } from 'node:util'
import { createModules } from '../backend/src/modules.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { ProviderUnavailableError } from '../backend/src/platform/outside/stripe/index.ts'
import { createPlatform, type Platform } from '../backend/src/platform/platform.ts'
import { Explained, runScript } from './command.ts'
import { withDatabase } from './with-database.ts'

const kinds = [
  'PAYMENT_MISMATCH',
  'UNKNOWN_CHARGE',
  'CHARGE_MISSING',
  'FOREIGN_INTENT',
  'REFUND_FAILED',
  'REFUND_MADE_ELSEWHERE',
  'REFUND_EXCEEDS_CAPTURE',
  'REFUND_MISMATCH',
  'UNKNOWN_REFUND',
  'DISPUTE',
  'TRANSFER_REFUSED',
  'TRANSFER_MISMATCH',
  'TRANSFER_MISSING',
  'UNKNOWN_TRANSFER',
  'REVERSAL_FAILED',
  'REVERSAL_MISMATCH',
]

await runScript(async () => {
  const { values } = parseArgs({ options: { hours: { type: 'string', default: '48' } } })
  const hours = Number(values.hours)
  if (!Number.isInteger(hours) || hours < 1)
    throw new Explained('Hours are a whole number: npm run reconcile -- --hours 48')
  await withDatabase(loadConfig(), async (url) => {
    const platform = createPlatform(loadConfig({ ...process.env, DATABASE_URL: url, LOG_LEVEL: 'error' }))
    try {
      await reconcile(platform, hours)
    } catch (error) {
      if (error instanceof ProviderUnavailableError)
        throw new Explained(
          `The payment provider does not answer (with the sandbox: is npm start running?): ${error.message}`,
        )
      throw error
    } finally {
      await platform.jobs.stop(5)
      await platform.close()
    }
  })
})

async function reconcile(platform: Platform, hours: number): Promise<void> {
  const { all, payments, payouts } = createModules(platform)
  const deliveries = platform.events.collect(all.flatMap((module) => module.subscriptions ?? []))
  // What it finds may need a job; the running processes do it.
  await platform.jobs.start([...deliveries, ...all.flatMap((module) => module.jobs ?? [])], [], { work: false })
  const since = new Date(Date.now() - hours * 3_600_000)
  const charged = await payments.compareWithProvider(since)
  const sent = await payouts.compareWithProvider(since)
  console.log(`the last ${hours} hours at the provider against ours:`)
  console.log(`  payments and refunds   ${charged.seen} seen, ${charged.mended} mended, ${charged.findings} findings`)
  console.log(`  transfers, reversals   ${sent.seen} seen, ${sent.mended} mended, ${sent.findings} findings`)
  const open = await platform.database.read.finding.findMany({
    where: { resolvedAt: null, kind: { in: kinds } },
    orderBy: { createdAt: 'asc' },
  })
  console.log(open.length === 0 ? 'no open findings about money' : `${open.length} open findings about money:`)
  for (const { kind, subject, details, createdAt } of open)
    console.log(`  ${createdAt.toISOString()}  ${kind}  ${subject}  ${JSON.stringify(details)}`)
}
