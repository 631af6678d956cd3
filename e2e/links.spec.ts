import {
  bookingIdOf,
  cards,
  checkoutPath,
  expectConfirmed,
  fillCard,
  holdSeats,
  payButton,
  payWith,
} from './checkout-steps.ts'
import { allBookings, bookByApi, chargesOf, findOffer, readBooking } from './offers.ts'
import { signIn, signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { auth, bookings, checkout, experiences, shell } = texts.es

test('filters live in the address: a link, reload and back show the same list', async ({ page }) => {
  await page.goto('/experiencias?category=CLASE&region=costa')
  const count = page.getByRole('status').filter({ hasText: like(experiences.count_one, experiences.count_other) })
  await expect(count).toBeVisible()
  await expect(page.getByRole('button', { name: experiences.categoriesMany.CLASE })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(page.getByRole('link', { name: /surf/i })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('link', { name: /surf/i })).toBeVisible()
  await page.getByRole('link', { name: /surf/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: /surf/i })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/category=CLASE/)
  await expect(page.getByRole('button', { name: experiences.categoriesMany.CLASE })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await test.step('what nobody understands is dropped, not an error', async () => {
    await page.goto('/experiencias?category=NADA&region=costa&guests=muchos&utm_source=x')
    await expect(count).toBeVisible()
    await expect(page).toHaveURL(/\/experiencias\?region=costa$/)
  })
})

test('every step of a booking can be reloaded, gone back from and linked to', async ({ page }) => {
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'barro-rojo-tlapazola')
  const { experience, day, hour, slot } = offer
  const label = experience.ticketTypes.find(({ type }) => type === 'adult')?.label ?? ''
  const adults = page.getByRole('textbox', { name: label })

  await page.goto(`/experiencias/${experience.slug}?dia=${day}&hora=${hour}&adult=2`)
  await expect(adults).toHaveValue('2')
  await page.reload()
  await expect(adults).toHaveValue('2')
  await page.getByRole('main').getByRole('link', { name: experiences.book.reserve }).first().click()
  await expect(page).toHaveURL(new RegExp(`/reservar/${slot.id}`))
  await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
  await expect(adults).toHaveValue('2')

  await test.step('back to the same choice, and forward again', async () => {
    await page.goBack()
    await expect(page).toHaveURL(new RegExp(`/experiencias/${experience.slug}\\?.*hora=`))
    await expect(adults).toHaveValue('2')
    await page.goForward()
    await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
    await page.reload()
    await expect(adults).toHaveValue('2')
  })

  const id = await holdSeats(page)
  await page.reload()
  await expect(payButton(page)).toBeVisible()

  await test.step('back from paying to the party, and on: the same seats, not more of them', async () => {
    await page.goBack()
    await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
    await page.goForward()
    await expect(payButton(page)).toBeVisible()
    expect((await allBookings(page.request)).map((booking) => booking.id)).toEqual([id])
  })

  await payWith(page, cards.good)
  await expectConfirmed(page)
  await page.reload()
  await expectConfirmed(page)

  await test.step('back does not lead into paying once more', async () => {
    await page.goBack()
    await expect(payButton(page)).toBeHidden()
  })
  await test.step('the checkout’s old address leads to the tickets', async () => {
    await page.goto(`${checkoutPath(offer, 2)}&reserva=${id}`)
    await expectConfirmed(page)
  })
  await test.step('the tab of what was is in the address', async () => {
    await page.goto('/mis-planes')
    await page.getByRole('tab', { name: bookings.tabs.past }).click()
    await expect(page).toHaveURL(/cuando=past/)
    await page.reload()
    await expect(page.getByRole('tab', { name: bookings.tabs.past })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByText(bookings.emptyPastTitle)).toBeVisible()
  })
})

test('a checkout link needs nothing but the time; one of a time that is not says so', async ({ page, watch }) => {
  watch.allow(/404 \(Not Found\).*\/slots\//)
  await signUpGuest(page.request)
  const { slot, experience, day } = await findOffer(page.request, 'barro-rojo-tlapazola')
  await page.goto(`/reservar/${slot.id}`)
  await expect(page.getByRole('button', { name: checkout.continue, exact: true })).toBeVisible()
  await expect(page.getByText(experience.title).first()).toBeVisible()
  await expect(page).toHaveURL(
    (url) => url.searchParams.get('experiencia') === experience.slug && url.searchParams.get('dia') === day,
  )

  await page.goto('/reservar/01a200cd-ddd9-7211-8467-58fb6374bc3f')
  await expect(page.getByRole('heading', { name: checkout.unknownSlotTitle })).toBeVisible()
})

test('a link to one’s booking survives signing in; somebody else’s booking stays theirs', async ({ page, watch }) => {
  watch.allow(/404 \(Not Found\).*\/bookings\//)
  const owner = await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'huautla-cafe-y-cerro')
  const booking = await bookByApi(page.request, offer)
  const address = `/mis-planes/reservas/${booking.id}`

  await signUpGuest(page.request)
  await page.goto(address)
  await expect(page.getByRole('heading', { name: bookings.notFoundTitle })).toBeVisible()

  await page.request.post('/api/auth/sign-out')
  await page.evaluate(`localStorage.clear()`)
  // As in the mail: the short address.
  await page.goto(`/reservas/${booking.id}`)
  await page.getByRole('main').getByRole('link', { name: bookings.signInButton }).click()
  await signIn(page, owner)
  await expect(page).toHaveURL(new RegExp(`${address}$`))
  await expect(page.getByRole('heading', { level: 1, name: offer.experience.title })).toBeVisible()
})

test('a visitor’s choice is still there after signing in', async ({ page }) => {
  const guest = await signUpGuest(page.request)
  await page.request.post('/api/auth/sign-out')
  const offer = await findOffer(page.request, 'cata-mezcal-centro')
  await page.goto(checkoutPath(offer, 3))
  await page.getByLabel(checkout.requests).fill('Llegamos en camión.')
  await page.getByRole('button', { name: checkout.continueSignedOut }).click()
  await expect(page.getByText(auth.signIn.returning)).toBeVisible()
  await signIn(page, guest)
  await expect(page.getByLabel(checkout.requests)).toHaveValue('Llegamos en camión.')
  const id = await holdSeats(page)
  expect((await readBooking(page.request, id)).booking.seats).toBe(3)
})

test('two tabs of one payment: paid in one, the other shows the tickets; one charge', async ({ page, context }) => {
  await signUpGuest(page.request)
  await page.goto(checkoutPath(await findOffer(page.request, 'central-de-abasto-guiada')))
  const id = await holdSeats(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await fillCard(other, cards.good)

  await payWith(page, cards.good)
  await expectConfirmed(page)
  await expectConfirmed(other)
  const { payment } = await readBooking(page.request, id)
  expect(await chargesOf(page.request, payment)).toBe(1)
})

test('impatient fingers: twice on continue is one booking, twice on pay is one charge', async ({ page }) => {
  await signUpGuest(page.request)
  await page.goto(checkoutPath(await findOffer(page.request, 'bahias-huatulco-lancha')))
  await page.getByRole('button', { name: checkout.continue, exact: true }).dblclick()
  await expect(payButton(page)).toBeVisible()
  const id = bookingIdOf(page)
  expect(await allBookings(page.request)).toHaveLength(1)

  await fillCard(page, cards.good)
  await payButton(page).dblclick()
  await expectConfirmed(page)
  const { payment } = await readBooking(page.request, id)
  expect(await chargesOf(page.request, payment)).toBe(1)
})

test('an address that does not exist leads home', async ({ page }) => {
  await page.goto('/no/hay/tal')
  await expect(page.getByRole('heading', { name: shell.notFound.title })).toBeVisible()
  await page.getByRole('link', { name: shell.notFound.home }).click()
  await expect(page).toHaveURL((url) => url.pathname === '/')
})
