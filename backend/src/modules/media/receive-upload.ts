import type { Media, MediaPurpose } from '../../../../contracts/media.ts'
import type { MediaDeps } from './deps.ts'
import { inspectFile } from './inspect-file.ts'
import { refusalErrors } from './media.errors.ts'
import { processMediaJob } from './media.jobs.ts'
import { findMedia, markRefused, startProcessing } from './media.repository.ts'
import { mediaOf } from './media-view.ts'
import { reserveUpload } from './reserve-upload.ts'
import { orUnavailable } from './storage-calls.ts'

/**
 * A file that came through us: judged by its bytes at once, kept privately, its sizes made by a job. A refused one counts
 * for the hour too.
 * @throws MEDIA_TYPE_REFUSED, MEDIA_TOO_LARGE, MEDIA_TOO_MANY_PIXELS, MEDIA_UNREADABLE, UPLOADS_PER_HOUR, UPLOAD_SPACE_FULL,
 *   STORAGE_UNAVAILABLE
 */
export async function receiveUpload(
  deps: MediaDeps,
  { ownerId, purpose, bytes }: { ownerId: string; purpose: MediaPurpose; bytes: Buffer },
): Promise<Media> {
  const { database, storage, jobs } = deps
  const row = await reserveUpload(deps, { ownerId, purpose, contentType: null, bytes: bytes.length })
  const inspected = await inspectFile(bytes, purpose)
  if ('refused' in inspected) {
    const { refused } = inspected
    await database.transaction((tx) => markRefused(tx, row.id, refused))
    throw refusalErrors[refused]()
  }
  const { contentType } = inspected
  if (!row.originalKey) throw new Error('an upload has no place for its original')
  await orUnavailable(storage.put(row.originalKey, bytes, { contentType, isPublic: false }))
  const stored = await database.transaction(async (tx) => {
    if (await startProcessing(tx, row.id, contentType)) await jobs.send(tx, processMediaJob, { mediaId: row.id })
    return findMedia(tx, row.id)
  })
  return mediaOf(storage, stored ?? row)
}
