import type { Page } from '@playwright/test'
import { guestScreens, hostScreens, open, publicScreens, type Screen } from './pages.ts'
import { expect, test } from './test.ts'

/** How many pixels the page can be pushed sideways, and what sticks out. */
const overflow = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120))
    .slice(0, 5)
})()`

async function look(page: Page, screens: Screen[]): Promise<void> {
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await open(page, screen)
      expect.soft(await page.evaluate<string[]>(overflow), screen.name).toEqual([])
    })
  }
}

test.describe('at 360 px nothing is wider than the phone', () => {
  test('for a visitor', async ({ page, watch }) => {
    watch.allow(/404 \(Not Found\).*\/no-hay-tal/)
    watch.allow(/\/api\/auth\/verify-email/)
    await look(page, await publicScreens(page.request, 'capulalpam-medicina'))
  })
  test('for a guest', async ({ page }) => {
    await look(page, await guestScreens(page.request, 'palenque-matatlan', 'tejate-huayapam'))
  })
  test('for a host', async ({ page }) => {
    await look(page, await hostScreens(page.request))
  })
})
