/** Every screen of the product with something on it, for journeys that look at all of them. */
import type { APIRequestContext, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { checkoutPath } from './checkout-steps.ts'
import { buyByApi, holdBasketByApi, pieceOf, putInBasket, workshops } from './market.ts'
import { bookByApi, findOffer, holdByApi } from './offers.ts'
import { signInByApi, signUpGuest, demo } from './people.ts'

export interface Screen {
  name: string
  path: string
}

/** What a visitor sees. The slugs are of experiences that these screens book. */
export async function publicScreens(request: APIRequestContext, slug: string): Promise<Screen[]> {
  const offer = await findOffer(request, slug)
  return [
    { name: 'home', path: '/' },
    { name: 'explore', path: '/experiencias' },
    { name: 'explore, on a map', path: '/experiencias?vista=mapa' },
    { name: 'explore, nothing found', path: '/experiencias?q=zzzz&region=costa' },
    { name: 'one experience', path: `/experiencias/${slug}?dia=${offer.day}` },
    { name: 'an experience that is gone', path: '/experiencias/no-hay-tal' },
    { name: 'checkout', path: checkoutPath(offer, 2) },
    { name: 'store', path: '/tienda' },
    { name: 'pieces', path: '/tienda/productos?craft=mezcal' },
    { name: 'pieces, nothing found', path: '/tienda/productos?q=zzzz&region=costa' },
    { name: 'a piece with variants', path: '/tienda/productos/faja-jalieza' },
    { name: 'a piece for adults', path: '/tienda/productos/mezcal-espadin-750' },
    { name: 'a piece that is gone', path: '/tienda/productos/no-hay-tal' },
    { name: 'workshops', path: '/tienda/talleres' },
    { name: 'a workshop', path: '/tienda/talleres/telar-tres-nopales' },
    { name: 'basket, empty', path: '/canasta' },
    { name: 'my plans, signed out', path: '/mis-planes' },
    { name: 'a group whose link has ended', path: '/grupo' },
    { name: 'sign in', path: '/entrar' },
    { name: 'sign up', path: '/registro' },
    { name: 'verify, dead link', path: '/verificar?token=nada' },
    { name: 'forgot', path: '/olvide' },
    { name: 'reset', path: '/restablecer?token=nada' },
    { name: 'suspended', path: '/suspendida' },
    { name: 'appeal, dead link', path: '/apelar?enlace=nada' },
    { name: 'how we treat data', path: '/privacidad' },
    { name: 'terms', path: '/terminos' },
    { name: 'not found', path: '/no/hay/tal' },
  ]
}

/** What a guest with one paid and one held booking sees; signs them up and in. */
export async function guestScreens(request: APIRequestContext, slug: string, heldSlug: string): Promise<Screen[]> {
  await signUpGuest(request)
  const paid = await bookByApi(request, await findOffer(request, slug), 2)
  const heldOffer = await findOffer(request, heldSlug)
  const held = await holdByApi(request, heldOffer)
  return [
    { name: 'paying', path: `${checkoutPath(heldOffer)}&reserva=${held.booking.id}` },
    { name: 'confirmed', path: `/reservas/${paid.id}/lista` },
    { name: 'my plans', path: '/mis-planes' },
    { name: 'what one waits for', path: '/mis-planes/espera' },
    { name: 'what was, empty', path: '/mis-planes?cuando=past' },
    { name: 'a booking', path: `/mis-planes/reservas/${paid.id}` },
    { name: 'me', path: '/yo' },
    { name: 'security', path: '/yo/seguridad' },
    { name: 'privacy', path: '/yo/privacidad' },
    { name: 'notices', path: '/avisos' },
    { name: 'messages', path: '/mensajes' },
    { name: 'a new message', path: `/mensajes/nuevo?sobre=BOOKING&id=${paid.id}` },
    { name: 'decisions', path: '/yo/decisiones' },
  ]
}

/** What somebody sees who bought, holds and is about to buy; signs them up and in. */
export async function buyerScreens(request: APIRequestContext): Promise<Screen[]> {
  await signUpGuest(request)
  const [a, b] = (await workshops(request)).slice(-2) as [string, string]
  for (const slug of [a, b]) await putInBasket(request, await pieceOf(request, slug, 1))
  const { checkout: bought } = await buyByApi(request)
  await putInBasket(request, await pieceOf(request, a, 1))
  const { checkout: held } = await holdBasketByApi(request)
  await putInBasket(request, await pieceOf(request, b, 1))
  await putInBasket(request, { slug: 'mezcal-espadin-750' })
  const orderId = bought.orders[0]?.id ?? ''
  return [
    { name: 'checkout of a basket', path: '/canasta/pagar' },
    { name: 'paying a basket', path: `/canasta/pagar/${held.id}` },
    { name: 'a purchase', path: `/compras/${bought.id}` },
    { name: 'a receipt', path: `/compras/${bought.id}/recibo` },
    { name: 'my plans with orders', path: '/mis-planes' },
    { name: 'my orders', path: '/pedidos' },
    { name: 'an order', path: `/pedidos/${orderId}` },
    { name: 'the receipt of an order', path: `/pedidos/${orderId}/recibo` },
    { name: 'no workshop', path: '/vender' },
  ]
}

/** What a workshop sees; signs in as the demo's first one. */
export async function sellerScreens(request: APIRequestContext): Promise<Screen[]> {
  await signInByApi(request, demo('seller'))
  const answer = await request.get('/api/v1/seller/orders?limit=1')
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const id = items[0]?.id ?? ''
  const shelf = await request.get('/api/v1/seller/products?limit=1')
  const [piece] = ((await shelf.json()) as { items: { id: string }[] }).items
  return [
    { name: 'own pieces', path: '/vender/piezas' },
    { name: 'a new piece', path: '/vender/piezas/nueva' },
    { name: 'a spreadsheet of pieces', path: '/vender/piezas/importar' },
    { name: 'an own piece', path: `/vender/piezas/${piece?.id ?? ''}` },
    { name: 'today of a workshop', path: '/vender' },
    { name: 'orders to accept', path: '/vender/pedidos' },
    { name: 'orders to send', path: '/vender/pedidos?ver=to-ship' },
    { name: 'orders to sort out', path: '/vender/pedidos?ver=problems' },
    { name: 'orders that are over', path: '/vender/pedidos?ver=done' },
    { name: 'a sold order', path: `/vender/pedidos/${id}` },
    { name: 'a packing slip', path: `/vender/pedidos/${id}/empaque` },
    { name: 'the data of a label', path: `/vender/pedidos/${id}/guia` },
    { name: 'payouts', path: '/vender/cobros' },
    { name: 'payouts of a month without', path: '/vender/cobros?mes=2024-01' },
    { name: 'shipping rates', path: '/vender/envios' },
    { name: 'where to fetch', path: '/vender/envios/recoger' },
    { name: 'codes of a workshop', path: '/vender/descuentos' },
    { name: 'the page of a workshop', path: '/vender/taller' },
    { name: 'team of a workshop', path: '/vender/equipo' },
    { name: 'reviews of a workshop', path: '/vender/respuestas' },
    { name: 'me with a workshop', path: '/yo' },
  ]
}

/** What a host sees; signs in as the demo's first one. */
export async function hostScreens(request: APIRequestContext): Promise<Screen[]> {
  await signInByApi(request, demo('host'))
  const own = await request.get('/api/v1/host/experiences?limit=50')
  const { items } = (await own.json()) as { items: { id: string; nextSlotAt: string | null }[] }
  const id = items[0]?.id ?? ''
  const [soonest] = items.toSorted((a, b) => (a.nextSlotAt ?? '9').localeCompare(b.nextSlotAt ?? '9'))
  const { slot, experience } = await findOffer(request, soonest?.id ?? '')
  return [
    { name: 'today of a host', path: '/anfitrion' },
    { name: 'own experiences', path: '/anfitrion/experiencias' },
    { name: 'a new experience', path: '/anfitrion/experiencias/nueva' },
    { name: 'an own experience', path: `/anfitrion/experiencias/${id}` },
    { name: 'times of an experience', path: `/anfitrion/experiencias/${id}/horarios` },
    { name: 'calendar of a host', path: '/anfitrion/calendario' },
    { name: 'bookings of a host', path: '/anfitrion/reservas' },
    { name: 'who comes', path: `/anfitrion/horarios/${slot.id}` },
    { name: 'the door', path: '/anfitrion/puerta' },
    { name: 'reviews of a host', path: '/anfitrion/respuestas' },
    { name: 'team of a host', path: '/anfitrion/equipo' },
    { name: 'profile of a host', path: '/anfitrion/perfil' },
    { name: 'a host, as others see them', path: `/anfitriones/${experience.host.slug}` },
    { name: 'notices of a host', path: '/avisos' },
    { name: 'payouts of a host', path: '/anfitrion/cobros' },
  ]
}

/** Opens a screen and waits until it shows what it has to show. */
export async function open(page: Page, { path }: Screen): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** Follows a link to it from the screen that is open: what stays between screens is not loaded again. */
export async function follow(page: Page, { path }: Screen): Promise<void> {
  await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`)
  // Until then the screen before is still there.
  await page.waitForFunction(
    `(({ status, location, resolvedLocation }) => status === 'idle' && resolvedLocation?.href === location.href)(__TSR_ROUTER__.state)`,
  )
  await settled(page)
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('main h1, main h2').first()).toBeVisible()
  await expect(page.locator('main [aria-busy=true], main .animate-breathe')).toHaveCount(0)
}
