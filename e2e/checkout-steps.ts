/** From a chosen time to a paid booking, as a guest does it. */
import { expect, type Page } from '@playwright/test'
import type { Offer } from './offers.ts'
import { type Language, like, texts } from './texts.ts'

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenge: '4000 0025 0000 3155',
}

export function checkoutPath({ slot, experience, day }: Offer, adults = 1): string {
  return `/reservar/${slot.id}?experiencia=${experience.slug}&dia=${day}&adult=${adults}`
}

/** Presses on until the seats are held and the card can be typed; answers the booking's id. */
export async function holdSeats(page: Page, language: Language = 'es'): Promise<string> {
  const { checkout } = texts[language]
  await page.getByRole('button', { name: checkout.continue, exact: true }).click()
  await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeVisible()
  return bookingIdOf(page)
}

export function bookingIdOf(page: Page): string {
  const url = new URL(page.url())
  const id = url.searchParams.get('reserva') ?? url.pathname.match(/reservas\/([^/]+)/)?.[1]
  if (!id) throw new Error(`${page.url()} names no booking`)
  return id
}

export function payButton(page: Page, language: Language = 'es') {
  return page.getByRole('button', { name: like(texts[language].checkout.payNow) })
}

export async function fillCard(page: Page, number: string, language: Language = 'es'): Promise<void> {
  const { card } = texts[language].checkout
  await page.getByLabel(card.number, { exact: true }).fill(number)
  await page.getByLabel(card.expiry, { exact: true }).fill('12/34')
  await page.getByLabel(card.cvc, { exact: true }).fill('123')
  await page.getByLabel(card.name, { exact: true }).fill('Itzel Ramirez')
}

export async function payWith(page: Page, number: string, language: Language = 'es'): Promise<void> {
  await fillCard(page, number, language)
  await payButton(page, language).click()
}

/** The page that celebrates. */
export async function expectConfirmed(page: Page, language: Language = 'es'): Promise<void> {
  await page.waitForURL('**/reservas/*/lista')
  await expect(page.getByRole('heading', { level: 1, name: texts[language].bookings.confirmed.title })).toBeVisible()
}
