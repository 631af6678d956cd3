import { cards, payWith } from './checkout-steps.ts'
import {
  buyByApi,
  expectBought,
  fillAddress,
  holdBasket,
  pieceOf,
  putInBasket,
  readOrder,
  readPurchase,
  workshops,
} from './market.ts'
import { chargesOf, findOffer } from './offers.ts'
import { demo, signIn, signInByApi, signUpGuest, someoneNew } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { basket, bookings, checkout, market, orders, selling } = texts.es

test('three workshops and one tour in one payment: filled before signing in, declined once, then authorised at the bank', async ({
  page,
  watch,
}) => {
  watch.allow(/402 \(Payment Required\)/)
  const [a, b, c] = (await workshops(page.request)).slice(0, 3) as [string, string, string]
  for (const slug of [a, b, c]) await putInBasket(page.request, await pieceOf(page.request, slug))
  const { slot, experience } = await findOffer(page.request, 'mezcal-de-santiago-matatlan').catch(() =>
    findOffer(page.request, 'monte-alban-por-la-tarde'),
  )
  const added = await page.request.put(`/api/v1/cart/slots/${slot.id}`, {
    data: { party: [{ type: 'adult', quantity: 2 }] },
  })
  expect(added.ok()).toBe(true)

  await test.step('a visitor is asked to sign in and comes back to the same basket', async () => {
    const guest = someoneNew()
    await page.request.post('/api/auth/sign-up/email', { data: { ...guest, language: 'es' } })
    await page.goto('/canasta')
    await page.getByRole('link', { name: basket.continue, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: market.heading })).toBeVisible()
    await page.getByLabel(market.address.recipient, { exact: true }).fill('Itzel Ramírez')
    await page.getByRole('button', { name: market.continueSignedOut }).click()
    await signIn(page, guest)
    await page.waitForURL('**/canasta/pagar')
    await expect(page.getByLabel(market.address.recipient, { exact: true })).toHaveValue('Itzel Ramírez')
    await expect(page.getByRole('heading', { level: 3, name: experience.title })).toBeVisible()
  })

  await test.step('what is missing is said where it is missing', async () => {
    await page.getByRole('button', { name: like(market.continuePlain, market.continue) }).click()
    await expect(page.getByText(market.problem.line1)).toBeVisible()
    await expect(page.getByLabel(market.address.line1, { exact: true })).toBeFocused()
  })

  await fillAddress(page)
  const id = await holdBasket(page)

  await test.step('declined, nothing moved, and still held after a reload', async () => {
    await payWith(page, cards.declined)
    await expect(page.getByRole('alert').filter({ hasText: checkout.declinedTitle })).toBeVisible()
    await expect.poll(async () => (await readPurchase(page.request, id)).checkout.status).toBe('PAYMENT_FAILED')
    await page.reload()
    await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeVisible()
  })

  await test.step('another card, whose bank asks', async () => {
    await payWith(page, cards.challenge)
    await expect(page.getByRole('heading', { name: 'Autoriza tu compra' })).toBeVisible()
    await page.getByRole('button', { name: 'Autorizar' }).click()
    await expectBought(page)
  })
  const { checkout: bought, payment } = await readPurchase(page.request, id)
  expect(bought.orders).toHaveLength(3)
  expect(bought.bookings).toHaveLength(1)
  expect(await chargesOf(page.request, payment)).toBe(1)
  const due = bought.orders.reduce((sum, { total }) => sum + total.amount, 0) + (bought.bookings[0]?.total.amount ?? 0)
  expect(bought.total.amount).toBe(due)
  for (const { code } of bought.orders) await expect(page.getByText(new RegExp(code))).toBeVisible()

  await test.step('tickets, and everything on one line of the trip', async () => {
    await page.getByRole('link', { name: market.done.tickets }).click()
    await expect(page.getByRole('img', { name: like(bookings.ticketQr) })).toHaveCount(2)
    await page.goto('/mis-planes')
    await expect(page.getByRole('article')).toHaveCount(4)
  })
})

test('one order of several is cancelled, and only that one', async ({ page }) => {
  await signUpGuest(page.request)
  const [a, b] = (await workshops(page.request)).slice(3, 5) as [string, string]
  for (const slug of [a, b]) await putInBasket(page.request, await pieceOf(page.request, slug))
  const { checkout: bought } = await buyByApi(page.request)
  const [first, second] = bought.orders
  if (!first || !second) throw new Error('two workshops make two orders')

  await page.goto(`/pedidos/${first.id}`)
  await page.getByRole('button', { name: orders.cancel, exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText(like(orders.cancelAmount))).toBeVisible()
  await dialog.getByRole('button', { name: like(orders.cancelDo) }).click()
  await expect(page.getByText(orders.status.CANCELLED, { exact: true })).toBeVisible()
  await expect(page.getByText(orders.cancelled.BY_BUYER).first()).toBeVisible()

  expect(await readOrder(page.request, first.id)).toMatchObject({ status: 'CANCELLED', refunded: first.total })
  expect(await readOrder(page.request, second.id)).toMatchObject({ status: 'PAID', refunded: { amount: 0 } })
})

test('a workshop accepts and sends; what arrives is sent back and refunded, and both sides see each step', async ({
  page,
  browser,
}) => {
  await signUpGuest(page.request)
  const shop = await browser.newContext()
  await signInByApi(shop.request, demo('seller'))
  const me = (await (await shop.request.get('/api/v1/me')).json()) as { seller: { id: string } }
  await putInBasket(page.request, await pieceOf(page.request, me.seller.id))
  const { checkout: bought } = await buyByApi(page.request)
  const order = bought.orders[0]
  if (!order) throw new Error('a piece makes an order')

  const counter = await shop.newPage()
  await test.step('the workshop finds it among what is to accept', async () => {
    await counter.goto('/vender/pedidos')
    await counter.getByRole('article').filter({ hasText: order.code }).getByRole('link').click()
    await counter.getByRole('button', { name: selling.accept, exact: true }).click()
    await expect(counter.getByRole('button', { name: selling.ship, exact: true })).toBeVisible()
  })
  await page.goto(`/pedidos/${order.id}`)
  await expect(page.getByText(orders.status.PROCESSING, { exact: true })).toBeVisible()

  await test.step('and sends it', async () => {
    await counter.getByRole('button', { name: selling.ship, exact: true }).click()
    await counter.getByLabel(selling.tracking, { exact: true }).fill('8055123456')
    await counter.getByRole('button', { name: selling.shipDo, exact: true }).click()
    await expect(counter.getByText(orders.status.SHIPPED, { exact: true })).toBeVisible()
  })

  await test.step('the buyer sees it without asking', async () => {
    await expect(page.getByText(orders.status.SHIPPED, { exact: true })).toBeVisible()
    const link = page.getByRole('link', { name: like(orders.trackingOpen) })
    await expect(link).toHaveAttribute('href', /estafeta.*8055123456/)
  })

  const words = 'Llegó con un golpe en la orilla.'
  const answer = 'Mándala a Calle de los Telares 4, Teotitlán.'
  await test.step('it arrives, and the buyer asks to give it back', async () => {
    await counter.getByRole('button', { name: selling.deliver, exact: true }).click()
    await counter.getByRole('alertdialog').getByRole('button', { name: selling.deliverDo }).click()
    await expect(page.getByText(orders.status.DELIVERED, { exact: true })).toBeVisible()
    await page.getByRole('button', { name: orders.returnAsk, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: orders.returnTitle })
    await dialog.getByRole('button', { name: orders.returnSend }).click()
    await expect(dialog.getByRole('alert').filter({ hasText: orders.returnNone })).toBeVisible()
    await dialog.getByRole('textbox', { name: like(orders.returnQuantity) }).fill('1')
    await dialog.getByLabel(orders.returnReason).fill(words)
    await expect(dialog.getByText(like(orders.returnAmount))).toBeVisible()
    await dialog.getByRole('button', { name: orders.returnSend }).click()
    await expect(page.getByText(orders.returnStatus.REQUESTED, { exact: true })).toBeVisible()
  })

  await test.step('the workshop reads why and accepts, without having reloaded', async () => {
    await expect(counter.getByText(like(selling.returnReason))).toContainText(words)
    await counter.getByLabel(selling.returnNote).fill(answer)
    await counter.getByRole('button', { name: selling.returnAccept, exact: true }).click()
    await expect(counter.getByText(selling.returnStatus.ACCEPTED, { exact: true })).toBeVisible()
    await expect(page.getByText(orders.returnStatus.ACCEPTED, { exact: true })).toBeVisible()
    await expect(page.getByText(like(orders.returnAnswer))).toContainText(answer)
  })

  await test.step('the piece is back, the money too', async () => {
    await counter.getByRole('button', { name: selling.returnReceive, exact: true }).click()
    await expect(counter.getByText(selling.returnStatus.RECEIVED, { exact: true })).toBeVisible()
    await expect(page.getByText(orders.returnStatus.RECEIVED, { exact: true })).toBeVisible()
    const paid = bought.orders[0]?.items[0]?.unitPrice
    await expect.poll(async () => (await readOrder(page.request, order.id)).refunded).toEqual(paid)
    await expect.poll(async () => (await readPurchase(page.request, bought.id)).payment?.refunded).toEqual(paid)
  })
  await shop.close()
})
