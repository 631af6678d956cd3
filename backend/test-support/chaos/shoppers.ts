/** Guests who fill a basket from two workshops, sometimes with a time beside it, and pay all of it at once. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CheckoutWithPayment } from '../../../contracts/checkout.ts'
import type { Account } from './furnish.ts'
import type { ChaosHouse } from './house.ts'
import { ask, type Ledger, patienceMs, pay } from './requests.ts'

const shippingAddress = {
  recipient: 'Ana López',
  line1: 'Reforma 1',
  city: 'Ciudad de México',
  state: 'CDMX',
  postalCode: '06000',
  country: 'MX',
}

/** True when the guest saw the purchase paid. `isSure`: nothing scarce, and neither abandoned nor called off. */
export async function buy(
  house: ChaosHouse,
  account: Account,
  ledger: Ledger,
  { isSure = false } = {},
): Promise<boolean> {
  const [abandons, callsOff, withTime, wantsScarce] = isSure
    ? [false, false, false, false]
    : [0.15, 0.4, 0.3, 0.1].map((often) => Math.random() < often)
  await fillBasket(house, account, ledger, { withTime: withTime === true, wantsScarce: wantsScarce === true })
  const key = randomUUID()
  const answer = await ask(house, account, ledger, 'POST', '/checkouts', { key, body: { shippingAddress } })
  if (answer?.status !== 201) {
    await emptyBasket(house, account, ledger)
    return false
  }
  const { checkout, payment } = answer.body as CheckoutWithPayment
  ledger.bought.add(checkout.id)
  ledger.unpaid.set(checkout.id, account.userId)
  if (abandons || !payment?.paymentIntentId || !(await pay(house, payment.paymentIntentId))) return false
  const orders = await seenPaid(house, account, ledger, checkout.id)
  const [first] = orders ?? []
  if (first && callsOff) await callOff(house, account, ledger, first.id)
  return orders !== null
}

async function fillBasket(
  house: ChaosHouse,
  account: Account,
  ledger: Ledger,
  { withTime, wantsScarce }: { withTime: boolean; wantsScarce: boolean },
) {
  for (const { productId, variantId, isScarce } of house.pieces) {
    if (isScarce && !wantsScarce) continue
    await ask(house, account, ledger, 'PUT', `/cart/items/${productId}`, { body: { quantity: 1, variantId } })
  }
  const party = [{ type: 'adult', quantity: 1 }]
  if (withTime) await ask(house, account, ledger, 'PUT', `/cart/slots/${house.slots[0]}`, { body: { party } })
}

/** What could not be bought is let go, so that the next purchase is not refused for it too. */
async function emptyBasket(house: ChaosHouse, account: Account, ledger: Ledger) {
  for (const { productId, variantId } of house.pieces)
    await ask(house, account, ledger, 'DELETE', `/cart/items/${productId}?variantId=${variantId}`)
  await ask(house, account, ledger, 'DELETE', `/cart/slots/${house.slots[0]}`)
}

/** Its orders once it is paid; null when it never was. */
async function seenPaid(house: ChaosHouse, account: Account, ledger: Ledger, checkoutId: string) {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    const answer = await ask(house, account, ledger, 'GET', `/checkouts/${checkoutId}`)
    const { checkout, payment } = (answer?.body ?? {}) as Partial<CheckoutWithPayment>
    if (checkout?.status === 'PAID') {
      ledger.purchases.add(checkoutId)
      ledger.unpaid.delete(checkoutId)
      return checkout.orders
    }
    if (checkout?.status === 'CANCELLED') {
      ledger.unpaid.delete(checkoutId)
      return null
    }
    // Every other guest waits on the return page, which asks the provider; the rest rely on the webhook.
    if (payment && account.userId.charCodeAt(account.userId.length - 1) % 2 === 0)
      await ask(house, account, ledger, 'GET', `/payments/${payment.id}`)
    await pause(250)
  }
  return null
}

async function callOff(house: ChaosHouse, account: Account, ledger: Ledger, orderId: string) {
  ledger.orderCancelAsked.add(orderId)
  const answer = await ask(house, account, ledger, 'POST', `/orders/${orderId}/cancel`, { key: randomUUID(), body: {} })
  if (answer?.status === 200) ledger.ordersCancelled.add(orderId)
}
