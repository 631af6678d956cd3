/** The door's own camera, which here sees what a file shows: Chromium plays it as its video device. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'uqr'
import { browserArguments } from './chromium.ts'
import { bookByApi, findOffer, getJson, letTheDayCome } from './offers.ts'
import { demo, signInByApi, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { filled, texts } from './texts.ts'

const { door } = texts.es
const film = join(mkdtempSync(join(tmpdir(), 'door-')), 'camera.y4m')

/** One grey picture with a QR in its middle, as an uncompressed film of one frame. */
function filmOf(text: string): Buffer {
  const [width, height] = [640, 480]
  const { data: rows } = encode(text, { ecc: 'M', border: 4 })
  const scale = Math.floor((height * 0.8) / rows.length)
  const [left, top] = [(width - rows.length * scale) >> 1, (height - rows.length * scale) >> 1]
  const light = Buffer.alloc(width * height, 150)
  for (const [y, row] of rows.entries())
    for (const [x, isDark] of row.entries())
      for (let line = 0; line < scale; line += 1) {
        const start = (top + y * scale + line) * width + left + x * scale
        light.fill(isDark ? 16 : 235, start, start + scale)
      }
  const colours = Buffer.alloc((width * height) / 2, 128)
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), light, colours])
}

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [
        ...browserArguments,
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    }),
})

test('the host’s phone reads a ticket with its camera and says so in green; without a camera one types', async ({
  page,
  browser,
}) => {
  await signInByApi(page.request, demo('host'))
  const { items } = await getJson<{ items: { slug: string; status: string; nextSlotAt: string | null }[] }>(
    page.request,
    '/api/v1/host/experiences',
  )
  // Not the one whose day comes in the other journey of the door.
  const [, own] = items
    .filter(({ status, nextSlotAt }) => status === 'ACTIVE' && nextSlotAt !== null)
    .toSorted((a, b) => (a.nextSlotAt ?? '').localeCompare(b.nextSlotAt ?? ''))
  const phone = await browser.newContext()
  const { name } = await signUpGuest(phone.request)
  const offer = await findOffer(phone.request, own?.slug ?? '')
  const booking = await bookByApi(phone.request, offer, 1)
  const { items: tickets } = await getJson<{ items: { qr: string }[] }>(
    phone.request,
    `/api/v1/bookings/${booking.id}/tickets`,
  )
  await phone.close()
  await letTheDayCome(offer)
  writeFileSync(film, filmOf(tickets[0]?.qr ?? ''))

  await page.goto('/anfitrion/puerta')
  await page.getByRole('button', { name: door.camera.open }).click()
  await expect(page.getByText(door.admitted, { exact: true })).toBeVisible()
  await expect(page.getByText(new RegExp(name)).first()).toBeVisible()
  await expect(page.getByText(filled(door.admittedCount, { admitted: 1, seats: 1, code: booking.code }))).toBeVisible()
  await test.step('held up for longer, it is still the same ticket and not a second try', async () => {
    // Some looks later.
    const shown = () => page.evaluate<number>(`document.querySelector('video').currentTime`)
    await expect.poll(shown).toBeGreaterThan(2)
    await expect(page.getByText(door.refused, { exact: true })).toBeHidden()
  })

  await page.evaluate(
    `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`,
  )
  await page.getByRole('button', { name: door.camera.type }).click()
  await page.getByRole('button', { name: door.camera.open }).click()
  await expect(page.getByText(door.camera.refused.title)).toBeVisible()
  await page.getByRole('button', { name: door.camera.type }).click()
  await expect(page.getByLabel(door.code)).toBeFocused()
})
