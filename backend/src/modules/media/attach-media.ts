import type { MediaPurpose, Picture } from '../../../../contracts/media.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import type { Storage } from '../../platform/outside/storage/index.ts'
import { mediaErrors } from './media.errors.ts'
import { attachRows, findPictures, findMedia, type MediaRow } from './media.repository.ts'
import { hashesOf, pictureOf } from './media-view.ts'

export interface AttachedMedia extends Omit<Picture, 'url'> {
  /** For a document: where its owner and staff read it. */
  url: string
}

function attachedOf(storage: Pick<Storage, 'publicUrl'>, row: MediaRow): AttachedMedia {
  const picture = pictureOf(storage, row)
  return (
    picture ?? {
      id: row.id,
      url: `/api/v1/media/${row.id}/file`,
      sizes: [],
      width: row.width ?? 0,
      height: row.height ?? 0,
      blur: '',
    }
  )
}

async function refuse(tx: Tx, ownerId: string, missing: string): Promise<never> {
  const row = await findMedia(tx, missing)
  const isOnItsWay = row?.ownerId === ownerId && (row.status === 'AWAITING' || row.status === 'PROCESSING')
  throw isOnItsWay ? mediaErrors.MEDIA_NOT_READY() : mediaErrors.MEDIA_NOT_FOUND()
}

/**
 * Says, in the caller's transaction, that something shows these from its commit on: they are kept for good, so that what was
 * sold goes on showing what it looked like. All or none; answers in the order asked.
 * @param shown addresses that the caller shows already: they stay, whoever of the team sent them
 * @throws MEDIA_NOT_FOUND for what is not the person's own, of another purpose, refused or removed; MEDIA_NOT_READY for what
 *   is still being prepared (its address is its content, so there is none yet)
 */
export async function attachMedia(
  storage: Pick<Storage, 'publicUrl'>,
  tx: Tx,
  wanted: { ownerId: string; mediaIds: readonly string[]; purpose: MediaPurpose; shown?: readonly string[] },
): Promise<AttachedMedia[]> {
  if (wanted.mediaIds.length === 0) return []
  const { ownerId, purpose } = wanted
  const ids = [...new Set(wanted.mediaIds)]
  const rows = await attachRows(tx, { ownerId, ids, purpose, shownHashes: hashesOf(wanted.shown ?? []) })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.find((id) => !byId.has(id))
  if (missing) await refuse(tx, ownerId, missing)
  return wanted.mediaIds.flatMap((id) => {
    const row = byId.get(id)
    return row ? [attachedOf(storage, row)] : []
  })
}

/** The pictures behind addresses that somebody kept, in their order; what is not ours is left out. */
export async function picturesShown(
  storage: Pick<Storage, 'publicUrl'>,
  reader: Reader,
  urls: readonly string[],
): Promise<Picture[]> {
  const hashes = hashesOf(urls)
  if (hashes.length === 0) return []
  const rows = await findPictures(reader, { hashes })
  const byHash = new Map(rows.map((row) => [row.contentHash, row]))
  return hashes.flatMap((hash) => {
    const row = byHash.get(hash)
    const picture = row && pictureOf(storage, row)
    return picture ? [picture] : []
  })
}

/** Public addresses of pictures that somebody kept by id, in their order; what is gone is left out. */
export async function imageUrls(
  storage: Pick<Storage, 'publicUrl'>,
  reader: Reader,
  mediaIds: readonly string[],
): Promise<string[]> {
  if (mediaIds.length === 0) return []
  const rows = await findPictures(reader, { ids: [...mediaIds] })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return mediaIds.flatMap((id) => {
    const row = byId.get(id)
    return (row && pictureOf(storage, row)?.url) ?? []
  })
}
