import type { Media, Picture } from '../../../../contracts/media.ts'
import type { Storage } from '../../platform/outside/storage/index.ts'
import type { MediaRow } from './media.repository.ts'

/** Files that everyone may read stand below this, in the storage and at our own address. */
const publicFolder = 'media'

export const publicKey = (hash: string, width: number): string => `${publicFolder}/${hash}-${width}.webp`
export const originalKey = (id: string): string => `originals/${id}`
export const documentKey = (id: string, extension: 'pdf' | 'webp'): string => `documents/${id}.${extension}`

/** The hashes in addresses of pictures, ours or not. */
export function hashesOf(urls: readonly string[]): string[] {
  return urls.flatMap((url) => /([0-9a-f]{64})-\d+\.webp$/.exec(url)?.[1] ?? [])
}

/** A picture with its public addresses; null for what is none (a document, or not READY). */
export function pictureOf(storage: Pick<Storage, 'publicUrl'>, row: MediaRow): Picture | null {
  const largest = row.sizes.at(-1)
  if (row.status !== 'READY' || row.purpose === 'DOCUMENT' || !largest) return null
  const urlOf = (key: string) => storage.publicUrl(key) ?? `/${key}`
  return {
    id: row.id,
    url: urlOf(largest.key),
    sizes: row.sizes.map(({ key, width, height }) => ({ url: urlOf(key), width, height })),
    width: largest.width,
    height: largest.height,
    blur: row.blur ?? '',
  }
}

export function mediaOf(storage: Pick<Storage, 'publicUrl'>, row: MediaRow): Media {
  return {
    id: row.id,
    purpose: row.purpose,
    status: row.status,
    refusedReason: row.refusedReason === 'REMOVED' ? null : row.refusedReason,
    contentType: row.contentType,
    bytes: row.bytes,
    picture: pictureOf(storage, row),
    documentUrl: row.purpose === 'DOCUMENT' && row.status === 'READY' ? `/api/v1/media/${row.id}/file` : null,
    attached: row.attachedAt !== null,
    createdAt: row.createdAt.toISOString(),
  }
}
