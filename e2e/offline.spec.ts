import { buyByApi, pieceOf, putInBasket, workshops } from './market.ts'
import { bookByApi, findOffer, getJson } from './offers.ts'
import { signUpGuest } from './people.ts'
import { expect, test } from './test.ts'
import { like, texts } from './texts.ts'

const { bookings, common, market, orders } = texts.es

/** The service worker has taken over and kept the shell. */
const serviceWorkerReady = `navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length)`
const cachedAddresses = `caches.keys().then((names) => Promise.all(names.map((name) =>
  caches.open(name).then((cache) => cache.keys()).then((requests) => requests.map((request) => request.url))
))).then((lists) => lists.flat())`

test.use({ serviceWorkers: 'allow' })

test('without signal the shell opens; the trip with its tickets, orders and purchases can be read', async ({
  page,
  context,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/)
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'chocolate-y-pan')
  const booking = await bookByApi(page.request, offer, 2)
  const [slug = ''] = (await workshops(page.request)).slice(-1)
  await putInBasket(page.request, await pieceOf(page.request, slug))
  const { checkout: bought } = await buyByApi(page.request)
  const [order] = bought.orders
  // Seen once, as whoever has just paid sees it.
  await page.goto(`/compras/${bought.id}`)
  await page.getByRole('link', { name: market.done.seeOrder }).click()
  await expect(page.getByRole('heading', { name: orders.timeline })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: texts.es.shell.plans }).click()
  await expect(page.getByRole('link', { name: offer.experience.title })).toBeVisible()
  await expect.poll(() => page.evaluate<number>(serviceWorkerReady)).toBeGreaterThan(0)
  // The tickets are fetched ahead; once kept they are read from the device.
  await expect.poll(() => page.evaluate<string>(`localStorage.getItem('gc.trip') ?? ''`)).toContain('GC1.')

  await test.step('no answer of the API is in any cache', async () => {
    const addresses = await page.evaluate<string[]>(cachedAddresses)
    expect(addresses.some((address) => address.includes('/index.html'))).toBe(true)
    expect(addresses.filter((address) => new URL(address).pathname.startsWith('/api'))).toEqual([])
  })

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText(like(bookings.stored))).toBeVisible()
  await page.getByRole('link', { name: offer.experience.title }).click()
  await expect(page.getByText(`${booking.code.slice(0, 4)} ${booking.code.slice(4)}`).first()).toBeVisible()
  await expect(page.getByRole('img', { name: like(bookings.ticketQr) })).toHaveCount(2)

  await test.step('a shared link to the tickets opens too', async () => {
    await page.goto(`/reservas/${booking.id}/lista`)
    await expect(page.getByRole('img', { name: like(bookings.ticketQr) })).toHaveCount(2)
  })
  await test.step('the orders, one of them with its story, and the purchase', async () => {
    await page.goto('/pedidos')
    await page.getByRole('link', { name: order?.seller.name ?? '' }).click()
    await expect(page.getByText(like(bookings.stored))).toBeVisible()
    await expect(page.getByText(orders.status.PAID, { exact: true })).toBeVisible()
    await expect(page.getByRole('heading', { name: orders.timeline })).toBeVisible()
    // Nothing can be changed from here.
    await expect(page.getByRole('button', { name: orders.cancel, exact: true })).toBeHidden()
    await page.getByRole('link', { name: orders.purchase }).click()
    await expect(page.getByRole('heading', { level: 1, name: market.done.title })).toBeVisible()
    await expect(page.getByText(new RegExp(bought.code)).first()).toBeVisible()
    await expect(page.getByText(like(bookings.stored))).toBeVisible()
  })
  await test.step('what cannot be known without signal says so', async () => {
    await page.goto('/')
    await expect(page.getByText(common.offline)).toBeVisible()
  })

  await context.setOffline(false)
  await page.goto('/mis-planes')
  await expect(page.getByText(like(bookings.stored))).toBeHidden()
  await expect(page.getByRole('link', { name: offer.experience.title })).toBeVisible()
})

test('signing out takes the trip off the device', async ({ page, watch }) => {
  // What the page was asking at that very moment is answered to nobody.
  watch.allow(/401 \(Unauthorized\).*\/me\//)
  await signUpGuest(page.request)
  const offer = await findOffer(page.request, 'tlayudas-y-memelas')
  const { id } = await bookByApi(page.request, offer)
  // Whoever has just paid never opened the list.
  await page.goto(`/reservas/${id}/lista`)
  await expect.poll(() => page.evaluate<string>(`localStorage.getItem('gc.trip') ?? ''`)).toContain('GC1.')
  await page.goto('/yo')
  await page.getByRole('button', { name: texts.es.profile.signOut }).click()
  await expect(page).toHaveURL((url) => url.pathname === '/')
  expect(await page.evaluate<string | null>(`localStorage.getItem('gc.trip')`)).toBeNull()
})

test('it can be installed: a manifest whose icons are there', async ({ page }) => {
  await page.goto('/')
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = await getJson<{ start_url: string; display: string; icons: { src: string; sizes: string }[] }>(
    page.request,
    address ?? '',
  )
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' })
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  for (const { src } of manifest.icons)
    expect((await page.request.get(src)).headers()['content-type']).toMatch(/^image\//)
})
