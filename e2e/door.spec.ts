import { bookByApi, findOffer, getJson, letTheDayCome } from './offers.ts'
import { demo, signInByApi, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { filled, like, texts } from './texts.ts'

const { bookings, door } = texts.es

test('a ticket from the guest’s phone admits once at the host’s door', async ({ page, browser, watch }) => {
  watch.allow(/409 \(Conflict\).*\/host\/check-ins/)
  await signInByApi(page.request, demo('host'))
  const { items } = await getJson<{ items: { slug: string; status: string; nextSlotAt: string | null }[] }>(
    page.request,
    '/api/v1/host/experiences',
  )
  // The soonest: one of a festival that is months away has no time in the coming weeks.
  const [own] = items
    .filter(({ status, nextSlotAt }) => status === 'ACTIVE' && nextSlotAt !== null)
    .toSorted((a, b) => (a.nextSlotAt ?? '').localeCompare(b.nextSlotAt ?? ''))
  expect(own, 'an experience of the demo host').toBeDefined()

  const phone = await browser.newContext()
  const guest = await phone.newPage()
  const { name } = await signUpGuest(guest.request)
  const offer = await findOffer(guest.request, own?.slug ?? '')
  const booking = await bookByApi(guest.request, offer, 2)
  await guest.goto(`/reservas/${booking.id}/lista`)
  await expect(guest.getByRole('img', { name: like(bookings.ticketQr) })).toHaveCount(2)
  const { items: tickets } = await getJson<{ items: { code: string; qr: string }[] }>(
    guest.request,
    `/api/v1/bookings/${booking.id}/tickets`,
  )
  const [first, second] = tickets
  await phone.close()

  await page.goto('/anfitrion/puerta')
  await test.step('a week too early it does not: the door says what the ticket is for', async () => {
    await page.getByLabel(door.code).fill(first?.code ?? '')
    await page.keyboard.press('Enter')
    await expect(page.getByText(door.refused, { exact: true })).toBeVisible()
    await expect(page.getByText(new RegExp(`Este boleto es para el .* a las ${offer.hour}`))).toBeVisible()
  })
  await letTheDayCome(offer)
  await page.getByLabel(door.code).fill(first?.code.toLowerCase() ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByText(door.admitted, { exact: true })).toBeVisible()
  await expect(page.getByText(new RegExp(name)).first()).toBeVisible()
  await expect(page.getByText(offer.experience.title).first()).toBeVisible()
  await expect(page.getByText(filled(door.admittedCount, { admitted: 1, seats: 2, code: booking.code }))).toBeVisible()

  await test.step('the same one again does not', async () => {
    await expect(page.getByLabel(door.code)).toBeFocused()
    await page.keyboard.type(first?.code ?? '')
    await page.keyboard.press('Enter')
    await expect(page.getByText(door.refused, { exact: true })).toBeVisible()
  })
  await test.step('without signal nobody is sent away: the other one’s QR waits on the phone', async () => {
    watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|net::/)
    await page.context().setOffline(true)
    await page.getByLabel(door.code).fill(second?.qr ?? '')
    await page.keyboard.press('Enter')
    await expect(page.getByText(door.offline, { exact: true })).toBeVisible()
    await expect(page.getByText(door.refused, { exact: true })).toBeHidden()
    await expect(page.getByText(door.laterWaiting)).toBeVisible()
    await page.context().setOffline(false)
    await expect(page.getByText(door.admitted, { exact: true })).toBeVisible()
    await expect(page.getByText(filled(door.laterAdmitted, { guest: name, admitted: 2, seats: 2 }))).toBeVisible()
    await page.reload()
    await expect(page.getByLabel(door.code)).toBeVisible()
    await expect(page.getByText(door.laterWaiting)).toBeHidden()
  })
  await test.step('all are in: the booking’s own code, as its guest would say it, says so too', async () => {
    await page.getByLabel(door.code).fill(booking.code)
    await page.keyboard.press('Enter')
    await expect(page.getByText(door.refused, { exact: true })).toBeVisible()
    await expect(page.getByText(/ya entró/)).toBeVisible()
  })
})
