import { expectConfirmed, payWith, cards } from './checkout-steps.ts'
import { offerByApi } from './hosts.ts'
import { mailTo } from './mailbox.ts'
import { bookByApi, placesLeft } from './offers.ts'
import { demo, signInByApi, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { filled, like, texts } from './texts.ts'

const { bookings, checkout, waiting } = texts.es
const { cancelOne } = texts.es.hosting

test('a full time: a guest waits in line, the place that comes free is held for them, and they pay it', async ({
  page,
  browser,
}) => {
  const [hosting, first, other] = await Promise.all([browser.newContext(), browser.newContext(), browser.newContext()])
  await signInByApi(hosting.request, demo('host'))
  const offer = await offerByApi(hosting.request, 'Caminata con lista de espera', 1)
  await signUpGuest(first.request)
  const booked = await bookByApi(first.request, offer)
  const guest = await signUpGuest(page.request)

  await test.step('it is full: they take their place in line', async () => {
    await page.goto(`/experiencias/${offer.experience.slug}?dia=${offer.day}`)
    await page.getByRole('button', { name: filled(waiting.joinAt, { time: offer.hour }) }).click()
    await expect(page.getByText(waiting.joined)).toBeVisible()
    await expect(page.getByText(waiting.next)).toBeVisible()
  })

  await test.step('whoever comes back sees where they stand', async () => {
    await page.goto('/mis-planes')
    await page.getByRole('link', { name: filled(waiting.strip_one, { count: 1 }) }).click()
    await expect(page.getByRole('heading', { level: 2, name: offer.experience.title })).toBeVisible()
    await expect(page.getByText(waiting.next)).toBeVisible()
  })

  await test.step('their host cancels one booking, and says why', async () => {
    const desk = await hosting.newPage()
    await desk.goto(`/anfitrion/horarios/${offer.slot.id}`)
    await desk.getByRole('button', { name: cancelOne.open }).click()
    const asked = desk.getByRole('alertdialog', { name: cancelOne.title })
    await asked.getByRole('button', { name: cancelOne.do }).click()
    await expect(asked.getByText(texts.es.hosting.announceShort)).toBeVisible()
    await asked.getByLabel(cancelOne.why).fill('Se cayó el puente.')
    await asked.getByRole('button', { name: cancelOne.do }).click()
    await expect(desk.getByText(like(cancelOne.done))).toBeVisible()
    await expect(desk.getByRole('button', { name: cancelOne.open })).toBeHidden()
    const theirs = await first.newPage()
    await theirs.goto(`/mis-planes/reservas/${booked.id}`)
    await expect(theirs.getByText(bookings.step.cancelled.BY_HOST)).toBeVisible()
    await expect(theirs.getByText(filled(bookings.step.hostNote, { note: 'Se cayó el puente.' }))).toBeVisible()
  })

  await test.step('the place is held for who waited, and nobody else finds it', async () => {
    // Nobody reloaded.
    await expect(page.getByText(waiting.offered)).toBeVisible()
    await expect(page.getByText(like(waiting.offeredUntil))).toBeVisible()
    await signUpGuest(other.request)
    expect(await placesLeft(other.request, offer)).toBe(0)
    const refused = await other.request.post('/api/v1/bookings', {
      data: { slotId: offer.slot.id, party: [{ type: 'adult', quantity: 1 }] },
    })
    expect(refused.status()).toBe(409)
    expect((await mailTo(page.request, guest.email, /lugar/i)).text).toContain(offer.experience.title)
  })

  await test.step('they pay the place that is theirs', async () => {
    await page.getByRole('link', { name: waiting.take }).click()
    await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeVisible()
    await payWith(page, cards.good)
    await expectConfirmed(page)
  })

  await test.step('and wait for nothing any more', async () => {
    await page.goto('/mis-planes/espera')
    await expect(page.getByText(waiting.emptyTitle)).toBeVisible()
  })
  await Promise.all([hosting.close(), first.close(), other.close()])
})
