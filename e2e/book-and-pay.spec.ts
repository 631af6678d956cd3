import type { Page } from '@playwright/test'
import { bookingIdOf, cards, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { mailTo } from './mailbox.ts'
import { chargesOf, findOffer, type Offer, readBooking } from './offers.ts'
import { demo, signIn } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { bookings, browse, checkout, experiences, notifications, shell } = texts.es

test.use({ serviceWorkers: 'allow' })

/** Chooses the offer's day and time in the calendar of the page that is open. */
async function pickTime(page: Page, { day, slot, experience }: Offer): Promise<void> {
  const { timeZone } = experience
  const instant = new Date(slot.startsAt)
  const long = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('es-MX', { timeZone, ...options }).format(instant)
  const calendar = page.getByRole('grid')
  const month = new RegExp(`${long({ month: 'long' })} de ${long({ year: 'numeric' })}`, 'i')
  // The calendar opens on the next free day, which may be in an earlier month.
  while (!month.test((await calendar.getAttribute('aria-label')) ?? '')) {
    await page.getByRole('button', { name: experiences.book.next }).click()
    await expect(calendar).toBeVisible()
  }
  const date = new RegExp(`\\b${Number(day.slice(8))} de ${long({ month: 'long' })}`, 'i')
  await calendar.getByRole('button', { name: date }).click()
  const hour = long({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  await page.getByRole('radio', { name: new RegExp(hour) }).check({ force: true })
}

/** Beside the list on a wide screen, in a sheet on a phone. */
async function filterByRegion(page: Page, region: string): Promise<void> {
  const open = page.getByRole('button', { name: like(browse.title, browse.openActive_one) })
  const isPhone = await open.isVisible()
  if (isPhone) await open.click()
  const filters = isPhone
    ? page.getByRole('dialog', { name: browse.title })
    : page.getByRole('complementary', { name: browse.title })
  await filters.getByLabel(browse.region).selectOption(region)
  if (isPhone) await filters.getByRole('button', { name: browse.show }).click()
}

async function journey(page: Page, offer: Offer, search: string): Promise<void> {
  const ana = demo('ana')
  const { experience } = offer

  await test.step('sign in', async () => {
    await page.goto('/entrar')
    await signIn(page, ana)
    await expect(page.getByRole('link', { name: new RegExp(`^${shell.notices}`) })).toBeVisible()
  })

  await test.step('find it by filters', async () => {
    await page
      .getByRole('navigation', { name: shell.mainNavigation })
      .getByRole('link', { name: shell.explore })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: experiences.title })).toBeVisible()
    await page.getByRole('button', { name: experiences.categoriesMany[experience.category], exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`category=${experience.category}`))
    await filterByRegion(page, experience.region)
    await expect(page).toHaveURL(new RegExp(`region=${experience.region}`))
    const searchBox = page.getByRole('combobox', { name: experiences.filters.search })
    await searchBox.fill(search)
    await searchBox.press('Enter')
    await expect(
      page.getByRole('status').filter({ hasText: like(experiences.count_one, experiences.count_other) }),
    ).toBeVisible()
    await expect(page.getByRole('list', { name: browse.active })).toContainText(search)
    await page.getByRole('link', { name: experience.title }).click()
    await expect(page.getByRole('heading', { level: 1, name: experience.title })).toBeVisible()
  })

  await test.step('pick a day, a time and the party', async () => {
    await pickTime(page, offer)
    const adults = page.getByRole('textbox', { name: experience.ticketTypes[0]?.label ?? '' })
    await expect(adults).toHaveValue('1')
    await page
      .getByRole('button', { name: new RegExp(`(aumentar|increase|más).*${experience.ticketTypes[0]?.label}`, 'i') })
      .click()
    await expect(adults).toHaveValue('2')
    await page.getByRole('main').getByRole('link', { name: experiences.book.reserve }).first().click()
  })

  await test.step('say what the host should know, and hold the seats', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByLabel(checkout.requests).fill('Una de nosotras no come cacahuate.')
    await holdSeats(page)
    await expect(page.getByText(like(checkout.heldUntil))).toBeVisible()
  })

  await payWith(page, cards.good)
  await expectConfirmed(page)
  const id = bookingIdOf(page)
  const { booking, payment } = await readBooking(page.request, id)
  expect(booking.specialRequests).toBe('Una de nosotras no come cacahuate.')
  expect(await chargesOf(page.request, payment)).toBe(1)
  const spoken = `${booking.code.slice(0, 4)} ${booking.code.slice(4)}`

  await test.step('the code and one QR for each seat', async () => {
    await expect(page.getByText(spoken).first()).toBeVisible()
    await expect(page.getByRole('img', { name: like(bookings.ticketQr) })).toHaveCount(2)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: bookings.calendar }).click()
    expect((await download).suggestedFilename()).toBe(`guelaguetza-${booking.code}.ics`)
  })

  await test.step('the mail has the code and the calendar file', async () => {
    const mail = await mailTo(page.request, ana.email, new RegExp(booking.code))
    expect(mail.text).toContain(booking.code)
    const calendar = mail.attachments.find(({ filename }) => filename.endsWith('.ics'))
    expect(Buffer.from(calendar?.contentBase64 ?? '', 'base64').toString()).toContain('BEGIN:VCALENDAR')
  })

  await test.step('the bell rings and leads to the booking', async () => {
    await page.getByRole('link', { name: like(notifications.bellUnread_one, notifications.bellUnread_other) }).click()
    await page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(experience.title) })
      .first()
      .click()
    await expect(page).toHaveURL(new RegExp(`/mis-planes/reservas/${id}`))
    await expect(page.getByText(bookings.status.CONFIRMED, { exact: true })).toBeVisible()
  })

  await test.step('it stands in the trip', async () => {
    await page.getByRole('navigation', { name: shell.mainNavigation }).getByRole('link', { name: shell.plans }).click()
    const plan = page.getByRole('article').filter({ hasText: spoken })
    await expect(plan.getByRole('link', { name: experience.title })).toBeVisible()
  })
}

test('book and pay on a phone', async ({ page }) => {
  await journey(page, await findOffer(page.request, 'mercados-de-oaxaca'), 'mercados')
})

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 800 } })
  test('book and pay', async ({ page }) => {
    await journey(page, await findOffer(page.request, 'talla-en-madera-arrazola'), 'talla')
  })
})
