import { linkOf, mailTo } from './mailbox.ts'
import { signIn, signUpGuest, someoneNew } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { auth, profile, shell } = texts.es

test('sign up, verify by mail, sign out, reset by mail, sign in with the new password', async ({ page, watch }) => {
  const person = someoneNew()
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: shell.me, exact: true }).click()
  await page.getByRole('link', { name: profile.signUpButton }).click()

  await test.step('a form that is not filled in says what is missing, and where', async () => {
    await page.getByRole('button', { name: auth.signUp.submit, exact: true }).click()
    await expect(page.getByLabel(auth.name)).toHaveAccessibleDescription(/Escribe tu nombre/)
    await expect(page.getByLabel(auth.name)).toBeFocused()
  })
  await page.getByLabel(auth.name).fill(person.name)
  await page.getByLabel(auth.email).fill(person.email)
  await page.getByLabel(auth.password, { exact: true }).fill(person.password)
  await page.getByRole('button', { name: auth.signUp.submit, exact: true }).click()
  await expect(page.getByRole('link', { name: shell.notices, exact: true })).toBeVisible()

  const welcome = await mailTo(page.request, person.email, /confirma tu correo/i)
  const verification = linkOf(welcome, '/verificar')
  await page.goto(verification)
  await expect(page.getByRole('heading', { name: auth.verify.doneTitle })).toBeVisible()

  await page.goto('/yo')
  await expect(page.getByLabel(profile.name, { exact: true })).toHaveValue(person.name)
  await expect(page.getByText(profile.verify.title)).toBeHidden()

  await page.getByRole('button', { name: profile.signOut }).click()
  await expect(page).toHaveURL((url) => url.pathname === '/')
  await expect(page.getByRole('link', { name: shell.notices, exact: true })).toBeHidden()

  await page.goto('/entrar')
  await page.getByRole('link', { name: auth.signIn.forgot }).click()
  // Both pages ask for an address: what is typed too soon stays behind.
  await expect(page.getByRole('heading', { name: auth.forgot.title })).toBeVisible()
  await page.getByLabel(auth.email).fill(person.email)
  await page.getByRole('button', { name: auth.forgot.submit }).click()
  await expect(page.getByRole('heading', { name: auth.forgot.sentTitle })).toBeVisible()

  const reset = linkOf(await mailTo(page.request, person.email, /contraseña/i), '/restablecer')
  const renewed = { ...person, password: 'otro telar mas largo' }
  await page.goto(reset)
  await page.getByLabel(auth.newPassword, { exact: true }).fill(renewed.password)
  await page.getByRole('button', { name: auth.reset.submit }).click()
  await expect(page.getByText(auth.reset.done)).toBeVisible()

  await test.step('the link was good once', async () => {
    watch.allow(/\/api\/auth\/reset-password/)
    await page.goto(reset)
    await page.getByLabel(auth.newPassword, { exact: true }).fill('una tercera que no')
    await page.getByRole('button', { name: auth.reset.submit }).click()
    await expect(page.getByRole('heading', { name: auth.reset.deadTitle })).toBeVisible()
  })

  await test.step('the old password is over, the new one opens', async () => {
    watch.allow(/\/api\/auth\/sign-in/)
    await page.goto('/entrar?volver=/mis-planes')
    await signIn(page, person)
    await expect(page.getByText(auth.signIn.mismatch)).toBeVisible()
    await signIn(page, renewed)
    await expect(page.getByRole('heading', { name: texts.es.bookings.title })).toBeVisible()
    await expect(page).toHaveURL(/\/mis-planes$/)
  })
})

test('a return address on another site is not followed', async ({ page }) => {
  const guest = await signUpGuest(page.request)
  await page.request.post('/api/auth/sign-out')
  await page.goto(`/entrar?volver=${encodeURIComponent('https://evil.example/')}`)
  await signIn(page, guest)
  await expect(page).toHaveURL((url) => url.pathname === '/' && url.hostname === 'localhost')
})

test('who signs up with an address that has an account is not told so, and its owner gets a mail', async ({
  page,
  watch,
}) => {
  watch.allow(/\/api\/auth\/sign-in/)
  const owner = await signUpGuest(page.request)
  await page.request.post('/api/auth/sign-out')
  await page.goto('/registro')
  await page.getByLabel(auth.name).fill('Alguien más')
  await page.getByLabel(auth.email).fill(owner.email)
  await page.getByLabel(auth.password, { exact: true }).fill('una clave distinta')
  await page.getByRole('button', { name: auth.signUp.submit, exact: true }).click()
  await expect(page.getByRole('heading', { name: auth.signUp.checkMailTitle })).toBeVisible()
  await mailTo(page.request, owner.email, /cuenta/i)
})
