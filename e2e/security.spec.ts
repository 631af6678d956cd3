/** One account from password to second factor to passkey, in a real browser with an authenticator of its own. */
import { createHmac } from 'node:crypto'
import { signIn, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { texts } from './texts.ts'

const { auth, profile, security } = texts.es

/** RFC 6238: what an authenticator app shows for a secret; `step` 1 is the next one. */
function appCode(secret: string, step = 0): string {
  const bits = [...secret].map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('an authenticator app is set up and asked for; a passkey signs in without a password', async ({ page, watch }) => {
  const guest = await signUpGuest(page.request)
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/yo')
  await page.getByRole('link', { name: profile.security }).click()

  const secret = await test.step('the app: password, QR, first code, ten backup codes', async () => {
    await page.getByRole('button', { name: security.app.start }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(security.password, { exact: true }).fill(guest.password)
    await dialog.getByRole('button', { name: security.app.next }).click()
    await expect(dialog.getByRole('img', { name: security.setup.qr })).toBeVisible()
    const said = (await dialog.locator('code').innerText()).replaceAll(/\s/g, '')
    await dialog.getByLabel(security.setup.first).fill(appCode(said))
    await dialog.getByRole('button', { name: security.setup.confirm }).click()
    await expect(dialog.getByRole('listitem')).toHaveCount(10)
    const saved = page.waitForEvent('download')
    await dialog.getByRole('button', { name: security.codes.download }).click()
    expect((await saved).suggestedFilename()).toBe('guelaguetza-connect.txt')
    await dialog.getByLabel(security.codes.kept).check()
    await dialog.getByRole('button', { name: security.codes.done }).click()
    await expect(page.getByText(security.app.on, { exact: true })).toBeVisible()
    return said
  })

  await test.step('a passkey is added', async () => {
    await page.getByRole('button', { name: security.passkeys.add }).click()
    await expect(page.getByRole('button', { name: new RegExp(`^${security.passkeys.rename}`) })).toBeVisible()
  })

  await test.step('the password asks for the code, and a wrong one says so', async () => {
    watch.allow(/\/api\/auth\/second-factor/)
    // The browser learns that the session it remembers is over.
    watch.allow(/\/api\/v1\/me on/)
    await page.request.post('/api/auth/sign-out')
    await page.goto('/entrar?volver=/yo/seguridad')
    await signIn(page, guest)
    await page.getByLabel(auth.second.code).fill('000000')
    await page.getByRole('button', { name: auth.signIn.submit, exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await page.getByLabel(auth.second.code).fill(appCode(secret, 1))
    await page.getByRole('button', { name: auth.signIn.submit, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: security.title })).toBeVisible()
    await expect(page.getByText(security.app.on, { exact: true })).toBeVisible()
  })

  await test.step('the passkey alone is enough', async () => {
    await page.request.post('/api/auth/sign-out')
    await page.goto('/entrar?volver=/yo')
    await page.getByRole('button', { name: auth.signIn.passkey }).click()
    await expect(page.getByRole('heading', { level: 1, name: guest.name })).toBeVisible()
  })
})
