import { applyByApi } from './hosts.ts'
import { mailTo } from './mailbox.ts'
import { demo, signInByApi, signUpGuest, verifyByApi } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { apply, editor, staff } = texts.es

test('staff ask for more, the applicant answers, and is approved; the page that is open says each by itself', async ({
  page,
  browser,
}) => {
  const person = await signUpGuest(page.request)
  await verifyByApi(page.request, person)
  const name = `Caminos pedidos ${person.email.slice(6, 14)}`
  await page.goto('/ofrece')
  await applyByApi(page.request, name, await page.screenshot())
  await page.goto('/solicitud')
  await expect(page.getByText(apply.state.SUBMITTED.title)).toBeVisible()

  const team = await browser.newContext()
  const desk = await team.newPage()
  await signInByApi(desk.request, demo('admin'))
  const question = '¿Cuánto dura la caminata y quién guía cuando tú no puedes?'

  await test.step('somebody of the team reads it and needs to know more', async () => {
    await desk.goto('/equipo/solicitudes')
    const application = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name }) })
    await application.getByRole('button', { name: staff.applications.ask, exact: true }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: staff.applications.ask, exact: true }).click()
    await expect(dialog.getByText(staff.reasonShort)).toBeVisible()
    await dialog.getByLabel(staff.applications.reason).fill(question)
    await dialog.getByRole('button', { name: staff.applications.ask, exact: true }).click()
    await expect(desk.getByText(staff.applications.done)).toBeVisible()
    await expect(application).toBeHidden()
  })

  await test.step('they read the question where they applied, and in their mail', async () => {
    await expect(page.getByText(apply.state.MORE_NEEDED.title)).toBeVisible()
    await expect(page.getByText(question)).toBeVisible()
    expect((await mailTo(page.request, person.email, /solicitud/i)).text).toContain(question)
  })

  await test.step('they answer in the part it is about and send it again', async () => {
    const parts = page.getByRole('navigation', { name: apply.stepsLabel })
    await parts.getByRole('button', { name: apply.steps.story }).click()
    await expect(page.getByRole('heading', { level: 2, name: apply.steps.story })).toBeFocused()
    await page
      .getByLabel(editor.inSpanish.replace('{{label}}', apply.story))
      .fill(
        'Dos horas, con mi hermana Nayeli cuando yo no puedo. Aprendimos los caminos de nuestro abuelo, que llevaba el correo.',
      )
    await parts.getByRole('button', { name: apply.steps.send }).click()
    await page.getByRole('button', { name: apply.send, exact: true }).click()
    await expect(page.getByText(apply.state.SUBMITTED.title)).toBeVisible()
  })

  await test.step('the team approves', async () => {
    await desk.reload()
    const application = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name }) })
    await expect(application.getByText('con mi hermana Nayeli')).toBeVisible()
    await application.getByRole('button', { name: staff.applications.approve, exact: true }).click()
    await desk.getByRole('dialog').getByRole('button', { name: staff.applications.approve, exact: true }).click()
    await expect(desk.getByText(staff.applications.done)).toBeVisible()
    await team.close()
  })

  await expect(page.getByText(apply.state.APPROVED.title)).toBeVisible()
  await page.getByRole('link', { name: apply.goHost }).click()
  await expect(page.getByRole('heading', { level: 1, name: texts.es.hosting.newTitle })).toBeVisible()
})
