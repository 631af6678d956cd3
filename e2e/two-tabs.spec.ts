/** The same thing open twice: who saves later is told where they are looking, and loses nothing of what they wrote. */
import type { Page } from '@playwright/test'
import { offerByApi } from './hosts.ts'
import { demo, signInByApi } from './people.ts'
import { expect, test } from './test.ts'
import { filled, texts } from './texts.ts'

const { hosting, editor, shop, pieces } = texts.es
const named = (language: 'inSpanish' | 'inEnglish', label: string) => filled(editor[language], { label })

/** Saves, is refused in sight, opens the latest. */
async function refusedThenLatest(page: Page, outcome: string): Promise<void> {
  await page.getByRole('button', { name: hosting.save, exact: true }).click()
  await expect(page.getByText(editor.conflictTitle)).toBeInViewport()
  await page.getByRole('button', { name: editor.openLatest }).click()
  await expect(page.getByText(outcome)).toBeVisible()
}

test('an experience and its times in two tabs', async ({ page, context, watch }) => {
  watch.allow(/409 \(Conflict\)/)
  watch.allow(/ERR_INTERNET_DISCONNECTED/)
  await signInByApi(page.request, demo('host'))
  const { experience } = await offerByApi(page.request, 'En dos pestañas', 6)
  const other = await context.newPage()
  const path = `/anfitrion/experiencias/${experience.id}`
  const english = named('inEnglish', hosting.name)

  await test.step('what each of them wrote stays', async () => {
    await page.clock.install()
    await Promise.all([page.goto(path), other.goto(path)])
    await expect(other.getByLabel(english)).toBeVisible()
    await page.getByLabel(named('inSpanish', hosting.address)).fill('Frente a la iglesia')
    await page.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(page.getByText(hosting.saved, { exact: true })).toBeVisible()
    await other.getByLabel(english).fill('In two tabs')
    await refusedThenLatest(other, editor.merged)
    await expect(other.getByLabel(english)).toHaveValue('In two tabs')
    await expect(other.getByLabel(named('inSpanish', hosting.address))).toHaveValue('Frente a la iglesia')
    await other.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(other.getByText(hosting.saved, { exact: true })).toBeVisible()
  })

  await test.step('coming back from no network does not take another one’s change for one’s own', async () => {
    await page.getByLabel(named('inSpanish', hosting.address)).fill('En el quiosco')
    await context.setOffline(true)
    await page.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(page.getByText(editor.offline)).toBeInViewport()
    const again = page.waitForResponse((answer) => answer.url().endsWith(`/host/experiences/${experience.id}`))
    // Long enough for what was loaded to be asked for again.
    await page.clock.fastForward('30:00')
    await context.setOffline(false)
    await again
    await refusedThenLatest(page, editor.merged)
    await expect(page.getByLabel(english)).toHaveValue('In two tabs')
    await expect(page.getByLabel(named('inSpanish', hosting.address))).toHaveValue('En el quiosco')
  })

  await test.step('a rule likewise', async () => {
    const rule = await page.request.post(`/api/v1/host/experiences/${experience.id}/schedule-rules`, {
      data: {
        rrule: 'FREQ=WEEKLY;BYDAY=MO',
        dates: [],
        startTimes: ['07:15'],
        capacity: 9,
        validFrom: '2020-01-01',
        validUntil: null,
        exceptions: [],
      },
    })
    expect(rule.ok()).toBe(true)
    page.on('dialog', (dialog) => void dialog.accept())
    for (const tab of [page, other]) {
      await tab.goto(`${path}/horarios`)
      await tab.getByRole('button', { name: `${hosting.editRule}: ` }).click()
    }
    await page.getByRole('dialog').getByLabel(hosting.capacity).fill('11')
    await page.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await other
      .getByRole('dialog')
      .getByLabel(filled(hosting.hour, { n: 1 }))
      .fill('08:45')
    await refusedThenLatest(other, editor.merged)
    await expect(other.getByRole('dialog').getByLabel(hosting.capacity)).toHaveValue('11')
    await other.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(other.getByText('08:45')).toBeVisible()
  })
})

test('a workshop: its rates in two tabs, and the words it looks for', async ({ page, context, watch }) => {
  watch.allow(/409 \(Conflict\)/)
  await signInByApi(page.request, demo('seller3'))
  const other = await context.newPage()

  await test.step('each changed another rate: both stay', async () => {
    await Promise.all([page, other].map((tab) => tab.goto('/vender/envios')))
    const most = (tab: Page) => tab.getByLabel(shop.rates.maxDays)
    for (const tab of [page, other]) await expect(most(tab).first()).toBeVisible()
    const last = (await most(page).count()) - 1
    await most(page).first().fill('12')
    await page.getByRole('button', { name: editor.save, exact: true }).click()
    await expect(page.getByText(shop.rates.saved, { exact: true })).toBeVisible()
    await most(other).nth(last).fill('33')
    await other.getByRole('button', { name: editor.save, exact: true }).click()
    await expect(other.getByText(editor.conflictTitle)).toBeInViewport()
    await other.getByRole('button', { name: editor.openLatest }).click()
    await expect(most(other).first()).toHaveValue('12')
    await expect(most(other).nth(last)).toHaveValue('33')
    await other.getByRole('button', { name: editor.save, exact: true }).click()
    await expect(other.getByText(shop.rates.saved, { exact: true })).toBeVisible()
  })

  await test.step('a reload and coming back find the words', async () => {
    await page.goto('/vender/piezas')
    const words = page.getByLabel(pieces.search, { exact: true })
    await words.fill('mezcal')
    await page.waitForURL(/[?&]q=mezcal/)
    await page.reload()
    await expect(words).toHaveValue('mezcal')
    await page.getByRole('list', { name: pieces.title }).getByRole('link').first().click()
    await page.waitForURL(/piezas\/[0-9a-f-]{36}/)
    await page.goBack()
    await expect(words).toHaveValue('mezcal')
  })
})
