/** Every query that writes media. A row that REFUSED for the reason REMOVED is gone for everyone; the sweep takes it away. */
import type { MediaPurpose, MediaRefusal, MediaStatus } from '../../../../contracts/media.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'

export interface StoredSize {
  width: number
  height: number
  key: string
}
export interface MediaRow {
  id: string
  ownerId: string
  purpose: MediaPurpose
  status: MediaStatus
  contentHash: string | null
  contentType: string | null
  bytes: number | null
  width: number | null
  height: number | null
  blur: string | null
  sizes: StoredSize[]
  originalKey: string | null
  refusedReason: MediaRefusal | 'REMOVED' | null
  createdAt: Date
  attachedAt: Date | null
}

const columns = Prisma.sql`id, owner_id AS "ownerId", purpose::text AS purpose, status::text AS status, content_hash AS "contentHash",
  content_type AS "contentType", bytes, width, height, blur, sizes, original_key AS "originalKey", refused_reason AS "refusedReason",
  created_at AS "createdAt", attached_at AS "attachedAt"`
const present = Prisma.sql`refused_reason IS DISTINCT FROM 'REMOVED'`

export async function findMedia(reader: Reader, id: string): Promise<MediaRow | null> {
  const [row] = await reader.$queryRaw<MediaRow[]>`SELECT ${columns} FROM media WHERE id = ${id}::uuid AND ${present}`
  return row ?? null
}

export async function findOwnMedia(reader: Reader, ownerId: string, id: string): Promise<MediaRow | null> {
  const row = await findMedia(reader, id)
  return row?.ownerId === ownerId ? row : null
}

/** In no order. */
export async function findPictures(reader: Reader, by: { hashes: string[] } | { ids: string[] }): Promise<MediaRow[]> {
  const which =
    'ids' in by ? Prisma.sql`id = ANY(${by.ids}::uuid[])` : Prisma.sql`content_hash = ANY(${by.hashes}::text[])`
  return reader.$queryRaw<MediaRow[]>`SELECT ${columns} FROM media WHERE ${which} AND status = 'READY'`
}

/** What a person sent in the last hour, and how many bytes of theirs are kept. Removed ones still count for the hour. */
export async function usageOf(reader: Reader, ownerId: string): Promise<{ lastHour: number; bytes: number }> {
  const [row] = await reader.$queryRaw<{ lastHour: number; bytes: number }[]>`
    SELECT count(*) FILTER (WHERE created_at > app_now() - interval '1 hour')::int AS "lastHour",
      coalesce(sum(bytes) FILTER (WHERE status <> 'REFUSED'), 0)::float AS bytes
    FROM media WHERE owner_id = ${ownerId}::uuid`
  return row ?? { lastHour: 0, bytes: 0 }
}

/** One person's uploads take turns here, so that parallel ones do not pass the limit together. */
export async function lockUploads(tx: Tx, ownerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads:${ownerId}`}, 0))`
}

export async function insertAwaiting(
  tx: Tx,
  row: {
    id: string
    ownerId: string
    purpose: MediaPurpose
    contentType: string | null
    bytes: number
    originalKey: string
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO media (id, owner_id, purpose, status, content_type, bytes, sizes, original_key, created_at)
    VALUES (${row.id}::uuid, ${row.ownerId}::uuid, ${row.purpose}::"MediaPurpose", 'AWAITING', ${row.contentType}, ${row.bytes}, '[]',
      ${row.originalKey}, app_now())`
}

/** The original is there. False when it was processed, refused or removed meanwhile. */
export async function startProcessing(tx: Tx, id: string, contentType?: string): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE media SET status = 'PROCESSING', content_type = coalesce(${contentType ?? null}, content_type)
    WHERE id = ${id}::uuid AND status = 'AWAITING'`
  return moved === 1
}

/** False when it is no longer on its way: somebody removed it, or another run was faster. */
export async function markReady(
  tx: Tx,
  id: string,
  made: Pick<MediaRow, 'contentHash' | 'contentType' | 'bytes' | 'width' | 'height' | 'blur' | 'sizes'>,
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE media SET status = 'READY', content_hash = ${made.contentHash}, content_type = ${made.contentType}, bytes = ${made.bytes},
      width = ${made.width}, height = ${made.height}, blur = ${made.blur}, sizes = ${JSON.stringify(made.sizes)}::jsonb, processed_at = app_now()
    WHERE id = ${id}::uuid AND status = 'PROCESSING'`
  return moved === 1
}

export async function markRefused(tx: Tx, id: string, reason: MediaRefusal): Promise<void> {
  await tx.$executeRaw`
    UPDATE media SET status = 'REFUSED', refused_reason = ${reason}, processed_at = app_now()
    WHERE id = ${id}::uuid AND status IN ('AWAITING', 'PROCESSING')`
}

export async function forgetOriginal(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE media SET original_key = NULL WHERE id = ${id}::uuid AND status IN ('READY', 'REFUSED')`
}

/** Gone for everyone from the commit on; its files go afterwards. False when something shows it. */
export async function markRemoved(tx: Tx, id: string): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE media SET status = 'REFUSED', refused_reason = 'REMOVED' WHERE id = ${id}::uuid AND attached_at IS NULL`
  return moved === 1
}

/** Everything of a person whose account ends: the next sweep takes files and rows away, shown or not. */
export async function markAllRemoved(tx: Tx, ownerId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE media SET status = 'REFUSED', refused_reason = 'REMOVED', attached_at = NULL,
      created_at = least(created_at, app_now() - interval '25 hours') WHERE owner_id = ${ownerId}::uuid`
}

/** What nothing showed within a day can be attached no more from here on; what was taken before and not ended is taken again. */
export async function takeLoose(tx: Tx, limit: number): Promise<MediaRow[]> {
  return tx.$queryRaw<MediaRow[]>`
    UPDATE media SET status = 'REFUSED', refused_reason = 'REMOVED' WHERE id IN (
      SELECT id FROM media WHERE attached_at IS NULL AND created_at < app_now() - interval '1 day'
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`
}

/** Its files are gone. */
export async function deleteRemoved(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM media WHERE id = ${id}::uuid AND refused_reason = 'REMOVED'`
}

/** Ended, and their original is still kept: a process died between the two. */
export async function findLeftOriginals(reader: Reader, limit: number): Promise<MediaRow[]> {
  return reader.$queryRaw<MediaRow[]>`
    SELECT ${columns} FROM media WHERE status IN ('READY', 'REFUSED') AND original_key IS NOT NULL
      AND created_at < app_now() - interval '1 hour' ORDER BY created_at LIMIT ${limit}`
}

/** Sent, and the job that makes their sizes gave up: it is asked again while somebody may still wait for them. */
export async function findStuck(reader: Reader, limit: number): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT id FROM media WHERE status = 'PROCESSING' AND created_at < app_now() - interval '1 hour' ORDER BY created_at LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/**
 * Marks as shown what may be: the person's own of that purpose, READY, and, of another's, what the listing shows already.
 * Rows in id order, so that two listings with the same pictures do not wait for each other.
 */
export async function attachRows(
  tx: Tx,
  wanted: { ownerId: string; ids: string[]; purpose: MediaPurpose; shownHashes: string[] },
): Promise<MediaRow[]> {
  return tx.$queryRaw<MediaRow[]>`
    UPDATE media SET attached_at = coalesce(attached_at, app_now()) WHERE id IN (
      SELECT id FROM media WHERE id = ANY(${wanted.ids}::uuid[]) AND purpose = ${wanted.purpose}::"MediaPurpose" AND status = 'READY'
        AND (owner_id = ${wanted.ownerId}::uuid OR content_hash = ANY(${wanted.shownHashes}::text[]))
      ORDER BY id FOR UPDATE)
    RETURNING ${columns}`
}
