import { bookByApi, dayAhead, findOffer, letTheDayCome } from './offers.ts'
import { demo, signInByApi, signUpGuest, verifyByApi } from './people.ts'
import { expect, test } from './test.ts'
import { filled, like, texts } from './texts.ts'

const { apply, door, editor, hosting, media, staff } = texts.es

const inSpanish = (label: string) => editor.inSpanish.replace('{{label}}', label)

// The longest way of all.
test.describe.configure({ timeout: 240_000 })

test('from an application to a guest at the door, on a phone', async ({ page, browser }) => {
  const person = await signUpGuest(page.request)
  await verifyByApi(page.request, person)
  const stamp = person.email.slice(6, 14)
  const name = `Caminos de prueba ${stamp}`
  await test.step('they say who they are, part by part', async () => {
    await page.goto('/ofrece')
    const photo = { name: 'camino.png', mimeType: 'image/png', buffer: await page.screenshot() }
    await page.getByRole('link', { name: apply.offer.HOST.button }).click()
    await page.getByRole('button', { name: apply.begin, exact: true }).click()
    const next = async (step: string) => {
      await page.getByRole('button', { name: apply.next, exact: true }).click()
      await expect(page.getByRole('heading', { level: 2, name: step })).toBeFocused()
    }
    await page.getByLabel(apply.name.HOST).fill(name)
    await page.getByLabel(apply.ownerName).fill('Itzel Ramírez')
    await page.getByLabel(apply.phone).fill('951 123 4567')
    await next(apply.steps.where)
    await page.getByLabel(apply.region).selectOption('sierra-norte')
    await page.getByLabel(apply.town).fill('Benito Juárez')
    await next(apply.steps.what)
    await page.getByLabel(apply.hostType).selectOption('guia')
    await page.getByLabel(apply.offerField.HOST).fill('Una caminata entre pueblos, de dos horas.')
    await next(apply.steps.story)
    await page
      .getByLabel(inSpanish(apply.story))
      .fill('Aprendí los caminos de mi abuelo, que llevaba el correo. '.repeat(3))
    await next(apply.steps.photos)
    await page.locator('input[type=file]').setInputFiles(photo)
    await expect(page.getByRole('button', { name: filled(media.remove, { n: 1 }) })).toBeVisible()
    await expect(page.getByText(media.sending)).toBeHidden()
    await expect(page.getByText(media.preparing)).toBeHidden()
    await next(apply.steps.documents)
    await page.locator('input[type=file]').setInputFiles({ ...photo, name: 'credencial.png' })
    await expect(page.getByRole('link', { name: apply.documentOpen })).toBeVisible()
    await next(apply.steps.payouts)
    await next(apply.steps.send)
    await page.getByRole('button', { name: apply.send, exact: true }).click()
    await expect(page.getByText(apply.state.SUBMITTED.title)).toBeVisible()
  })

  await test.step('the team reads and approves', async () => {
    const team = await browser.newContext()
    const desk = await team.newPage()
    await signInByApi(desk.request, demo('admin'))
    await desk.goto('/equipo/solicitudes')
    const application = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name }) })
    await expect(application.getByRole('img')).toBeVisible()
    await application.getByRole('button', { name: staff.applications.approve, exact: true }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: staff.applications.approve, exact: true }).click()
    await expect(desk.getByText(staff.applications.done)).toBeVisible()
    await team.close()
  })

  const title = `Caminata de prueba ${stamp}`
  await test.step('they read it and publish their first experience', async () => {
    await page.goto('/solicitud')
    await expect(page.getByText(apply.state.APPROVED.title)).toBeVisible()
    await page.getByRole('link', { name: apply.goHost }).click()
    await page.getByLabel(inSpanish(hosting.name)).fill(title)
    await page.getByLabel(inSpanish(hosting.description)).fill('Dos horas por el camino del correo.')
    await page.getByLabel(hosting.price).fill('350')
    await page.getByLabel(hosting.region).selectOption('sierra-norte')
    await page.getByLabel(inSpanish(hosting.address)).fill('Frente a la iglesia de Benito Juárez')
    await page.getByRole('button', { name: hosting.publish, exact: true }).click()
    await expect(page.getByText(hosting.problem.place)).toBeVisible()
    await page.getByLabel(hosting.place).fill('17.1290, -96.4520')
    await page.getByRole('button', { name: hosting.publish, exact: true }).click()
    await expect(page.getByText(hosting.published)).toBeVisible()
  })

  await test.step('every day at ten', async () => {
    await page.getByRole('link', { name: hosting.times, exact: true }).click()
    await page.getByRole('button', { name: hosting.addRule, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: hosting.addRule })
    for (const day of await dialog.getByRole('checkbox').all()) await day.check({ force: true })
    await dialog.getByLabel(filled(hosting.hour, { n: 1 })).fill('10:00')
    await dialog.getByLabel(hosting.capacity).fill('6')
    await dialog.getByRole('button', { name: hosting.see, exact: true }).click()
    await expect(dialog.getByText(like(hosting.wouldMake_other))).toBeInViewport()
    await dialog.getByRole('button', { name: hosting.save, exact: true }).click()
    await expect(page.getByText(like(hosting.ruleSaved))).toBeVisible()
  })

  await test.step('and once before sunrise', async () => {
    await page.getByLabel(hosting.date, { exact: true }).fill(dayAhead(8))
    await page.getByLabel(hosting.hours, { exact: true }).fill('06:17')
    await page.getByLabel(hosting.capacity, { exact: true }).fill('4')
    await page.getByRole('button', { name: hosting.singleAdd }).click()
    await expect(page.getByText(like(hosting.singleAdded))).toBeVisible()
  })

  const own = new URL(page.url()).pathname.split('/').at(-2) ?? ''
  const phone = await browser.newContext()
  const guest = await signUpGuest(phone.request)
  const offer = await findOffer(phone.request, own)
  const booking = await bookByApi(phone.request, offer, 2)
  const answer = await phone.request.get(`/api/v1/bookings/${booking.id}/tickets`)
  const { items: tickets } = (await answer.json()) as { items: { code: string }[] }
  await phone.close()

  await test.step('the calendar counts who comes, the list of the time says who', async () => {
    await page.goto(`/anfitrion/calendario?dia=${offer.day}`)
    await expect(page.getByText(filled(hosting.taken, { taken: 2, capacity: 6 }))).toBeVisible()
    await expect(page.getByText('06:17')).toBeVisible()
    await page.goto(`/anfitrion/horarios/${offer.slot.id}`)
    await expect(page.getByRole('main').getByText(guest.name).first()).toBeVisible()
  })

  await test.step('and the first one is let in', async () => {
    await letTheDayCome(offer)
    await page.goto('/anfitrion/puerta')
    await page.getByLabel(door.code).fill(tickets[0]?.code ?? '')
    await page.keyboard.press('Enter')
    await expect(page.getByText(door.admitted, { exact: true })).toBeVisible()
    await expect(
      page.getByText(filled(door.admittedCount, { admitted: 1, seats: 2, code: booking.code })),
    ).toBeVisible()
  })
})
