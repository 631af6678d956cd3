import { linkOf, mailTo } from './mailbox.ts'
import { type Guest, demo, signInByApi, signUpGuest, verifyByApi } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { auth, decisions, reviews, staff } = texts.es

const moderator: Guest = { ...demo('admin'), email: 'moderator@guelaguetza.test' }
const listing = '/experiencias/monte-alban-por-la-tarde'

test('reported, decided, gone, and its author reads why; then banned, and the open page says so', async ({
  page,
  browser,
  watch,
}) => {
  const author = await signUpGuest(page.request)
  await verifyByApi(page.request, author)
  const words = `¿Compran seguidores baratos? ${author.email}`
  const why = 'La publicidad ajena no va en las preguntas.'

  await test.step('somebody asks in public', async () => {
    await page.goto(listing)
    await page.getByLabel(reviews.questions.ask).fill(words)
    await page.getByRole('button', { name: reviews.questions.send, exact: true }).click()
    await expect(page.getByText(words)).toBeVisible()
  })

  await test.step('somebody else reports it', async () => {
    const reader = await browser.newContext()
    const other = await reader.newPage()
    await signUpGuest(other.request)
    await other.goto(listing)
    const question = other.getByRole('listitem').filter({ hasText: words })
    await question.getByRole('button', { name: new RegExp(`^${reviews.report.button}`) }).click()
    await other.getByRole('radio', { name: reviews.report.reasons.SPAM }).check()
    await other.getByRole('button', { name: reviews.report.send }).click()
    await expect(other.getByText(reviews.report.sent)).toBeVisible()
    await reader.close()
  })

  const team = await browser.newContext()
  const desk = await team.newPage()
  await test.step('a moderator decides', async () => {
    await signInByApi(desk.request, moderator)
    await desk.goto('/equipo?tipo=QUESTION')
    const cases = desk.getByRole('listitem').filter({ hasText: reviews.report.reasons.SPAM })
    await cases.last().getByRole('link').click()
    await expect(desk.getByText(words).first()).toBeVisible()
    await desk.getByRole('radio', { name: staff.actions.HIDE, exact: true }).check()
    await desk.getByLabel(staff.case.reason, { exact: true }).fill(why)
    await desk.getByRole('button', { name: staff.case.send }).click()
    await expect(desk.getByRole('heading', { name: staff.case.closedTitle })).toBeVisible()
  })

  await test.step('it is gone, and its author reads why', async () => {
    await page.goto(listing)
    await expect(page.getByLabel(reviews.questions.ask)).toBeVisible()
    await expect(page.getByText(words)).toBeHidden()
    await page.goto('/yo/decisiones')
    await expect(page.getByText(why)).toBeVisible()
    await expect(page.getByRole('button', { name: decisions.appeal.start })).toBeVisible()
  })

  await test.step('an administrator bans; the page that is open says so by itself', async () => {
    watch.allow(/403 \(Forbidden\)/)
    watch.allow(/WebSocket/)
    await team.clearCookies()
    await signInByApi(desk.request, demo('admin'))
    await desk.goto(`/equipo/personas?q=${encodeURIComponent(author.email)}`)
    await desk.getByRole('button', { name: staff.people.ban, exact: true }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel(staff.people.reason).fill('Insiste en la publicidad.')
    await dialog.getByRole('button', { name: staff.people.ban, exact: true }).click()
    await expect(desk.getByText(staff.people.bannedDone)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: auth.banned.title })).toBeVisible()
    await expect(page.getByText('Insiste en la publicidad.')).toBeVisible()
    await page.getByRole('button', { name: auth.banned.leave }).click()
    await expect(page.getByRole('heading', { level: 1, name: auth.banned.title })).toBeHidden()
  })

  await test.step('the mail says why, and its link opens the decision and the appeal', async () => {
    const mail = await mailTo(page.request, author.email, /suspendimos tu cuenta/i)
    await page.goto(linkOf(mail, '/apelar'))
    await expect(page.getByText('Insiste en la publicidad.')).toBeVisible()
    await page.getByLabel(decisions.appeal.text).fill('Era una pregunta, no publicidad.')
    await page.getByRole('button', { name: decisions.appeal.send, exact: true }).click()
    await expect(page.getByText(decisions.appeal.OPEN)).toBeVisible()
  })
  await team.close()
})

test('a question in private, half written at first, answered by the host, read by both; then blocked for a while', async ({
  page,
  browser,
  watch,
}) => {
  const { messages } = texts.es
  const hosting = await browser.newContext()
  const host = await hosting.newPage()
  await signInByApi(host.request, demo('host'))
  const me = (await (await host.request.get('/api/v1/me')).json()) as { host: { id: string } }
  const listings = (await (await page.request.get('/api/v1/experiences?limit=50')).json()) as {
    items: { slug: string; host: { id: string } }[]
  }
  const own = listings.items.find((one) => one.host.id === me.host.id)

  const guest = await signUpGuest(page.request)
  const words = `¿Puedo llevar a mi perro? ${guest.email}`
  await page.goto(`/experiencias/${own?.slug}`)
  await page.getByRole('link', { name: messages.ask }).click()
  await page.getByLabel(messages.write).fill(words)
  // What is half written outlives a reload, and going back.
  await page.reload()
  await expect(page.getByLabel(messages.write)).toHaveValue(words)
  await page.goBack()
  await page.getByRole('link', { name: messages.ask }).click()
  await expect(page.getByLabel(messages.write)).toHaveValue(words)
  await page.getByRole('button', { name: messages.send, exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: words })).toContainText(messages.sent)
  await expect(page.getByLabel(messages.write)).toHaveValue('')
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: words })).toBeVisible()
  await expect(page.getByLabel(messages.write)).toHaveValue('')

  await host.goto('/mensajes')
  await host.getByRole('link', { name: new RegExp(guest.email) }).click()
  await expect(host.getByRole('listitem').filter({ hasText: words })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: words })).toContainText(messages.read)
  await host.getByLabel(messages.write).fill('Sí, con correa.')
  await host.getByRole('button', { name: messages.send, exact: true }).click()
  // Nobody reloaded.
  await expect(page.getByText('Sí, con correa.')).toBeVisible()

  watch.allow(/403 \(Forbidden\)/)
  await host.getByRole('button', { name: messages.block, exact: true }).click()
  await host.getByRole('alertdialog').getByRole('button', { name: messages.block, exact: true }).click()
  await expect(host.getByText(messages.blocked)).toBeVisible()
  await page.getByLabel(messages.write).fill('¿Y sin correa?')
  await page.getByRole('button', { name: messages.send, exact: true }).click()
  await expect(page.getByText('Esta persona ya no recibe mensajes tuyos.')).toBeVisible()
  await host.getByRole('button', { name: messages.unblock }).click()
  await expect(host.getByLabel(messages.write)).toBeVisible()
  // The same words again, now that they are taken.
  await page.getByRole('button', { name: messages.send, exact: true }).click()
  await expect(host.getByText('¿Y sin correa?')).toBeVisible()

  // On the page of what is theirs nobody writes to or asks themselves.
  await host.goto(`/experiencias/${own?.slug}`)
  await expect(host.getByRole('link', { name: reviews.questions.toAnswer })).toBeVisible()
  await expect(host.getByRole('link', { name: messages.ask })).toHaveCount(0)
  await hosting.close()
})
