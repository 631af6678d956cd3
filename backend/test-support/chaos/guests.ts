/** Guests who book, pay, look and cancel over HTTP, try again as browsers do, and remember every answer they were given. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BookingWithPayment } from '../../../contracts/bookings.ts'
import type { z } from 'zod'
import { messageOf } from '../../../scripts/command.ts'
import type { Account } from './furnish.ts'
import type { ChaosHouse } from './house.ts'

type Booked = z.infer<typeof BookingWithPayment>

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
  unanswered: [],
  unexpected: [],
})

export interface Load {
  /** How many bookings were confirmed so far. */
  confirmed(): number
  /** No new bookings; resolves when everybody has finished what they had begun. */
  end(): Promise<void>
}

/** How long a guest repeats a request that is not answered. */
const patienceMs = 60_000

/** Everybody but the last account, which is kept for `bookOnce` after the fault. */
export function startLoad(house: ChaosHouse, ledger: Ledger): Load {
  let open = true
  const guests = house.accounts.slice(0, -1).map(async (account) => {
    while (open) {
      await journey(house, account, ledger)
      await pause(100 + Math.random() * 300)
    }
  })
  return {
    confirmed: () => ledger.confirmed.size,
    async end() {
      open = false
      await Promise.all(guests)
    },
  }
}

/** One whole journey that neither abandons nor cancels; true when the guest holds a ticket at its end. */
export async function bookOnce(house: ChaosHouse, ledger: Ledger): Promise<boolean> {
  const account = house.accounts.at(-1) as Account
  const bookingId = await bookAndPay(house, account, ledger, house.slots[0] as string, true)
  return bookingId !== null && (await seenConfirmed(house, account, ledger, bookingId))
}

async function journey(house: ChaosHouse, account: Account, ledger: Ledger): Promise<void> {
  const slotId = house.slots[Math.floor(Math.random() * house.slots.length)] as string
  const bookingId = await bookAndPay(house, account, ledger, slotId, Math.random() < 0.85)
  if (!bookingId || !(await seenConfirmed(house, account, ledger, bookingId)) || Math.random() > 0.4) return
  ledger.cancelAsked.add(bookingId)
  const answer = await ask(house, account, ledger, 'POST', `/bookings/${bookingId}/cancel`, { key: randomUUID() })
  if (answer?.status === 200) ledger.cancelled.add(bookingId)
}

/** The booking's id when it was paid. */
async function bookAndPay(house: ChaosHouse, account: Account, ledger: Ledger, slotId: string, pays: boolean) {
  const party = [{ type: 'adult', quantity: 1 + Math.floor(Math.random() * 2) }]
  // One key for one intention: a repeat after a lost answer is the same booking.
  const answer = await ask(house, account, ledger, 'POST', '/bookings', { key: randomUUID(), body: { slotId, party } })
  if (answer?.status !== 201) return null
  const { booking, payment } = answer.body as Booked
  ledger.booked.add(booking.id)
  if (!pays || !payment?.paymentIntentId) return null
  if (!(await pay(house, payment.paymentIntentId))) return null
  ledger.paid.add(booking.id)
  return booking.id
}

async function seenConfirmed(house: ChaosHouse, account: Account, ledger: Ledger, bookingId: string) {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    const answer = await ask(house, account, ledger, 'GET', `/bookings/${bookingId}`)
    const { booking, payment } = (answer?.body ?? {}) as Partial<Booked>
    if (booking?.status === 'CONFIRMED') {
      ledger.confirmed.add(bookingId)
      return true
    }
    if (booking?.status === 'CANCELLED') return false
    // Every other guest waits on the return page, which asks the provider; the rest rely on the webhook.
    if (payment && account.userId.charCodeAt(account.userId.length - 1) % 2 === 0)
      await ask(house, account, ledger, 'GET', `/payments/${payment.id}`)
    await pause(250)
  }
  return false
}

/** Answers that say "later", not "no". */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])
const refusals = new Set(['SOLD_OUT', 'PAYMENT_IN_PROGRESS', 'INVALID_TRANSITION', 'SLOT_CLOSED'])

/** Repeats with the same key until there is an answer; null when there never was one. */
async function ask(
  house: ChaosHouse,
  { token }: Account,
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
          authorization: `Bearer ${token}`,
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(15_000),
      })
      const answer = { status: response.status, body: (await response.json()) as { code?: string } }
      const later = passing.has(answer.status) || answer.body.code === 'REQUEST_IN_PROGRESS'
      if (!later) {
        if (answer.status >= 400 && !refusals.has(answer.body.code ?? ''))
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
async function pay(house: ChaosHouse, intentId: string): Promise<boolean> {
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
