/** The screens of the team and of those it decided about, for journeys that look at all of them. */
import { type APIRequestContext, expect } from '@playwright/test'
import { getJson } from './offers.ts'
import type { Screen } from './pages.ts'
import { type Guest, demo, signInByApi, signUpGuest } from './people.ts'

type Content = { contentKind: 'EXPERIENCE' | 'PROFILE'; contentId: string }

async function send(request: APIRequestContext, path: string, data: object): Promise<{ id: string }> {
  const answer = await request.post(`/api/v1${path}`, { data })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}

/** Somebody new reports it behind the page. */
async function report(request: APIRequestContext, content: Content): Promise<void> {
  await signUpGuest(request)
  await send(request, '/reports', { ...content, reason: 'FRAUD', note: 'Pide que se le pague por fuera.' })
}

/** What an administrator sees, who also moderates; signs in as the demo's. */
export async function staffScreens(request: APIRequestContext, slug: string): Promise<Screen[]> {
  const { id: contentId } = await getJson<{ id: string }>(request, `/api/v1/experiences/${slug}`)
  await report(request, { contentKind: 'EXPERIENCE', contentId })
  await signInByApi(request, demo('admin'))
  const people = await getJson<{ items: { id: string }[] }>(request, '/api/v1/admin/users?q=ana@guelaguetza.test')
  const files = await getJson<{ items: { kind: string; id: string }[] }>(request, '/api/v1/admin/case-files?limit=100')
  const fileOf = (kind: string) => files.items.find((file) => file.kind === kind)?.id ?? ''
  return [
    { name: 'cases', path: '/equipo' },
    { name: 'a case', path: `/equipo/casos/EXPERIENCE/${contentId}` },
    { name: 'appeals', path: '/equipo/apelaciones' },
    { name: 'people', path: '/equipo/personas?q=guelaguetza' },
    { name: 'a person', path: `/equipo/personas/${people.items[0]?.id}` },
    { name: 'case files', path: '/equipo/expedientes' },
    { name: 'the file of a booking', path: `/equipo/reservas/${fileOf('BOOKING')}` },
    { name: 'the file of an order', path: `/equipo/pedidos/${fileOf('ORDER')}` },
    { name: 'the file of a purchase', path: `/equipo/compras/${fileOf('PURCHASE')}` },
    { name: 'the file of a payment', path: `/equipo/pagos/${fileOf('PAYMENT')}` },
    { name: 'applications', path: '/equipo/solicitudes' },
    { name: 'findings', path: '/equipo/hallazgos' },
    { name: 'dead letters', path: '/equipo/trabajos' },
    { name: 'refunds', path: '/equipo/reembolsos' },
    { name: 'announcements', path: '/equipo/anuncios' },
    { name: 'commission', path: '/equipo/comision' },
    { name: 'audit log', path: '/equipo/bitacora' },
    { name: 'events of the provider', path: '/equipo/proveedor' },
    { name: 'settings', path: '/equipo/ajustes' },
  ]
}

/** What somebody sees who wrote to a host and was warned; signs them up and in. */
export async function toldScreens(request: APIRequestContext, slug: string): Promise<Screen[]> {
  const guest: Guest = await signUpGuest(request)
  const { id: contentId } = await getJson<{ id: string }>(request, '/api/v1/me')
  const content: Content = { contentKind: 'PROFILE', contentId }
  const { id } = await getJson<{ id: string }>(request, `/api/v1/experiences/${slug}`)
  await send(request, '/threads', { subject: { kind: 'EXPERIENCE', id }, text: '¿Puedo llevar a mi perro?' })
  const { items } = await getJson<{ items: { id: string }[] }>(request, '/api/v1/threads')
  await report(request, content)
  await signInByApi(request, demo('admin'))
  await send(request, '/moderation/decisions', { ...content, action: 'WARN', reason: 'Se paga siempre por aquí.' })
  await signInByApi(request, guest)
  const told = async () => (await getJson<{ items: unknown[] }>(request, '/api/v1/me/decisions')).items
  await expect.poll(told).toHaveLength(1)
  return [
    { name: 'a conversation', path: `/mensajes/${items[0]?.id}` },
    { name: 'messages with one', path: '/mensajes' },
    { name: 'a decision', path: '/yo/decisiones' },
  ]
}

/** What somebody sees who wants to offer something; signs them up and in. */
export async function applicantScreens(request: APIRequestContext): Promise<Screen[]> {
  await signUpGuest(request)
  await send(request, '/me/applications', { kind: 'HOST' })
  await send(request, '/me/applications', { kind: 'SELLER' })
  const step = (kind: 'HOST' | 'SELLER', name: string) => ({
    name: `an application, ${name}`,
    path: `/solicitud?tipo=${kind}&paso=${name}`,
  })
  return [
    { name: 'what one can offer', path: '/ofrece' },
    step('HOST', 'who'),
    step('HOST', 'where'),
    step('SELLER', 'what'),
    step('HOST', 'story'),
    step('HOST', 'photos'),
    step('HOST', 'documents'),
    step('SELLER', 'payouts'),
    step('HOST', 'send'),
    { name: 'teams one belongs to', path: '/yo/equipos' },
    { name: 'an invitation that is none', path: '/equipo/invitacion?token=nada' },
  ]
}

/** What is left of days that are past: reviews to write, and those that were; signs in as the demo's guest. */
export async function rememberedScreens(request: APIRequestContext): Promise<Screen[]> {
  await signInByApi(request, demo('ana'))
  const { items } = await getJson<{ items: { id: string; status: string }[] }>(
    request,
    '/api/v1/bookings?when=past&limit=50',
  )
  const lived = items.filter(({ status }) => status === 'COMPLETED')
  return [
    { name: 'what was', path: '/mis-planes?cuando=past' },
    ...lived.slice(0, 2).map(({ id }, n) => ({ name: `what was lived, ${n + 1}`, path: `/mis-planes/reservas/${id}` })),
  ]
}
