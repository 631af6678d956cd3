import { demo, signInByApi } from './people.ts'
import { expect, test } from './test.ts'
import { filled, texts } from './texts.ts'

const { editor, media, pieces } = texts.es

test('a workshop publishes a piece with a photo, finds it in the shop, and changes it by a spreadsheet', async ({
  page,
}) => {
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

  await test.step('a spreadsheet with a new piece and another price: what is wrong is mended, then it is all written', async () => {
    const slug = new URL(page.url()).pathname.split('/').at(-1)
    const other = `Jarrito de prueba ${Date.now()}`
    const rows = [
      ['producto', 'nombre', 'descripción', 'categoría', 'estado', 'precio', 'piezas'],
      [slug, '', '', '', '', '700', ''],
      ['', other, 'Para el café de olla.', 'CERAMICA', 'ACTIVE', 'caro', '5'],
    ]
    await page.goto('/vender/piezas')
    await page.getByRole('link', { name: pieces.import }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'piezas.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.map((cells) => cells.join(';')).join('\n')),
    })
    await expect(page.getByText(filled(pieces.sheet.wrong_one, { name: 'piezas.csv', count: 1 }))).toBeVisible()
    const price = page.getByLabel(`${filled(pieces.sheet.line, { n: 3 })}: precio`)
    await expect(price).toHaveAccessibleDescription(/entre 10 y 500,000 pesos/)
    await price.fill('180')
    await page.getByRole('button', { name: pieces.sheet.again }).click()
    await expect(page.getByText(filled(pieces.sheet.ready, { name: 'piezas.csv' }))).toBeVisible()
    await page.getByRole('button', { name: filled(pieces.sheet.write_other, { count: 2 }) }).click()
    await expect(page.getByText(pieces.sheet.done)).toBeVisible()
    await page.getByRole('link', { name: pieces.sheet.see }).click()
    await expect(page.getByRole('link', { name: other }).first()).toBeVisible()
    await page.goto(`/tienda/productos/${slug}`)
    await expect(page.getByText('$700').first()).toBeVisible()
  })
})
