import { cards, checkoutPath, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { chargesOf, findOffer, placesLeft, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { checkout } = texts.es

test('a declined card is told apart from a lost booking, and another one pays on the same page', async ({
  page,
  watch,
}) => {
  watch.allow(/402 \(Payment Required\)/)
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'barro-negro-taller')
  const before = await placesLeft(page.request, offer)
  await page.goto(checkoutPath(offer, 2))
  const id = await holdSeats(page)

  await payWith(page, cards.declined)
  const notice = page.getByRole('alert').filter({ hasText: checkout.declinedTitle })
  await expect(notice).toContainText(checkout.decline.generic)
  await expect(notice).toContainText('No se movió dinero')

  await test.step('nothing was charged and the seats are still held, also after a reload', async () => {
    await expect.poll(async () => (await readBooking(page.request, id)).booking.status).toBe('PAYMENT_FAILED')
    const { payment } = await readBooking(page.request, id)
    expect(await chargesOf(page.request, payment)).toBe(0)
    expect(await placesLeft(page.request, offer)).toBe(before - 2)
    await page.reload()
    await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeVisible()
    await expect(page.getByText(checkout.declinedTitle)).toBeVisible()
  })

  await payWith(page, cards.good)
  await expectConfirmed(page)
  const { booking, payment } = await readBooking(page.request, id)
  expect(booking.status).toBe('CONFIRMED')
  expect(await chargesOf(page.request, payment)).toBe(1)
})
