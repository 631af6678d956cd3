/** Every query that writes or locks waiting lists. */
import { type Database, Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface PartyOf {
  type: string
  quantity: number
}

export interface WaitedSlot {
  experienceId: string
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
  bookable: boolean
  free: number
  minParty: number
  maxParty: number
  types: string[]
}

/** Locks the slot: whoever frees a seat meanwhile waits, and then finds who waits for it. Null when it is not on offer. */
export async function lockWaitedSlot(tx: Tx, slotId: string, onOffer: Prisma.Sql): Promise<WaitedSlot | null> {
  const [locked] = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM slots WHERE id = ${slotId}::uuid FOR NO KEY UPDATE`
  if (!locked) return null
  const [row] = await tx.$queryRaw<WaitedSlot[]>`
    SELECT e.id AS "experienceId", s.state::text AS state, s.state = 'OPEN' AND s.bookable_until > app_now() AS bookable, s.capacity - s.taken AS free,
      e.min_party AS "minParty", e.max_party AS "maxParty", ARRAY(SELECT type FROM ticket_types t WHERE t.experience_id = e.id) AS types
    FROM slots s JOIN experiences e ON e.id = s.experience_id AND ${onOffer} WHERE s.id = ${slotId}::uuid AND NOT s.is_private`
  return row ?? null
}

/** @throws a violation of `waitlist_entries_one_live_idx` when the person waits there already */
export async function insertEntry(
  tx: Tx,
  entry: { slotId: string; userId: string; party: readonly PartyOf[]; seats: number },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO waitlist_entries (id, slot_id, user_id, party, seats, created_at)
    VALUES (${id}::uuid, ${entry.slotId}::uuid, ${entry.userId}::uuid, ${JSON.stringify(entry.party)}::jsonb, ${entry.seats}, clock_timestamp())`
  return id
}

/** False when they were not waiting. */
export async function leaveList(database: Database, slotId: string, userId: string): Promise<boolean> {
  const rows = await database.statement<{ id: string }>(Prisma.sql`
    UPDATE waitlist_entries SET status = 'LEFT' WHERE slot_id = ${slotId}::uuid AND user_id = ${userId}::uuid AND status = 'WAITING' RETURNING id`)
  return rows.length > 0
}

/** Whose offered seat was paid or let go: told by what they hold of the slot now. `scope` narrows it to one slot. */
const ended = (scope: Prisma.Sql) => Prisma.sql`
  UPDATE waitlist_entries w SET status = CASE WHEN b.paid THEN 'TAKEN' ELSE 'EXPIRED' END::"WaitStatus"
  FROM (
    SELECT o.id, bool_or(b.status IN ('CONFIRMED', 'COMPLETED')) AS paid, bool_or(b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')) AS held
    FROM waitlist_entries o LEFT JOIN bookings b ON b.slot_id = o.slot_id AND b.user_id = o.user_id
    WHERE o.status = 'OFFERED' AND ${scope} GROUP BY o.id
  ) b
  WHERE w.id = b.id AND w.status = 'OFFERED' AND (b.paid IS TRUE OR b.held IS NOT TRUE)`

export async function endOffersOf(tx: Tx, slotId: string): Promise<void> {
  await tx.$executeRaw(ended(Prisma.sql`o.slot_id = ${slotId}::uuid`))
}

/** The same for all, and who waits for what can no longer be booked. */
export async function endEntries(database: Database): Promise<void> {
  await database.statement(ended(Prisma.sql`true`))
  await database.statement(Prisma.sql`
    UPDATE waitlist_entries w SET status = 'EXPIRED' FROM slots s
    WHERE s.id = w.slot_id AND w.status = 'WAITING' AND (s.state = 'CANCELLED' OR s.is_private OR s.bookable_until <= app_now())`)
}

export interface NextEntry {
  id: string
  userId: string
  party: PartyOf[]
  seats: number
  title: { es: string; en: string }
  timeZone: string
  startsAt: Date
}

/** Cheap, for the many slots that nobody waits for. */
export async function anybodyWaits(tx: Tx, slotId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM waitlist_entries WHERE slot_id = ${slotId}::uuid AND status IN ('WAITING', 'OFFERED')) AS waits`
  return row?.waits ?? false
}

const holdsSeats = Prisma.sql`EXISTS (
  SELECT 1 FROM bookings b WHERE b.slot_id = w.slot_id AND b.user_id = w.user_id AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'))`

/** That nobody else waits for what is free in the slot `s`: whom `nextInLine` would find. */
export const nobodyAhead = (userId: string): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM waitlist_entries w
  WHERE w.slot_id = s.id AND NOT s.is_private AND w.status = 'WAITING' AND w.user_id <> ${userId}::uuid AND s.taken + w.seats <= s.capacity AND NOT ${holdsSeats})`

/** First come, first served, among those whose party fits; who holds seats of it already is not offered more. */
export async function nextInLine(tx: Tx, slotId: string): Promise<NextEntry | null> {
  const [row] = await tx.$queryRaw<NextEntry[]>`
    SELECT w.id, w.user_id AS "userId", w.party, w.seats, jsonb_build_object('es', e.title, 'en', coalesce(e.translations -> 'en' ->> 'title', e.title)) AS title,
      e.time_zone AS "timeZone", s.starts_at AS "startsAt"
    FROM waitlist_entries w JOIN slots s ON s.id = w.slot_id JOIN experiences e ON e.id = s.experience_id
    WHERE w.slot_id = ${slotId}::uuid AND w.status = 'WAITING' AND s.state = 'OPEN' AND NOT s.is_private AND s.bookable_until > app_now() AND s.taken + w.seats <= s.capacity
      AND NOT ${holdsSeats}
    ORDER BY w.created_at, w.id LIMIT 1 FOR UPDATE OF w`
  return row ?? null
}

export async function markOffered(
  tx: Tx,
  entryId: string,
  offer: { bookingId: string; status: 'OFFERED' | 'TAKEN' },
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ until: Date | null }[]>`
    UPDATE waitlist_entries SET status = ${offer.status}::"WaitStatus", booking_id = ${offer.bookingId}::uuid,
      offered_until = (SELECT hold_expires_at FROM bookings WHERE id = ${offer.bookingId}::uuid)
    WHERE id = ${entryId}::uuid AND status = 'WAITING' RETURNING offered_until AS until`
  return row?.until ?? null
}

export async function markExpired(tx: Tx, entryId: string): Promise<void> {
  await tx.$executeRaw`UPDATE waitlist_entries SET status = 'EXPIRED' WHERE id = ${entryId}::uuid`
}

/** With the time they wait for. */
export async function moveWaiting(tx: Tx, fromSlotId: string, toSlotId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE waitlist_entries SET slot_id = ${toSlotId}::uuid WHERE slot_id = ${fromSlotId}::uuid AND status IN ('WAITING', 'OFFERED')`
}

/** Where somebody waits for seats that are free: capacity or the listing came back some other way. */
export async function slotsToOffer(
  database: Database,
  limit: number,
): Promise<{ slotId: string; experienceId: string }[]> {
  return database.statement(Prisma.sql`
    SELECT DISTINCT s.id AS "slotId", s.experience_id AS "experienceId" FROM waitlist_entries w JOIN slots s ON s.id = w.slot_id
    WHERE w.status = 'WAITING' AND s.state = 'OPEN' AND NOT s.is_private AND s.bookable_until > app_now() AND s.taken + w.seats <= s.capacity LIMIT ${limit}`)
}
