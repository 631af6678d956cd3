import type { Media } from '../../../../contracts/media.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { StoredFile } from '../../platform/outside/storage/index.ts'
import type { MediaDeps } from './deps.ts'
import { findMedia, findOwnMedia } from './media.repository.ts'
import { mediaOf, publicKey } from './media-view.ts'
import { orUnavailable } from './storage-calls.ts'

/** @throws NOT_FOUND, also for another's */
export async function showMedia(
  { database, storage }: Pick<MediaDeps, 'database' | 'storage'>,
  input: { ownerId: string; mediaId: string },
): Promise<Media> {
  const row = await findOwnMedia(database.read, input.ownerId, input.mediaId)
  if (!row) throw platformErrors.NOT_FOUND()
  return mediaOf(storage, row)
}

/**
 * Its owner reads a document, and administrators, who decide about what it belongs to: each time is recorded. For everyone else
 * it is not there. @throws NOT_FOUND, STORAGE_UNAVAILABLE
 */
export async function openDocument(
  { database, storage, documentOpened }: Pick<MediaDeps, 'database' | 'storage' | 'documentOpened'>,
  input: { mediaId: string; userId: string; isAdministrator: boolean; ipAddress: string },
): Promise<StoredFile & { contentType: string; fileName: string }> {
  const row = await findMedia(database.read, input.mediaId)
  const key = row?.sizes[0]?.key
  const isReadable =
    row?.purpose === 'DOCUMENT' && row.status === 'READY' && (input.isAdministrator || row.ownerId === input.userId)
  if (isReadable && row.ownerId !== input.userId) {
    const { mediaId, userId: byUserId, ipAddress } = input
    await database.transaction((tx) => documentOpened(tx, { mediaId, ownerId: row.ownerId, byUserId, ipAddress }))
  }
  const file = isReadable && key ? await orUnavailable(storage.open(key)) : null
  if (!file || !key) throw platformErrors.NOT_FOUND()
  const isPdf = key.endsWith('.pdf')
  return {
    ...file,
    contentType: isPdf ? 'application/pdf' : 'image/webp',
    // Ours, never the sender's: a name is where tricks are played.
    fileName: `documento-${input.mediaId.slice(-8)}.${isPdf ? 'pdf' : 'webp'}`,
  }
}

/** @throws NOT_FOUND, STORAGE_UNAVAILABLE */
export async function openPublicFile({ storage }: Pick<MediaDeps, 'storage'>, file: string): Promise<StoredFile> {
  const [hash, width] = file.replace('.webp', '').split('-')
  const found = await orUnavailable(storage.open(publicKey(hash ?? '', Number(width))))
  if (!found) throw platformErrors.NOT_FOUND()
  return found
}
