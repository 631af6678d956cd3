import { RETRY_DELAYS_MS, createWebhookDelivery } from './webhook-delivery.ts'
import { buildServer } from './server.ts'
import { createClock } from './clock.ts'
import { createControl } from './control.ts'
import { createFaults } from './faults.ts'
import { createStore } from './store.ts'
import { memoryJournal, openJournal } from './persistence.ts'
import { silentLogger } from './logger.ts'
import type { AddressInfo } from 'node:net'
import type { Control } from './control.ts'
import type { Core } from './core.ts'
import type { SandboxLogger } from './logger.ts'

export type { Control } from './control.ts'
export type { FaultKind, FaultRule } from './faults.ts'
export type { WebhookFaultRule } from './webhook-faults.ts'
export type { Delivery } from './store.ts'
export { StateFileError } from './persistence.ts'

export type SandboxOptions = {
  /** 0 for any free port. */
  port: number
  host?: '127.0.0.1'
  /** Where its objects are kept; null keeps them in memory only. */
  stateFile: string | null
  /** Where events are posted; null posts none until `setWebhookUrl`. */
  webhookUrl: string | null
  webhookSecret: string
  /** How browsers reach it, when not at its own address. */
  publicUrl?: string
  logger?: SandboxLogger
  /** Milliseconds since 1970; default: the system's clock. */
  now?: () => number
  /** Between attempts of one webhook; the last repeats for three days. */
  webhookRetryDelaysMs?: readonly number[]
  webhookTimeoutMs?: number
}

export type RunningSandbox = {
  url: string
  port: number
  control: Control
  setWebhookUrl: (url: string | null) => void
  /** Ends every connection; what was not delivered yet goes out after the next start from the same state file. */
  close: () => Promise<void>
}

const HOST = '127.0.0.1'
/** Stripe waits a little longer; a local receiver that needs ten seconds is broken. */
const WEBHOOK_TIMEOUT_MS = 10_000

/** Starts the payment stand-in on the loopback interface. Rejects when the port is taken or the state file is damaged. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const logger = options.logger ?? silentLogger
  const clock = createClock(options.now)
  const store = createStore(options.stateFile === null ? memoryJournal : openJournal(options.stateFile))
  clock.setOffsetMs(store.get('settings', 'clock_offset_ms')?.value ?? 0)
  const webhooks = createWebhookDelivery({
    store,
    clock,
    logger,
    secret: options.webhookSecret,
    url: options.webhookUrl,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
  })
  let url = ''
  const core: Core = {
    store,
    clock,
    webhooks,
    logger,
    faults: createFaults(),
    publicUrl: () => options.publicUrl ?? url,
    request: null,
    refundOutcome: { outcome: 'succeed', times: 0 },
  }
  const control = createControl(core)
  const app = buildServer(core, control)
  try {
    await app.listen({ port: options.port, host: options.host ?? HOST })
  } catch (cause) {
    await webhooks.close()
    store.close()
    throw cause
  }
  const { port } = app.server.address() as AddressInfo
  url = `http://${HOST}:${port}`
  let closing: Promise<void> | undefined
  return {
    url,
    port,
    control,
    setWebhookUrl: webhooks.setUrl,
    close: () => {
      closing ??= (async () => {
        await Promise.all([app.close(), webhooks.close()])
        store.close()
      })()
      return closing
    },
  }
}
