/** The secret address of a host's own calendar: whoever has it reads it, so it is shown once and can be taken back. */
import { createHash, randomBytes } from 'node:crypto'
import ical, { ICalCalendarMethod } from 'ical-generator'
import { Prisma } from '../../platform/database/index.ts'
import { feedSlots } from './calendar.queries.ts'
import type { ScheduleDeps } from './deps.ts'

/** 256 random bits. Looked up by hash: how long that takes says nothing of the address. */
const newToken = (): string => randomBytes(32).toString('base64url')
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
const shape = /^([\w-]{43})\.ics$/

/** The one before no longer works. */
export async function makeFeed(deps: ScheduleDeps, hostId: string): Promise<{ url: string; createdAt: Date }> {
  const token = newToken()
  const [row] = await deps.database.statement<{ createdAt: Date }>(Prisma.sql`
    INSERT INTO calendar_feeds (host_id, token_hash, created_at) VALUES (${hostId}::uuid, ${hashOf(token)}, app_now())
    ON CONFLICT (host_id) DO UPDATE SET token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at RETURNING created_at AS "createdAt"`)
  if (!row) throw new Error('a calendar feed was not written')
  return { url: `${deps.publicUrl}/api/v1/calendar/${token}.ics`, createdAt: row.createdAt }
}

export async function findFeed(deps: ScheduleDeps, hostId: string): Promise<Date | null> {
  const row = await deps.database.read.calendarFeed.findUnique({ where: { hostId }, select: { createdAt: true } })
  return row?.createdAt ?? null
}

export async function revokeFeed(deps: ScheduleDeps, hostId: string): Promise<void> {
  await deps.database.statement(Prisma.sql`DELETE FROM calendar_feeds WHERE host_id = ${hostId}::uuid`)
}

/** Null for an address that is none (any more). */
export async function readFeed(deps: ScheduleDeps, file: string): Promise<string | null> {
  const token = shape.exec(file)?.[1]
  if (!token) return null
  const feed = await deps.database.read.calendarFeed.findUnique({ where: { tokenHash: hashOf(token) } })
  if (!feed) return null
  const calendar = ical({
    name: 'Guelaguetza Connect',
    prodId: { company: 'Guelaguetza Connect', product: 'host calendar' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  })
  for (const slot of await feedSlots(deps.database.read, feed.hostId)) {
    calendar.createEvent({
      id: `slot-${slot.id}@guelaguetza-connect`,
      start: slot.startsAt,
      end: slot.endsAt,
      summary: `${slot.title} · ${slot.seats}/${slot.capacity}`,
      description: slot.codes.join(', '),
      location: slot.address,
      url: `${deps.publicUrl}/anfitrion/horarios/${slot.id}`,
    })
  }
  return calendar.toString()
}
