import { cards, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { mailTo } from './mailbox.ts'
import { findOffer, readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

test('the language is chosen once, remembered, and the server speaks it too', async ({ page }) => {
  await page.goto('/experiencias')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es-MX')
  await page.getByRole('button', { name: texts.es.shell.settings }).click()
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/api/v1/experiences?')),
    page.getByRole('radio', { name: 'English' }).click({ force: true }),
  ])
  expect(await answer.headerValue('content-language')).toBe('en')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: texts.en.experiences.title })).toBeVisible()

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: texts.en.home.heading })).toBeVisible()
})

test('a whole booking in English, mail included', async ({ page }) => {
  const guest = await signUpGuest(page.request, 'en')
  const offer = await findOffer(page.request, 'tuxtepec-rio-papaloapan')
  await page.addInitScript(`localStorage.setItem('gc.language', 'en')`)
  await page.goto(`/experiencias/${offer.experience.slug}?dia=${offer.day}&hora=${offer.hour}&adult=2`)
  await page.getByRole('main').getByRole('link', { name: texts.en.experiences.book.reserve }).first().click()
  const id = await holdSeats(page, 'en')
  await payWith(page, cards.good, 'en')
  await expectConfirmed(page, 'en')
  const { booking } = await readBooking(page.request, id)
  const mail = await mailTo(page.request, guest.email, new RegExp(booking.code))
  expect(mail.text).toMatch(/ticket/i)
  expect(mail.text).not.toMatch(/boleto/i)
})

test.describe('a browser that prefers English', () => {
  test.use({ locale: 'en-US' })
  test('is offered it once, and keeps what was answered', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: texts.es.shell.otherLanguageButton }).click()
    await expect(page.getByRole('heading', { level: 1, name: texts.en.home.heading })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: texts.en.home.heading })).toBeVisible()
    await expect(page.getByRole('button', { name: texts.en.shell.otherLanguageButton })).toBeHidden()
  })
})
