/** What can be booked, and bookings made behind the page, for journeys that begin later in the story. */
import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import pg from 'pg'
import type { z } from 'zod'
import type { Booking, BookingWithPayment } from '../contracts/bookings.ts'
import type { Experience, Slot } from '../contracts/experiences.ts'
import type { Payment } from '../contracts/payments.ts'
import { sharedHouse } from './house.ts'

type BookingAnswer = z.infer<typeof BookingWithPayment>

/** An experience with one of its times. */
export interface Offer {
  experience: Experience
  slot: Slot
  /** Civil date at the place. */
  day: string
  /** `16:30` on the place's clock. */
  hour: string
}

export async function getJson<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(path)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** The civil date this many days from now. */
export function dayAhead(days: number): string {
  return dayOf(new Date(Date.now() + days * 86_400_000).toISOString(), 'America/Mexico_City')
}

function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant))
}

/**
 * A time of this experience, at least a week ahead, with room for ten. Journeys run side by side, so each one books
 * another experience.
 */
export async function findOffer(request: APIRequestContext, slug: string): Promise<Offer> {
  const experience = await getJson<Experience>(request, `/api/v1/experiences/${slug}`)
  const { items } = await getJson<{ items: Slot[] }>(
    request,
    `/api/v1/experiences/${experience.id}/slots?from=${dayAhead(8)}&to=${dayAhead(60)}`,
  )
  const slot = items.find((one) => one.status === 'OPEN' && one.available >= 5)
  if (!slot) throw new Error(`${slug} has no time with room`)
  const { timeZone } = experience
  const hour = new Intl.DateTimeFormat('es-MX', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return { experience, slot, day: dayOf(slot.startsAt, timeZone), hour: hour.format(new Date(slot.startsAt)) }
}

/** Places left on a time, as the server counts them now. */
export async function placesLeft(request: APIRequestContext, { experience, slot, day }: Offer): Promise<number> {
  const { items } = await getJson<{ items: Slot[] }>(
    request,
    `/api/v1/experiences/${experience.id}/slots?from=${day}&to=${day}`,
  )
  return items.find(({ id }) => id === slot.id)?.available ?? 0
}

export function readBooking(request: APIRequestContext, id: string): Promise<BookingAnswer> {
  return getJson(request, `/api/v1/bookings/${id}`)
}

/** Every booking of who is signed in, in any state. */
export async function allBookings(request: APIRequestContext): Promise<Booking[]> {
  return (await getJson<{ items: Booking[] }>(request, '/api/v1/bookings?limit=50')).items
}

/** Holds seats behind the page. */
export async function holdByApi(request: APIRequestContext, { slot }: Offer, adults = 1): Promise<BookingAnswer> {
  const answer = await request.post('/api/v1/bookings', {
    headers: { 'idempotency-key': randomUUID() },
    data: { slotId: slot.id, party: [{ type: 'adult', quantity: adults }] },
  })
  if (!answer.ok()) throw new Error(`booking: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as BookingAnswer
}

/** Books and pays behind the page, as an API client would, and waits for the tickets. */
export async function bookByApi(request: APIRequestContext, offer: Offer, adults = 1): Promise<Booking> {
  const { booking, payment } = await holdByApi(request, offer, adults)
  if (!payment?.clientSecret) throw new Error('the booking has no payment yet')
  const paid = await request.post(`${payment.apiBase}/v1/payment_intents/${payment.paymentIntentId}/confirm`, {
    form: { key: payment.publishableKey ?? '', client_secret: payment.clientSecret, payment_method: 'pm_card_visa' },
  })
  if (!paid.ok()) throw new Error(`paying: ${paid.status()} ${await paid.text()}`)
  await expect.poll(async () => (await readBooking(request, booking.id)).booking.status).toBe('CONFIRMED')
  return (await readBooking(request, booking.id)).booking
}

/** How often money was taken for a payment, as the provider has it. */
export async function chargesOf(request: APIRequestContext, payment: Payment | null): Promise<number> {
  const { apiBase, paymentIntentId } = payment ?? {}
  const { data } = await getJson<{ data: { payment_intent: string; paid: boolean }[] }>(
    request,
    `${apiBase}/_sandbox/objects?type=charges`,
  )
  return data.filter((charge) => charge.payment_intent === paymentIntentId && charge.paid).length
}

async function inDatabase(sql: string, values: unknown[]): Promise<void> {
  const database = new pg.Client({ connectionString: sharedHouse().databaseUrl })
  await database.connect()
  try {
    await database.query(sql, values)
  } finally {
    await database.end()
  }
}

/** The day has come: the time that was booked begins in an hour. */
export function letTheDayCome({ slot }: Offer): Promise<void> {
  return inDatabase(
    `UPDATE slots SET starts_at = at, ends_at = at + (ends_at - starts_at), bookable_until = at - (starts_at - bookable_until)
     FROM (SELECT date_trunc('second', now()) + interval '1 hour' AS at) t WHERE id = $1`,
    [slot.id],
  )
}

/** Nearly all of the time to pay has gone by. */
export async function letHoldsEndSoon(
  { bookingId, checkoutId }: { bookingId: string; checkoutId: string },
  seconds: number,
): Promise<void> {
  const end = `SET hold_expires_at = now() + make_interval(secs => $2) WHERE id = $1`
  await inDatabase(`UPDATE bookings ${end}`, [bookingId, seconds])
  await inDatabase(`UPDATE checkouts ${end}`, [checkoutId, seconds])
}
