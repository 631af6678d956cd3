import type { MediaPurpose } from '../../../../contracts/media.ts'
import type { Reader } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { MediaDeps } from './deps.ts'
import { mediaErrors } from './media.errors.ts'
import { insertAwaiting, lockUploads, type MediaRow, findMedia, usageOf } from './media.repository.ts'
import { originalKey } from './media-view.ts'

/** @throws UPLOADS_PER_HOUR, UPLOAD_SPACE_FULL */
async function assertRoom(reader: Reader, limits: MediaDeps['limits'], ownerId: string, bytes: number): Promise<void> {
  const used = await usageOf(reader, ownerId)
  if (used.lastHour >= limits.perHour) {
    throw mediaErrors.UPLOADS_PER_HOUR({ params: { limit: limits.perHour }, retryAfterSeconds: 600 })
  }
  if (used.bytes + bytes > limits.totalBytes) {
    throw mediaErrors.UPLOAD_SPACE_FULL({ params: { megabytes: Math.round(limits.totalBytes / 1_000_000) } })
  }
}

/** Before a body is read: whoever is over the limits need not send it. */
export function assertMayUpload(
  { database, limits }: Pick<MediaDeps, 'database' | 'limits'>,
  ownerId: string,
): Promise<void> {
  return assertRoom(database.read, limits, ownerId, 0)
}

/**
 * A row for a file that is about to be stored, so that no file is ever without one: the sweep finds what ends here.
 * @throws UPLOADS_PER_HOUR, UPLOAD_SPACE_FULL
 */
export async function reserveUpload(
  { database, limits }: Pick<MediaDeps, 'database' | 'limits'>,
  file: { ownerId: string; purpose: MediaPurpose; contentType: string | null; bytes: number },
): Promise<MediaRow> {
  const id = newId()
  const row = await database.transaction(async (tx) => {
    await lockUploads(tx, file.ownerId)
    await assertRoom(tx, limits, file.ownerId, file.bytes)
    await insertAwaiting(tx, { id, ...file, originalKey: originalKey(id) })
    return findMedia(tx, id)
  })
  if (!row) throw new Error('an upload vanished in the transaction that made it')
  return row
}
