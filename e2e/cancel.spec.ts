import { bookByApi, findOffer, holdByApi, placesLeft, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { bookings } = texts.es

test('a guest reads what comes back, cancels, and sees the refund through', async ({ page }) => {
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'cocina-siete-moles')
  const before = await placesLeft(page.request, offer)
  const { id } = await bookByApi(page.request, offer, 2)
  await page.goto('/mis-planes')
  await page.getByRole('link', { name: offer.experience.title }).click()

  await test.step('changing one’s mind changes nothing', async () => {
    await page.getByRole('button', { name: bookings.cancel, exact: true }).click()
    const dialog = page.getByRole('alertdialog', { name: bookings.cancelTitle })
    await expect(dialog.getByText(like(bookings.cancelRefundAll, bookings.cancelRefundPart))).toBeVisible()
    await dialog.getByRole('button', { name: bookings.cancelKeep }).click()
    await expect(dialog).toBeHidden()
    expect((await readBooking(page.request, id)).booking.status).toBe('CONFIRMED')
  })

  await page.getByRole('button', { name: bookings.cancel, exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  const confirm = dialog.getByRole('button', { name: like(bookings.cancelDoRefund) })
  const amount = (await confirm.innerText()).match(/\$[\d,.]+/)?.[0] ?? 'no amount'
  await dialog.getByLabel(bookings.cancelWhy).fill('Cambiamos de fechas.')
  await confirm.click()

  await expect(page.getByText(bookings.status.CANCELLED, { exact: true })).toBeVisible()
  await expect(page.getByText(bookings.step.cancelled.BY_GUEST)).toBeVisible()
  // By itself: the provider tells the server, the server tells the page.
  await expect(page.getByText(like(bookings.step.refund.done))).toContainText(amount)
  const { booking, payment } = await readBooking(page.request, id)
  expect(booking.refund?.status).toBe('SUCCEEDED')
  expect(payment?.refunded.amount).toBe(booking.refund?.amount.amount)
  await expect.poll(() => placesLeft(page.request, offer)).toBe(before)

  await test.step('it is told where things that happened are kept', async () => {
    await page.goto('/mis-planes?cuando=past')
    await expect(page.getByRole('link', { name: offer.experience.title })).toBeVisible()
    await page.goto('/avisos')
    await expect(
      page.getByRole('main').getByRole('listitem').filter({ hasText: offer.experience.title }),
    ).not.toHaveCount(0)
  })
})

test('who has not paid yet lets go of the seats without a word about refunds', async ({ page }) => {
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'loza-verde-atzompa')
  const before = await placesLeft(page.request, offer)
  const { booking } = await holdByApi(page.request, offer)
  await page.goto(`/mis-planes/reservas/${booking.id}`)
  await page.getByRole('button', { name: bookings.release }).click()
  const dialog = page.getByRole('alertdialog', { name: bookings.cancelTitleHeld })
  await expect(dialog.getByText(bookings.cancelHeld)).toBeVisible()
  await dialog.getByRole('button', { name: bookings.cancelDo }).click()
  await expect(page.getByText(bookings.notCharged)).toBeVisible()
  await expect.poll(() => placesLeft(page.request, offer)).toBe(before)
})
