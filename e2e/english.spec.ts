import type { Page } from '@playwright/test'
import { cards, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { mailTo } from './mailbox.ts'
import { findOffer, getJson, readBooking } from './offers.ts'
import { guestScreens, open, publicScreens } from './pages.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { plainTexts, texts } from './texts.ts'

/** Spanish texts that no English screen may show; what both languages say alike (names, Uber, 3-D Secure) is fine. */
const spanishOnly = (() => {
  const english = new Set([...plainTexts(texts.en)].map(([, text]) => text))
  // Said in Spanish on purpose: the name of the language, and the offer to change to it.
  const onPurpose = [texts.es.shell.spanish, texts.en.shell.spanish]
  return new Set(
    [...plainTexts(texts.es)].map(([, text]) => text).filter((text) => !english.has(text) && !onPurpose.includes(text)),
  )
})()

/** Every text and accessible name on the page that is a Spanish text of ours. */
async function spanishOn(page: Page): Promise<string[]> {
  const shown = await page.evaluate<string[]>(`(() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) found.push(walker.currentNode.data.trim())
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) found.push((element.getAttribute(name) ?? '').trim())
    return found
  })()`)
  return shown.filter((text) => spanishOnly.has(text))
}

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
  expect(await spanishOn(page)).toEqual([])
  const { booking } = await readBooking(page.request, id)
  const mail = await mailTo(page.request, guest.email, new RegExp(booking.code))
  expect(mail.text).toMatch(/ticket/i)
  expect(mail.text).not.toMatch(/boleto/i)
})

test('no Spanish is left on the screens', async ({ page, watch }) => {
  test.setTimeout(120_000)
  watch.allow(/404 \(Not Found\).*\/no-hay-tal/)
  watch.allow(/\/api\/auth\/verify-email/)
  await page.addInitScript(`localStorage.setItem('gc.language', 'en')`)
  const visitor = await publicScreens(page.request, 'senderismo-cuajimoloyas')
  for (const screen of visitor) {
    await open(page, screen)
    expect.soft(await spanishOn(page), screen.name).toEqual([])
  }
  for (const screen of await guestScreens(page.request, 'bioluminiscencia-manialtepec', 'punta-cometa-mazunte')) {
    await open(page, screen)
    expect.soft(await spanishOn(page), screen.name).toEqual([])
  }
  await test.step('nor in what the server says', async () => {
    const { slug } = (await findOffer(page.request, 'senderismo-cuajimoloyas')).experience
    const es = await getJson<{ title: string }>(page.request, `/api/v1/experiences/${slug}`)
    await page.goto(`/experiencias/${slug}`)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(es.title)
  })
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
