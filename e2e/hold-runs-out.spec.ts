import { checkoutPath, holdSeats, payButton } from './checkout-steps.ts'
import { fillAddress, holdBasket, holdBasketByApi, pieceOf, putInBasket, readPurchase, workshops } from './market.ts'
import { chargesOf, findOffer, letHoldsEndSoon, placesLeft, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { basket, bookings, checkout, market, notifications } = texts.es

test('the time to pay runs out: the pages say so, nothing is charged, seats and pieces are free again', async ({
  page,
  context,
}) => {
  await signUpGuest(page.request)
  const slug = (await workshops(page.request))[5] ?? ''
  const piece = await pieceOf(page.request, slug)
  await putInBasket(page.request, piece)
  const offer = await findOffer(page.request, 'mitla-y-tule')
  const before = await placesLeft(page.request, offer)
  await page.goto(checkoutPath(offer, 2))
  const id = await holdSeats(page)
  expect(await placesLeft(page.request, offer)).toBe(before - 2)
  // Both run out while one waits.
  const counter = await context.newPage()
  const { checkout: held } = await holdBasketByApi(page.request)
  await letHoldsEndSoon({ bookingId: id, checkoutId: held.id }, 12)
  await page.reload()
  await expect(page.getByText(like(checkout.heldLast))).toBeVisible()
  await counter.goto(`/canasta/pagar/${held.id}`)
  await expect(payButton(counter)).toBeVisible()

  await expect(page.getByRole('heading', { name: checkout.holdOverTitle })).toBeVisible({ timeout: 25_000 })
  await expect(page.getByText(checkout.holdOver)).toBeVisible()
  await expect(payButton(page)).toBeHidden()

  const { booking, payment } = await readBooking(page.request, id)
  expect(booking.cancellation?.reason).toBe('HOLD_EXPIRED')
  expect(payment?.status).toBe('CANCELED')
  expect(await chargesOf(page.request, payment)).toBe(0)
  await expect.poll(() => placesLeft(page.request, offer)).toBe(before)

  await test.step('the trip and the bell tell it too', async () => {
    await expect(
      page.getByRole('link', { name: like(notifications.bellUnread_one, notifications.bellUnread_other) }),
    ).toBeVisible()
    await page.goto('/mis-planes?cuando=past')
    await expect(page.getByText(bookings.status.EXPIRED)).toBeVisible()
  })

  await test.step('so does the page of the purchase; everything is in the basket and can be held again', async () => {
    await expect(counter.getByRole('heading', { name: market.pay.holdOverTitle })).toBeVisible({ timeout: 25_000 })
    await expect(payButton(counter)).toBeHidden()
    const { checkout: over, payment: unpaid } = await readPurchase(page.request, held.id)
    expect(over.cancellation?.reason).toBe('HOLD_EXPIRED')
    expect(await chargesOf(page.request, unpaid)).toBe(0)
    await counter.getByRole('link', { name: market.pay.basket }).click()
    await expect(counter.getByRole('link', { name: piece.name }).first()).toBeVisible()
    await counter.getByRole('link', { name: basket.continue, exact: true }).click()
    await fillAddress(counter)
    expect(await holdBasket(counter)).not.toBe(held.id)
    await counter.close()
  })

  await test.step('searching again leads to the same choice', async () => {
    await page.goBack()
    await page.getByRole('link', { name: checkout.searchAgain }).click()
    await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
    await holdSeats(page)
    expect(await placesLeft(page.request, offer)).toBe(before - 2)
  })
})
