/** Baskets, purchases and orders, for journeys that buy. Each one buys pieces that no other one buys. */
import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import type { Cart, CheckoutQuote, CheckoutWithPayment } from '../contracts/checkout.ts'
import type { Order } from '../contracts/orders.ts'
import type { Product, ProductCard } from '../contracts/products.ts'
import { getJson } from './offers.ts'
import { type Language, like, texts } from './texts.ts'

export const home = {
  recipient: 'Itzel Ramírez',
  line1: 'Calle 5 de Mayo 12',
  city: 'Puebla',
  state: 'PUE',
  postalCode: '72000',
  country: 'MX',
}

async function answered<T>(answer: {
  ok(): boolean
  status(): number
  text(): Promise<string>
  json(): Promise<unknown>
}) {
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Pieces that can be bought now, of different workshops each: the first that the workshop of this slug has, from `skip` on. */
export async function pieceOf(request: APIRequestContext, sellerSlug: string, skip = 0): Promise<ProductCard> {
  const { items } = await getJson<{ items: ProductCard[] }>(
    request,
    `/api/v1/products?seller=${sellerSlug}&inStock=true&limit=50`,
  )
  const piece = items.filter(({ ageRestricted }) => !ageRestricted)[skip]
  if (!piece) throw new Error(`${sellerSlug} has nothing to sell`)
  return piece
}

/** Workshops with something in stock, by slug, in a fixed order. */
export async function workshops(request: APIRequestContext): Promise<string[]> {
  const { items } = await getJson<{ items: ProductCard[] }>(request, '/api/v1/products?inStock=true&limit=100')
  const slugs = items.filter(({ ageRestricted }) => !ageRestricted).map(({ seller }) => seller.slug)
  return [...new Set(slugs)].sort()
}

export async function putInBasket(request: APIRequestContext, piece: Pick<ProductCard, 'slug'>): Promise<Cart> {
  const product = await getJson<Product>(request, `/api/v1/products/${piece.slug}`)
  const variant = product.variants.find(({ stock }) => stock > 0)
  return answered(
    await request.put(`/api/v1/cart/items/${product.id}`, { data: { quantity: 1, variantId: variant?.id } }),
  )
}

export async function readPurchase(request: APIRequestContext, id: string): Promise<CheckoutWithPayment> {
  return getJson(request, `/api/v1/checkouts/${id}`)
}

/** Holds the basket behind the page. */
export async function holdBasketByApi(request: APIRequestContext): Promise<CheckoutWithPayment> {
  const quote = await answered<CheckoutQuote>(
    await request.post('/api/v1/checkouts/quote', { data: { shippingAddress: home } }),
  )
  return answered(
    await request.post('/api/v1/checkouts', {
      headers: { 'idempotency-key': randomUUID() },
      data: { shippingAddress: home, expectedTotal: quote.total },
    }),
  )
}

/** Buys the basket behind the page and waits until it is paid. */
export async function buyByApi(request: APIRequestContext): Promise<CheckoutWithPayment> {
  const { checkout, payment } = await holdBasketByApi(request)
  if (!payment?.clientSecret) throw new Error('the purchase has no payment yet')
  await answered(
    await request.post(`${payment.apiBase}/v1/payment_intents/${payment.paymentIntentId}/confirm`, {
      form: { key: payment.publishableKey ?? '', client_secret: payment.clientSecret, payment_method: 'pm_card_visa' },
    }),
  )
  await expect.poll(async () => (await readPurchase(request, checkout.id)).checkout.status).toBe('PAID')
  return readPurchase(request, checkout.id)
}

export function readOrder(request: APIRequestContext, id: string): Promise<Order> {
  return getJson(request, `/api/v1/orders/${id}`)
}

/** Writes the address on the checkout that is open. */
export async function fillAddress(page: Page, language: Language = 'es'): Promise<void> {
  const { address } = texts[language].market
  await page.getByLabel(address.recipient, { exact: true }).fill(home.recipient)
  await page.getByLabel(address.line1, { exact: true }).fill(home.line1)
  await page.getByLabel(address.postalCode, { exact: true }).fill(home.postalCode)
  await page.getByLabel(address.city, { exact: true }).fill(home.city)
  await page.getByLabel(address.state, { exact: true }).selectOption(home.state)
}

/** Presses on until everything is held and the card can be typed; answers the purchase's id. */
export async function holdBasket(page: Page, language: Language = 'es'): Promise<string> {
  const { market, checkout } = texts[language]
  await page.getByRole('button', { name: like(market.continue) }).click()
  await page.waitForURL('**/canasta/pagar/*')
  await expect(page.getByRole('heading', { name: checkout.pay, exact: true })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) as string
}

/** The page that says thank you. */
export async function expectBought(page: Page, language: Language = 'es'): Promise<void> {
  await page.waitForURL('**/compras/*')
  await expect(page.getByRole('heading', { level: 1, name: texts[language].market.done.title })).toBeVisible()
}
