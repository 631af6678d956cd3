import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { guestScreens, hostScreens, open, publicScreens, type Screen } from './pages.ts'
import { expect, test } from './test.ts'
import type { Language } from './texts.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe holds against the page that is open: rule, where, and why. */
async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}

/** Each screen in both languages by day; in Spanish by night too. */
async function look(page: Page, screens: Screen[]): Promise<void> {
  for (const screen of screens) {
    for (const [language, colorScheme] of [
      ['es', 'light'],
      ['es', 'dark'],
      ['en', 'light'],
    ] as const) {
      await test.step(`${screen.name}, ${language}, ${colorScheme}`, async () => {
        await speak(page, language)
        await page.emulateMedia({ colorScheme })
        await open(page, screen)
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
        expect.soft(await violations(page), `${screen.name}, ${language}, ${colorScheme}`).toEqual([])
      })
    }
  }
}

/** As if chosen earlier on this device. */
async function speak(page: Page, language: Language): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/olvide')
  await page.evaluate(`localStorage.setItem('gc.language', '${language}')`)
}

test.describe.configure({ timeout: 180_000 })

test('no screen of a visitor shuts anyone out', async ({ page, watch }) => {
  watch.allow(/404 \(Not Found\).*\/no-hay-tal/)
  watch.allow(/\/api\/auth\/verify-email/)
  await look(page, await publicScreens(page.request, 'hierve-el-agua'))
})

test('no screen of a guest shuts anyone out', async ({ page }) => {
  await look(page, await guestScreens(page.request, 'bordado-san-antonino', 'telar-jalieza'))
})

test('no screen of a host shuts anyone out', async ({ page }) => {
  await look(page, await hostScreens(page.request))
})
