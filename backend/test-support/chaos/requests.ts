/** How a browser asks and pays: again and again with the same key, until there is an answer. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../../../scripts/command.ts'
import type { Account } from './furnish.ts'
import { type ChaosHouse, readySeconds } from './house.ts'

/** What the guests were told, and may therefore rely on. */
export interface Ledger {
  /** 201, or found on the guest's own page after it was lost. */
  booked: Set<string>
  /** The provider told the browser that the money is taken. */
  paid: Set<string>
  /** The guest has seen CONFIRMED. */
  confirmed: Set<string>
  /** Asked for, whatever came back. */
  cancelAsked: Set<string>
  /** 200. */
  cancelled: Set<string>
  /** The same of purchases, and of the orders of them that are called off alone. */
  bought: Set<string>
  purchases: Set<string>
  /** Purchases that nobody has seen paid or cancelled, with their buyers. */
  unpaid: Map<string, string>
  orderCancelAsked: Set<string>
  ordersCancelled: Set<string>
  /** Requests that were never answered, however often they were repeated. */
  unanswered: string[]
  /** Answers that no guest should ever get. */
  unexpected: string[]
}

export const newLedger = (): Ledger => ({
  booked: new Set(),
  paid: new Set(),
  confirmed: new Set(),
  cancelAsked: new Set(),
  cancelled: new Set(),
  bought: new Set(),
  purchases: new Set(),
  unpaid: new Map(),
  orderCancelAsked: new Set(),
  ordersCancelled: new Set(),
  unanswered: [],
  unexpected: [],
})

/** How long a guest repeats a request that is not answered: a minute more than a start takes at most. */
export const patienceMs = (readySeconds + 60) * 1000

/** Answers that say "later", not "no". */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])
const refusals = new Set([
  'SOLD_OUT',
  'PAYMENT_IN_PROGRESS',
  'INVALID_TRANSITION',
  'SLOT_CLOSED',
  'INSUFFICIENT_STOCK',
  'CART_EMPTY',
  'CART_CHANGED',
])

/** Seats in a purchase are in the way of a booking only of who left that purchase unpaid. */
const isFair = ({ userId }: Account, ledger: Ledger, code: string) =>
  refusals.has(code) || (code === 'HELD_IN_CHECKOUT' && [...ledger.unpaid.values()].includes(userId))

/** Repeats with the same key until there is an answer; null when there never was one. */
export async function ask(
  house: Pick<ChaosHouse, 'url'>,
  account: Account,
  ledger: Ledger,
  method: string,
  path: string,
  { key, body }: { key?: string; body?: object } = {},
): Promise<{ status: number; body: unknown } | null> {
  const deadline = performance.now() + patienceMs
  let last = ''
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`${house.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${account.token}`,
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(15_000),
      })
      const answer = { status: response.status, body: (await response.json()) as { code?: string } }
      const later = passing.has(answer.status) || answer.body.code === 'REQUEST_IN_PROGRESS'
      if (!later) {
        if (answer.status >= 400 && !isFair(account, ledger, answer.body.code ?? ''))
          ledger.unexpected.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer
      }
      last = `${answer.status} ${answer.body.code}`
    } catch (error) {
      last = messageOf(error instanceof Error && error.cause ? error.cause : error)
    }
    await pause(200)
  }
  ledger.unanswered.push(`${method} ${path}: ${last}`)
  return null
}

/** As the card form does: straight at the provider, a few times. */
export async function pay(house: ChaosHouse, intentId: string): Promise<boolean> {
  const key = randomUUID()
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    try {
      const response = await fetch(`${house.provider.url}/v1/payment_intents/${intentId}/confirm`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer sk_test_sandbox',
          'content-type': 'application/x-www-form-urlencoded',
          'idempotency-key': key,
        },
        body: new URLSearchParams({ payment_method: 'pm_card_visa', return_url: 'http://localhost:3001/vuelta' }),
        signal: AbortSignal.timeout(3000),
      })
      const intent = (await response.json()) as { status?: string }
      // A refusal is final: the hold may have run out meanwhile.
      if (response.status < 500 && response.status !== 409 && response.status !== 429)
        return intent.status === 'succeeded'
    } catch {
      // Nobody there, or no answer: the form tries again with the same key.
    }
    await pause(300)
  }
  return false
}
