import type { AnnouncedUpload, Media, UploadAnnouncement } from '../../../../contracts/media.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { MediaDeps } from './deps.ts'
import { mediaErrors } from './media.errors.ts'
import { processMediaJob } from './media.jobs.ts'
import { findMedia, findOwnMedia, startProcessing } from './media.repository.ts'
import { mediaOf, originalKey } from './media-view.ts'
import { reserveUpload } from './reserve-upload.ts'

/** Long enough for a photo over a slow phone. */
const uploadSeconds = 600

/**
 * A place in the storage where the browser puts the file itself, for ten minutes and that many bytes.
 * @throws DIRECT_UPLOAD_UNAVAILABLE, MEDIA_TYPE_REFUSED, UPLOADS_PER_HOUR, UPLOAD_SPACE_FULL
 */
export async function announceUpload(
  deps: MediaDeps,
  { ownerId, purpose, contentType, bytes }: UploadAnnouncement & { ownerId: string },
): Promise<AnnouncedUpload> {
  const { directUpload } = deps.storage
  if (!directUpload) throw mediaErrors.DIRECT_UPLOAD_UNAVAILABLE()
  if (contentType === 'application/pdf' && purpose !== 'DOCUMENT') throw mediaErrors.MEDIA_TYPE_REFUSED()
  const row = await reserveUpload(deps, { ownerId, purpose, contentType, bytes })
  const { url, headers } = await directUpload(originalKey(row.id), { contentType, bytes, seconds: uploadSeconds })
  const expiresAt = new Date(row.createdAt.getTime() + uploadSeconds * 1000).toISOString()
  return { media: mediaOf(deps.storage, row), upload: { url, headers, expiresAt } }
}

/** The browser says that its file is there; the job finds out. Saying it again changes nothing. @throws NOT_FOUND */
export async function completeUpload(deps: MediaDeps, input: { ownerId: string; mediaId: string }): Promise<Media> {
  const { database, jobs, storage } = deps
  if (!(await findOwnMedia(database.read, input.ownerId, input.mediaId))) throw platformErrors.NOT_FOUND()
  const row = await database.transaction(async (tx) => {
    if (await startProcessing(tx, input.mediaId)) await jobs.send(tx, processMediaJob, { mediaId: input.mediaId })
    return findMedia(tx, input.mediaId)
  })
  if (!row) throw platformErrors.NOT_FOUND()
  return mediaOf(storage, row)
}
