import type { Locator, Page } from '@playwright/test'
import { bookingIdOf, payButton } from './checkout-steps.ts'
import { readBooking } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { browse, checkout, experiences, home } = texts.es

/** Nobody presses Tab more often than this to reach something. */
const patience = 80

/** Presses Tab until the focus is there; what has the focus must be in sight. */
async function tabTo(page: Page, wanted: Locator, seen = wanted): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < patience; presses += 1) {
    await page.keyboard.press('Tab')
    const isThere = await wanted.evaluate((element) => element === element.ownerDocument.activeElement)
    if (isThere) return expect(seen).toBeInViewport()
  }
  throw new Error(`${String(wanted)} was not reached with ${patience} × Tab`)
}

test('from home to held seats without a mouse', async ({ page }) => {
  const guest = await signUpGuest(page.request)
  await page.request.post('/api/auth/sign-out')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await test.step('the first stop skips the bars', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: texts.es.shell.skip })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('search and open what was found', async () => {
    await tabTo(page, page.getByRole('combobox', { name: home.searchLabel }))
    await page.keyboard.type('tlayudas')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: experiences.title })).toBeFocused()
    await tabTo(
      page,
      page
        .getByRole('main')
        .getByRole('link', { name: /tlayudas/i })
        .first(),
    )
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: /tlayudas/i })).toBeVisible()
  })

  await test.step('a day in the calendar, a time, two people', async () => {
    // The grid is one stop; it begins on the next free day.
    const cells = page.getByRole('grid').getByRole('button', { disabled: false })
    await expect(cells).not.toHaveCount(0)
    const inGrid = page.getByRole('grid').locator('[tabindex="0"]')
    await tabTo(page, inGrid)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/dia=/)
    const hour = page.getByRole('radio').and(page.locator(':enabled')).first()
    // The radio itself is only for screen readers; its label is what one sees.
    await tabTo(page, hour, page.locator('label').filter({ has: hour }).first())
    await page.keyboard.press('Space')
    await expect(page).toHaveURL(/hora=/)
    await tabTo(page, page.getByRole('group', { name: experiences.book.people }).getByRole('textbox').first())
    await page.keyboard.press('ArrowUp')
    await expect(page).toHaveURL(/adult=2/)
    await tabTo(
      page,
      page.getByRole('region', { name: experiences.book.title }).getByRole('link', { name: experiences.book.reserve }),
    )
    await page.keyboard.press('Enter')
  })

  await test.step('sign in on the way', async () => {
    await tabTo(page, page.getByRole('button', { name: checkout.continueSignedOut }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel(texts.es.auth.email))
    await page.keyboard.type(guest.email)
    await tabTo(page, page.getByLabel(texts.es.auth.password, { exact: true }))
    await page.keyboard.type(guest.password)
    await page.keyboard.press('Enter')
  })

  await test.step('hold the seats; the focus is where it goes on', async () => {
    await tabTo(page, page.getByRole('button', { name: checkout.continue, exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeFocused()
    const { booking } = await readBooking(page.request, bookingIdOf(page))
    expect(booking.seats).toBe(2)
    await page.keyboard.press('Tab')
    await expect(page.getByLabel(checkout.card.number)).toBeFocused()
    await tabTo(page, payButton(page))
  })
})

test('a dialog keeps the focus, and gives it back', async ({ page }) => {
  await page.goto('/experiencias')
  const open = page.getByRole('button', { name: browse.title, exact: true })
  await open.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: browse.title })
  await expect(sheet).toBeVisible()
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    expect(await sheet.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('button', { name: like(browse.title, browse.openActive_one) })).toBeFocused()
})
