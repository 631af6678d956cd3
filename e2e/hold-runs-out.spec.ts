import { checkoutPath, holdSeats, payButton } from './checkout-steps.ts'
import { type House, startHouse } from './house.ts'
import { chargesOf, findOffer, placesLeft, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test as base } from './test.ts'
import { like, texts } from './texts.ts'

const { checkout, bookings, notifications } = texts.es

/** A house where nobody has long to pay. */
const test = base.extend<object, { impatient: House }>({
  impatient: [
    async ({ browserName: _any }, use) => {
      const { house, stop } = await startHouse({ HOLD_TTL_SECONDS: '10', SWEEP_SECONDS: '1' })
      await use(house)
      await stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ impatient }, use) => use(impatient.url),
})

test('the time to pay runs out: the page says so, nothing is charged, the seats are free again', async ({ page }) => {
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'mitla-y-tule')
  const before = await placesLeft(page.request, offer)
  await page.goto(checkoutPath(offer, 2))
  const id = await holdSeats(page)
  await expect(page.getByText(like(checkout.heldLast))).toBeVisible()
  expect(await placesLeft(page.request, offer)).toBe(before - 2)

  await expect(page.getByRole('heading', { name: checkout.holdOverTitle })).toBeVisible({ timeout: 25_000 })
  await expect(page.getByText(checkout.holdOver)).toBeVisible()
  await expect(payButton(page)).toBeHidden()

  const { booking, payment } = await readBooking(page.request, id)
  expect(booking.cancellation?.reason).toBe('HOLD_EXPIRED')
  expect(payment?.status).toBe('CANCELED')
  expect(await chargesOf(page.request, payment)).toBe(0)
  await expect.poll(() => placesLeft(page.request, offer)).toBe(before)

  await test.step('the trip and the bell tell it too', async () => {
    await expect(page.getByRole('link', { name: like(notifications.bellUnread_one) })).toBeVisible()
    await page.goto('/mis-planes?cuando=past')
    await expect(page.getByText(bookings.status.EXPIRED)).toBeVisible()
  })

  await test.step('searching again leads to the same choice', async () => {
    await page.goBack()
    await page.getByRole('link', { name: checkout.searchAgain }).click()
    await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
    await holdSeats(page)
    expect(await placesLeft(page.request, offer)).toBe(before - 2)
  })
})
