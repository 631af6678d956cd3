import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { startSandbox } from './index.ts'
import type { AddressInfo } from 'node:net'
import type { RunningSandbox, SandboxOptions } from './index.ts'

/** What the sandbox's own tests share: a running sandbox, the official SDK pointed at it, a webhook receiver. */

export const webhookSecret = 'whsec_sandbox'

export function stripeFor(
  sandbox: { port: number },
  options: { key?: string; retries?: number; timeout?: number } = {},
): Stripe {
  return new Stripe(options.key ?? 'sk_test_sandbox', {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: options.retries ?? 0,
    timeout: options.timeout ?? 10_000,
  })
}

export async function openSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: RunningSandbox; stripe: Stripe }> {
  const sandbox = await startSandbox({ port: 0, stateFile: null, webhookUrl: null, webhookSecret, ...options })
  onTestFinished(() => sandbox.close())
  return { sandbox, stripe: stripeFor(sandbox) }
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Receiver = {
  url: string
  /** Events in the order of arrival, each verified by the SDK. */
  events: Stripe.Event[]
  types: () => string[]
  /** Answers the next requests with these statuses, then 200. */
  answerWith: (...statuses: number[]) => void
  /** Resolves once so many events have been accepted. */
  accepted: (count: number) => Promise<void>
}

/** A webhook endpoint that refuses what the SDK cannot verify. */
export async function openReceiver(): Promise<Receiver> {
  const statuses: number[] = []
  const events: Stripe.Event[] = []
  let waiting: Array<{ count: number; resolve: () => void }> = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const status = statuses.shift() ?? 200
      if (status === 200) {
        const signature = String(request.headers['stripe-signature'])
        events.push(new Stripe('sk_test_x').webhooks.constructEvent(Buffer.concat(chunks), signature, webhookSecret))
      }
      response.writeHead(status).end()
      for (const { resolve } of waiting.filter(({ count }) => events.length >= count)) resolve()
      waiting = waiting.filter(({ count }) => events.length < count)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    events,
    types: () => events.map((event) => event.type),
    answerWith: (...next) => statuses.push(...next),
    accepted: (count) =>
      new Promise((resolve) => {
        if (events.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
  }
}

/** The error that a promise rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise
  } catch (cause) {
    return cause as Stripe.errors.StripeError
  }
  throw new Error('Expected a rejection.')
}

export async function paidIntent(stripe: Stripe, amount = 100_000, metadata: Record<string, string> = {}) {
  return stripe.paymentIntents.create({
    amount,
    currency: 'mxn',
    metadata,
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'http://127.0.0.1/back',
  })
}
