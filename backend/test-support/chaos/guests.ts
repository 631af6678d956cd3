/** Guests who book, buy, pay, look and cancel over HTTP, try again as browsers do, and remember every answer they were given. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BookingWithPayment } from '../../../contracts/bookings.ts'
import type { z } from 'zod'
import type { Account } from './furnish.ts'
import type { ChaosHouse } from './house.ts'
import { ask, type Ledger, patienceMs, pay } from './requests.ts'
import { buy } from './shoppers.ts'

type Booked = z.infer<typeof BookingWithPayment>

export interface Load {
  /** How many bookings were confirmed so far, and how many purchases were seen paid. */
  confirmed(): number
  purchased(): number
  /** No new bookings; resolves when everybody has finished what they had begun. */
  end(): Promise<void>
}

/** Everybody but the last account, which is kept for `bookOnce` after the fault. */
export function startLoad(house: ChaosHouse, ledger: Ledger): Load {
  let open = true
  const guests = house.accounts.slice(0, -1).map(async (account) => {
    while (open) {
      await (Math.random() < 0.4 ? buy(house, account, ledger) : journey(house, account, ledger))
      await pause(100 + Math.random() * 300)
    }
  })
  return {
    confirmed: () => ledger.confirmed.size,
    purchased: () => ledger.purchases.size,
    async end() {
      open = false
      await Promise.all(guests)
    },
  }
}

/** Two whole journeys that neither abandon nor cancel; true when the guest holds a ticket and a paid purchase at their end. */
export async function bookAndBuyOnce(house: ChaosHouse, ledger: Ledger): Promise<boolean> {
  const account = house.accounts.at(-1) as Account
  const bookingId = await bookAndPay(house, account, ledger, house.slots[0] as string, true)
  const hasTicket = bookingId !== null && (await seenConfirmed(house, account, ledger, bookingId))
  return hasTicket && (await buy(house, account, ledger, { isSure: true }))
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
