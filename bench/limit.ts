/**
 * The limits: a bare Fastify with hand-written SQL through `pg`, prepared statements and a compiled serializer, answering
 * what the API answers. No limits, sessions, headers, validation or log: as little as the framework can do.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'
import { Experience, ExperiencePage, SlotPage } from '../contracts/experiences.ts'
import { serializerFor } from '../backend/src/platform/http/serializer.ts'
import { serveBench } from './child.ts'
import { limitMarket } from './limit-market.ts'
import { bookSql, detailSql, listSql, slotsSql } from './limit-sql.ts'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
const ask = async <Row>(name: string, text: string, values: unknown[]): Promise<Row[]> =>
  (await pool.query({ name, text, values })).rows as Row[]

const app = Fastify({ logger: false })
app.setSerializerCompiler(({ schema }) => serializerFor(schema as never))

// oxlint-disable-next-line typescript/no-explicit-any -- columns of hand-written SQL, as `pg` gives them
type Row = Record<string, any>
const pesos = (amount: number) => ({ amount, currency: 'MXN' })
const summaryLength = 160
function summary(text: string): string {
  if (text.length <= summaryLength) return text
  const sentence = /^.{30,}?[.!?](?=\s)/u.exec(text)?.[0]
  return sentence && sentence.length <= summaryLength
    ? sentence
    : `${text.slice(0, summaryLength - 1).replace(/\s+\S*$/, '')}…`
}
const common = (row: Row) => ({
  id: row['id'],
  slug: row['slug'],
  title: row['title'],
  category: row['category'],
  region: row['region'],
  durationMinutes: row['duration_minutes'],
  languages: row['languages'],
  meetingPoint: { lat: row['meeting_lat'], lng: row['meeting_lng'], address: row['meeting_address'] },
  images: row['images'],
  rating: row['rating_count'] === 0 ? null : Math.round((row['rating_sum'] / row['rating_count']) * 10) / 10,
  reviewCount: row['rating_count'],
  timeZone: row['time_zone'],
  priceFrom: pesos(row['price_from_cents']),
  nextSlotAt: (row['next_starts_at'] as Date | null)?.toISOString() ?? null,
})
const host = (row: Row) => ({ id: row['host_id'], name: row['host_name'], slug: row['host_slug'] })

app.get('/hello', () => ({ hello: 'world' }))

app.get('/experiences', { schema: { response: { 200: ExperiencePage } } }, async () => {
  const rows = await ask<Row>('list', listSql, [21])
  const items = rows
    .slice(0, 20)
    .map((row) => ({ ...common(row), summary: summary(row['description']), host: host(row) }))
  return { items, nextCursor: rows.length > 20 ? String(rows.length) : null }
})

app.get<{ Params: { slug: string } }>(
  '/experiences/:slug',
  { schema: { response: { 200: Experience } } },
  async (request, reply) => {
    const [row] = await ask<Row>('detail', detailSql, [request.params.slug])
    if (!row) return reply.code(404).send()
    const policy = row['policy'] as { key: string; summary: { es: string }; tiers: unknown[] }
    return {
      ...common(row),
      description: row['description'],
      pictures: row['pictures'],
      cancellationPolicy: { key: policy.key, summary: policy.summary.es, tiers: policy.tiers },
      ticketTypes: row['ticket_types'],
      host: {
        ...host(row),
        kind: row['host_kind'],
        bio: row['host_bio'],
        verified: row['host_verified'],
        image: row['host_image'],
      },
      minParty: row['min_party'],
      maxParty: row['max_party'],
      cutoffMinutes: row['cutoff_minutes'],
      minAge: row['min_age'],
      includes: row['includes'],
      bring: row['bring'],
      accessibility: row['accessibility'],
      hostShareBps: 8400,
      version: row['version'],
    }
  },
)

app.get<{ Params: { id: string } }>(
  '/experiences/:id/slots',
  { schema: { response: { 200: SlotPage } } },
  async (request) => {
    const rows = await ask<{ starts_at: Date; ends_at: Date }>('slots', slotsSql, [request.params.id])
    return {
      items: rows.map(({ starts_at, ends_at, ...row }) => ({
        ...row,
        startsAt: starts_at.toISOString(),
        endsAt: ends_at.toISOString(),
      })),
      nextCursor: null,
    }
  },
)

app.post<{ Body: { slotId: string; userId: string } }>('/bookings', async (request, reply) => {
  const { slotId, userId } = request.body
  const code = randomBytes(6).toString('hex').toUpperCase()
  const [held] = await ask<object>('book', bookSql, [slotId, userId, randomUUID(), code, randomUUID()])
  return reply.code(held ? 201 : 409).send(held ?? { code: 'SOLD_OUT' })
})

limitMarket(app, ask)

await serveBench({
  start: () => app.listen({ port: 0, host: '127.0.0.1' }),
  async stop() {
    await app.close()
    await pool.end()
  },
})
