import { cards, expectConfirmed, holdSeats, payWith } from './checkout-steps.ts'
import { offerByApi } from './hosts.ts'
import { placesLeft } from './offers.ts'
import { demo, signInByApi, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { filled, texts } from './texts.ts'

const { experiences, groups, hosting: words } = texts.es

test('a host makes a time private, the group books by its link, and nobody else finds it', async ({
  page,
  browser,
  watch,
}) => {
  const hosting = await browser.newContext()
  const host = await hosting.newPage()
  await signInByApi(hosting.request, demo('host'))
  const offer = await offerByApi(hosting.request, 'Caminata de un grupo', 4)

  const link = await test.step('the host makes the link', async () => {
    await host.goto(`/anfitrion/horarios/${offer.slot.id}`)
    await host.getByRole('button', { name: groups.host.make }).click()
    const address = host.getByLabel(groups.host.address)
    await expect(address).toHaveValue(/\/grupo\?clave=/)
    return new URL(await address.inputValue())
  })

  await test.step('whoever has no link sees no such time, and cannot book it', async () => {
    const stranger = await browser.newContext()
    const other = await stranger.newPage()
    await signUpGuest(stranger.request)
    expect(await placesLeft(stranger.request, offer)).toBe(0)
    const refused = await stranger.request.post('/api/v1/bookings', {
      data: { slotId: offer.slot.id, party: [{ type: 'adult', quantity: 1 }] },
    })
    expect(refused.status()).toBe(404)
    await other.goto(`/experiencias/${offer.experience.slug}?dia=${offer.day}`)
    await expect(other.getByRole('heading', { level: 1, name: offer.experience.title })).toBeVisible()
    await expect(other.getByText(experiences.book.none)).toBeVisible()
    await stranger.close()
  })

  await test.step('one of the group opens it, books and pays', async () => {
    await signUpGuest(page.request)
    await page.goto(link.pathname + link.search)
    await expect(page.getByRole('heading', { level: 1, name: offer.experience.title })).toBeVisible()
    await page.getByRole('link', { name: groups.book }).click()
    await holdSeats(page)
    await payWith(page, cards.good)
    await expectConfirmed(page)
  })

  await test.step('the host counts them, and ends the link', async () => {
    await expect(host.getByText(filled(words.taken, { taken: 1, capacity: 4 }))).toBeVisible()
    await host.getByRole('button', { name: groups.host.end }).click()
    await host.getByRole('alertdialog').getByRole('button', { name: groups.host.end }).click()
    await expect(host.getByText(groups.host.none)).toBeVisible()
    watch.allow(/404/)
    await page.goto(link.pathname + link.search)
    await expect(page.getByText(groups.goneTitle)).toBeVisible()
  })
  await hosting.close()
})
