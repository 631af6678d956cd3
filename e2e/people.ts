/** Who makes the journeys: new people where a journey changes something, the demo accounts where it should look lived in. */
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import { linkOf, mailTo } from './mailbox.ts'
import { type Language, texts } from './texts.ts'

export interface Guest {
  name: string
  email: string
  password: string
}

/** An account of the demo data. */
export const demo = (who: 'ana' | 'luis' | 'host' | 'seller' | 'seller3' | 'admin'): Guest => ({
  name: who,
  email: `${who}@guelaguetza.test`,
  password: 'guelaguetza-demo',
})

export function someoneNew(): Guest {
  return {
    name: 'Itzel Ramírez',
    email: `itzel-${randomUUID().slice(0, 13)}@example.com`,
    password: 'nube comal tequio',
  }
}

/** Signs in behind the page: with a context's own `request`, its browser is signed in too. */
export async function signInByApi(request: APIRequestContext, { email, password }: Guest): Promise<void> {
  const answer = await request.post('/api/auth/sign-in/email', { data: { email, password } })
  if (!answer.ok()) throw new Error(`signing in as ${email}: ${answer.status()} ${await answer.text()}`)
}

export async function signUpGuest(request: APIRequestContext, language: Language = 'es'): Promise<Guest> {
  const guest = someoneNew()
  const answer = await request.post('/api/auth/sign-up/email', { data: { ...guest, language } })
  if (!answer.ok()) throw new Error(`signing up ${guest.email}: ${answer.status()} ${await answer.text()}`)
  await signInByApi(request, guest)
  return guest
}

/** Opens the link of the welcome mail behind the page. */
export async function verifyByApi(request: APIRequestContext, { email }: Guest): Promise<void> {
  const link = linkOf(await mailTo(request, email, /confirma tu correo/i), '/verificar')
  const { searchParams } = new URL(link, 'http://localhost')
  const answer = await request.get(`/api/auth/verify-email?token=${searchParams.get('token')}`)
  if (!answer.ok()) throw new Error(`verifying ${email}: ${answer.status()} ${await answer.text()}`)
}

/** Fills the sign-in page that is open. */
export async function signIn(page: Page, { email, password }: Guest, language: Language = 'es'): Promise<void> {
  const { auth } = texts[language]
  await page.getByLabel(auth.email).fill(email)
  await page.getByLabel(auth.password, { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: auth.signIn.submit, exact: true }).click()
}
