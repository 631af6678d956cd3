import { cards, checkoutPath, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { chargesOf, findOffer, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { checkout } = texts.es

test.use({ serviceWorkers: 'allow' })

test('the bank asks, the guest authorises, the booking is confirmed', async ({ page }) => {
  await signUpGuest(page.request)
  await page.goto(checkoutPath(await findOffer(page.request, 'tapetes-teotitlan')))
  await holdSeats(page)
  await payWith(page, cards.challenge)
  await expect(page.getByRole('heading', { name: 'Autoriza tu compra' })).toBeVisible()
  await page.getByRole('button', { name: 'Autorizar' }).click()
  await expectConfirmed(page)
})

test('the guest rejects at the bank, comes back to held seats and pays with another card', async ({ page }) => {
  await signUpGuest(page.request)
  await page.goto(checkoutPath(await findOffer(page.request, 'pinta-tu-alebrije')))
  const id = await holdSeats(page)
  await payWith(page, cards.challenge)
  await page.getByRole('button', { name: 'Rechazar' }).click()

  await expect(page.getByText(checkout.declinedTitle)).toBeVisible()
  await expect(page.getByText(checkout.decline.authentication)).toBeVisible()
  // What the provider appended on the way back, a secret among it, must not stay in the address.
  await expect(page).not.toHaveURL(/client_secret|vuelta/)

  await payWith(page, cards.good)
  await expectConfirmed(page)
  const { payment } = await readBooking(page.request, id)
  expect(await chargesOf(page.request, payment)).toBe(1)
})

test('the guest closes the bank’s page and finds the way back to it', async ({ page }) => {
  await signUpGuest(page.request)
  await page.goto(checkoutPath(await findOffer(page.request, 'quesillo-etla')))
  await holdSeats(page)
  const address = page.url()
  await payWith(page, cards.challenge)
  await expect(page.getByRole('heading', { name: 'Autoriza tu compra' })).toBeVisible()

  await page.goto(address)
  await expect(page.getByRole('heading', { name: checkout.bankTitle })).toBeVisible()
  await page.getByRole('button', { name: checkout.bankGo }).click()
  await page.getByRole('button', { name: 'Autorizar' }).click()
  await expectConfirmed(page)
})
