import { demo, signInByApi } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { editor, media, pieces } = texts.es

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
