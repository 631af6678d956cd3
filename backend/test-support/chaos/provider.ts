/** The payment sandbox as a process of its own, told from outside what to do wrong. */
import type Stripe from 'stripe'
import { freePort } from '../../../scripts/process-identity.ts'
import type { FaultRule } from '../../../sandbox/faults.ts'
import { launchProgram, type Program } from '../programs.ts'
import { waitUntil } from './wait.ts'

export interface Provider {
  url: string
  port: number
  failNext(rule: FaultRule): Promise<void>
  /** Resolves once every fault has met its call. */
  struck(): Promise<void>
  clearFaults(): Promise<void>
  intents(): Promise<Stripe.PaymentIntent[]>
  refunds(): Promise<Stripe.Refund[]>
  /** Nothing it is sent is read any more, and nothing is refused: it waits on the wire. */
  freeze(): void
  thaw(): void
  kill(): Promise<void>
  /** Starts it with everything it knew, when it does not run. */
  start(): Promise<void>
}

/** The whole list through the provider's own interface; its control shows the newest thousand only. */
export async function listAll<T extends { id: string }>(
  url: string,
  path: 'payment_intents' | 'refunds',
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const last = all.at(-1)
    const response = await fetch(`${url}/v1/${path}?limit=100${last ? `&starting_after=${last.id}` : ''}`, {
      headers: { authorization: 'Bearer sk_test_sandbox' },
      signal: AbortSignal.timeout(10_000),
    })
    const page = (await response.json()) as { data: T[]; has_more: boolean }
    all.push(...page.data)
    if (!page.has_more) return all
  }
}

export async function startProvider(options: { dataDir: string; webhookUrl: string }): Promise<Provider> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let program: Program | null = null

  async function control<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      signal: AbortSignal.timeout(10_000),
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const provider: Provider = {
    url,
    port,
    async failNext(rule) {
      await control('POST', '/faults', rule)
    },
    struck: () =>
      waitUntil('a call meets the fault', 20, async () => {
        const { data } = await control<{ data: unknown[] }>('GET', '/faults')
        return data.length === 0
      }),
    async clearFaults() {
      await control('DELETE', '/faults')
    },
    intents: () => listAll(url, 'payment_intents'),
    refunds: () => listAll(url, 'refunds'),
    freeze: () => void (program && process.kill(program.pid, 'SIGSTOP')),
    thaw: () => void (program?.alive() && process.kill(program.pid, 'SIGCONT')),
    async kill() {
      await program?.stop('SIGKILL')
    },
    async start() {
      if (program?.alive()) return
      program = await launchProgram({
        entry: 'sandbox/main.ts',
        env: { SANDBOX_PORT: String(port), DATA_DIR: options.dataDir, SANDBOX_WEBHOOK_URL: options.webhookUrl },
        readySeconds: 60,
      })
    },
  }
  await provider.start()
  return provider
}
