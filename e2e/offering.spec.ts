import { demo, signInByApi } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { editor, hosting, media, pieces } = texts.es

test('a workshop publishes a piece with a photo and finds it in the shop', async ({ page }) => {
  await signInByApi(page.request, demo('seller'))
  await page.goto('/vender/piezas')
  await page.getByRole('link', { name: pieces.add }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: pieces.newTitle })).toBeVisible()
  const name = `Cántaro de prueba ${Date.now()}`
  const inSpanish = (label: string) => page.getByLabel(editor.inSpanish.replace('{{label}}', label))

  await test.step('what is missing is said where it is missing', async () => {
    await page.getByRole('button', { name: pieces.publish, exact: true }).click()
    await expect(page.getByText(pieces.problem.name)).toBeVisible()
    await expect(inSpanish(pieces.name)).toBeFocused()
  })

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cantaro.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await page.getByLabel(media.altEs).fill('Un cántaro negro')
  await inSpanish(pieces.name).fill(name)
  await inSpanish(pieces.description).fill('Redondo, bruñido con cuarzo.')
  await page.getByLabel(pieces.price).fill('650')
  await page.getByLabel(pieces.stock).fill('3')
  await expect(page.getByText(media.preparing)).toBeHidden()
  await expect(page.getByText(media.sending)).toBeHidden()
  await page.getByRole('button', { name: pieces.publish, exact: true }).click()
  await expect(page.getByText(pieces.published)).toBeVisible()

  await test.step('a piece breaks, and the reason is kept', async () => {
    await page.getByRole('button', { name: pieces.correct, exact: true }).click()
    await page.getByRole('radio', { name: pieces.went }).click({ force: true })
    await page.getByLabel(pieces.reason).fill('Se rompió en la quema')
    await page.getByRole('button', { name: pieces.correctDo }).click()
    await expect(page.getByText('Se rompió en la quema')).toBeVisible()
  })

  await page.getByRole('link', { name: pieces.seeInStore }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Un cántaro negro' }).first()).toBeVisible()
})

test('a host opens a time and finds it on the listing', async ({ page }) => {
  await signInByApi(page.request, demo('host'))
  await page.goto('/anfitrion/experiencias')
  await page
    .getByRole('link', { name: new RegExp(`^${hosting.times}: `) })
    .nth(1)
    .click()
  await expect(page.getByRole('heading', { level: 1, name: hosting.timesTitle })).toBeVisible()
  const id = page.url().split('/').at(-2) ?? ''
  const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel(hosting.date, { exact: true }).fill(day)
  await page.getByLabel(hosting.hours, { exact: true }).fill('06:17')
  await page.getByLabel(hosting.capacity, { exact: true }).fill('4')
  await page.getByRole('button', { name: hosting.singleAdd }).click()
  await expect(page.getByText(like(hosting.singleAdded))).toBeVisible()

  await page.goto(`/experiencias/${id}?dia=${day}`)
  await expect(page.getByText('06:17').first()).toBeVisible()

  await test.step('it stands in the calendar and holds no fewer than came', async () => {
    await page.goto(`/anfitrion/calendario?dia=${day}`)
    await expect(page.getByText('06:17')).toBeVisible()
  })
})
