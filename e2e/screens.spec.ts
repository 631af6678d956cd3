/** Every screen, looked at on a phone in both languages and both modes. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { bookByApi, findOffer } from './offers.ts'
import {
  buyerScreens,
  follow,
  guestScreens,
  hostScreens,
  open,
  publicScreens,
  type Screen,
  sellerScreens,
} from './pages.ts'
import { signUpGuest } from './people.ts'
import { applicantScreens, rememberedScreens, staffScreens, toldScreens } from './staff-pages.ts'
import { expect, test } from './test.ts'
import { plainTexts, texts } from './texts.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

// Told by day and by night.
const colours = ['color-contrast', 'link-in-text-block']
const axe = {
  // The mode that opens no page of its own for frames, of which we have none: half the time.
  all: (page: Page) => new AxeBuilder({ page }).setLegacyMode(true).withTags(tags),
  colours: (page: Page) => new AxeBuilder({ page }).setLegacyMode(true).withRules(colours),
}

/** What axe holds against the page that is open: rule, where, and why. */
async function barriers(rules: AxeBuilder): Promise<string[]> {
  const { violations } = await rules.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}

/** What sticks out when the page can be pushed sideways. */
const overflow = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    // What stands in a row that is pushed sideways is not why.
    .toSorted((a, b) => !!a.closest('.scroll-row') - !!b.closest('.scroll-row'))
    .map((element) => element.outerHTML.slice(0, 120))
    .slice(0, 5)
})()`

/** Every text on the page, and every name that is only heard. */
const words = `(() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) found.push(walker.currentNode.data.trim())
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title']) found.push((element.getAttribute(name) ?? '').trim())
  return found
})()`

/** Our Spanish texts that no English screen may show; what both languages write alike is fine. */
const spanish = (() => {
  const english = new Set([...plainTexts(texts.en)].map(([, text]) => text))
  return new Set([...plainTexts(texts.es)].map(([, text]) => text).filter((text) => !english.has(text)))
})()

async function look(page: Page, screens: Screen[]): Promise<void> {
  for (const language of ['es', 'en'] as const) {
    // As if chosen earlier on this device.
    if (page.url() === 'about:blank') await page.goto('/olvide')
    await page.evaluate(`localStorage.setItem('gc.language', '${language}')`)
    for (const [n, screen] of screens.entries()) {
      const name = `${screen.name}, ${language}`
      await test.step(name, async () => {
        await (n === 0 ? open(page, screen) : follow(page, screen))
        expect.soft(await page.evaluate<string[]>(overflow), `${name}: wider than the phone`).toEqual([])
        if (language === 'es') await lookForBarriers(page, name)
        else await lookForSpanish(page, name)
      })
    }
  }
}

/** In one language: every text is there in both or does not compile, and nothing else differs. */
async function lookForBarriers(page: Page, name: string): Promise<void> {
  expect.soft(await barriers(axe.all(page)), `${name}: barriers`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect.soft(await barriers(axe.colours(page)), `${name}, by night: barriers`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function lookForSpanish(page: Page, name: string): Promise<void> {
  const shown = await page.evaluate<string[]>(words)
  const left = shown.filter((text) => spanish.has(text))
  expect.soft(left, `${name}: Spanish`).toEqual([])
}

test.describe.configure({ timeout: 240_000 })

for (const [part, from, to] of [
  ['at home and exploring', 0, 4],
  ['at one experience', 4, 7],
  ['in the shop', 7, 12],
  ['at the workshops', 12, 17],
  ['at the accounts', 17, undefined],
] as const) {
  test(`a visitor ${part}`, async ({ page, watch }) => {
    watch.allow(/404 \(Not Found\).*\/no-hay-tal/)
    watch.allow(/\/api\/auth\/verify-email/)
    watch.allow(/400 \(Bad Request\).*\/appeals\/open/)
    await look(page, (await publicScreens(page.request, 'hierve-el-agua')).slice(from, to))
  })
}

test('a guest with a paid and a held booking', async ({ page }) => {
  await look(page, await guestScreens(page.request, 'bordado-san-antonino', 'telar-jalieza'))
})

test('what opens over a screen', async ({ page }) => {
  await signUpGuest(page.request)
  const booking = await bookByApi(page.request, await findOffer(page.request, 'monte-alban-por-la-tarde'))
  const { bookings, browse, shell } = texts.es
  for (const [path, button, role] of [
    ['/experiencias', browse.title, 'dialog'],
    ['/', shell.settings, 'dialog'],
    [`/mis-planes/reservas/${booking.id}`, bookings.cancel, 'alertdialog'],
    [`/mis-planes/reservas/${booking.id}`, bookings.reschedule, 'dialog'],
    [`/mis-planes/reservas/${booking.id}`, bookings.showBig, 'dialog'],
  ] as const) {
    await test.step(button, async () => {
      await open(page, { name: button, path })
      await page.getByRole('button', { name: button, exact: true }).click()
      await expect(page.getByRole(role)).toBeVisible()
      await expect(page.getByRole(role).locator('.animate-breathe')).toHaveCount(0)
      expect.soft(await barriers(axe.all(page)), `${button}: barriers`).toEqual([])
      expect.soft(await page.evaluate<string[]>(overflow), `${button}: wider than the phone`).toEqual([])
    })
  }
})

test('a host', async ({ page }) => {
  await look(page, await hostScreens(page.request))
})

test('somebody who buys', async ({ page }) => {
  await look(page, await buyerScreens(page.request))
})

for (const [part, from, to] of [
  ['with its pieces and orders', 0, 11],
  ['with its money and terms', 11, undefined],
] as const) {
  test(`a workshop ${part}`, async ({ page }) => {
    await look(page, (await sellerScreens(page.request)).slice(from, to))
  })
}

test('somebody who wants to offer something', async ({ page }) => {
  await look(page, await applicantScreens(page.request))
})

// Two browsers look at the many pages of the team.
for (const [part, from, to] of [
  ['with its cases', 0, 10],
  ['with its numbers', 10, undefined],
] as const) {
  test(`the team ${part}`, async ({ page }) => {
    await look(page, (await staffScreens(page.request, 'hierve-el-agua')).slice(from, to))
  })
}

test('somebody with messages, a decision and days that were', async ({ page }) => {
  await look(page, await toldScreens(page.request, 'hierve-el-agua'))
  await look(page, await rememberedScreens(page.request))
})
