/** What hosts have made before the journey begins: applications, experiences and times, through the API. */
import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import type { Application, ApplicationAnswers } from '../contracts/partners.ts'
import type { Experience, Slot } from '../contracts/experiences.ts'
import { dayAhead, getJson, type Offer } from './offers.ts'

async function sendJson<T>(
  request: APIRequestContext,
  method: 'POST' | 'PATCH',
  path: string,
  data?: object,
): Promise<T> {
  const answer = await request.fetch(path, { method, ...(data && { data }) })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Uploads a picture and waits until it may be shown. */
async function upload(request: APIRequestContext, purpose: 'PROFILE' | 'DOCUMENT', buffer: Buffer): Promise<string> {
  const answer = await request.post('/api/v1/media', {
    multipart: { purpose, file: { name: 'foto.png', mimeType: 'image/png', buffer } },
  })
  if (!answer.ok()) throw new Error(`upload: ${answer.status()} ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  await expect
    .poll(async () => (await getJson<{ status: string }>(request, `/api/v1/media/${id}`)).status)
    .toBe('READY')
  return id
}

/** A whole application to receive visits, sent to staff. Their mail must be confirmed. */
export async function applyByApi(request: APIRequestContext, name: string, picture: Buffer): Promise<Application> {
  const { id } = await sendJson<Application>(request, 'POST', '/api/v1/me/applications', { kind: 'HOST' })
  const [photo, document] = await Promise.all([
    upload(request, 'PROFILE', picture),
    upload(request, 'DOCUMENT', picture),
  ])
  const answers: ApplicationAnswers = {
    name,
    ownerName: 'Itzel Ramírez',
    phone: '951 123 4567',
    region: 'sierra-norte',
    town: 'Benito Juárez',
    hostType: 'guia',
    offer: 'Una caminata entre pueblos, de dos horas.',
    story: 'Aprendí los caminos de mi abuelo, que llevaba el correo. '.repeat(3),
    photoIds: [photo],
  }
  await sendJson(request, 'PATCH', `/api/v1/me/applications/${id}`, { answers, documentIds: [document] })
  return sendJson(request, 'POST', `/api/v1/me/applications/${id}/submit`)
}

/** A new experience of who is signed in, with one time ten days ahead. */
export async function offerByApi(request: APIRequestContext, title: string, capacity: number): Promise<Offer> {
  const { id, slug } = await sendJson<{ id: string; slug: string }>(request, 'POST', '/api/v1/host/experiences', {
    title: `${title} ${randomUUID().slice(0, 8)}`,
    description: 'Dos horas por el camino del correo.',
    category: 'TOUR',
    region: 'sierra-norte',
    durationMinutes: 120,
    languages: ['es'],
    meetingPoint: { lat: 17.129, lng: -96.452, address: 'Frente a la iglesia de Benito Juárez' },
    cancellationPolicy: 'moderate',
    ticketTypes: [{ type: 'adult', label: 'Adulto', price: { amount: 35_000, currency: 'MXN' } }],
    status: 'ACTIVE',
  })
  const day = dayAhead(10)
  const slot = await sendJson<Slot>(request, 'POST', `/api/v1/host/experiences/${id}/slots`, {
    // Ten in the morning in Oaxaca, where no clock is changed.
    startsAt: `${day}T16:00:00.000Z`,
    capacity,
  })
  return { experience: await getJson<Experience>(request, `/api/v1/experiences/${slug}`), slot, day, hour: '10:00' }
}
