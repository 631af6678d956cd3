/** Gives the demo's money to the payment sandbox, so that it knows every object that our rows name. */
import { resolve } from 'node:path'
import type { Config } from '../../backend/src/platform/config.ts'
import { type SandboxSeed, writeSandboxState } from '../../sandbox/seed-format.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const timeoutMs = 20_000

/** To the sandbox that runs on the configured port, else into its state file. What it knows already stays as it is. */
export async function giveToSandbox(config: Pick<Config, 'dataDir' | 'payments'>, objects: SandboxSeed): Promise<void> {
  const { apiBase } = config.payments
  if (apiBase === null) return
  if (await importIntoRunning(apiBase, objects)) return
  writeSandboxState(resolve(projectRoot, config.dataDir, 'sandbox/state.jsonl'), objects)
}

/** False when nothing listens there. */
async function importIntoRunning(apiBase: string, objects: SandboxSeed): Promise<boolean> {
  let response: Response
  try {
    response = await fetch(`${apiBase}/_sandbox/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(objects),
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    if (cause?.code === 'ECONNREFUSED') return false
    throw error
  }
  if (!response.ok)
    throw new Error(`the payment sandbox at ${apiBase} did not take the demo payments: ${await response.text()}`)
  return true
}
