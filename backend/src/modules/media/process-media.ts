import { createHash } from 'node:crypto'
import { type MediaRefusal, mostUploadBytes } from '../../../../contracts/media.ts'
import type { MediaDeps } from './deps.ts'
import { encodePicture } from './encode-picture.ts'
import { type Inspected, inspectFile } from './inspect-file.ts'
import {
  findMedia,
  forgetOriginal,
  markReady,
  markRefused,
  type MediaRow,
  type StoredSize,
} from './media.repository.ts'
import { documentKey, publicKey } from './media-view.ts'
import { documentSize, publicSizes, type Size } from './picture-size.rules.ts'

type Made = Pick<MediaRow, 'contentHash' | 'width' | 'height' | 'blur' | 'sizes'>

/** Sharp's words for a file that it cannot decode are nobody's fault but the file's. */
async function encode(original: Buffer, sizes: Size[]) {
  try {
    return await encodePicture(original, sizes)
  } catch {
    return null
  }
}

/** Null when the file cannot be decoded. The files are stored when this is over. */
async function makePicture({ storage }: MediaDeps, id: string, original: Buffer, size: Size): Promise<Made | null> {
  const encoded = await encode(original, publicSizes(size))
  const largest = encoded?.files.at(-1)
  if (!encoded || !largest) return null
  const hash = createHash('sha256').update(id)
  for (const { bytes } of encoded.files) hash.update(bytes)
  const contentHash = hash.digest('hex')
  const sizes: StoredSize[] = []
  for (const { size: made, bytes } of encoded.files) {
    const key = publicKey(contentHash, made.width)
    await storage.put(key, bytes, { contentType: 'image/webp', isPublic: true })
    sizes.push({ ...made, key })
  }
  return { contentHash, ...largest.size, blur: encoded.blur, sizes }
}

async function makeDocument(
  { storage }: MediaDeps,
  id: string,
  original: Buffer,
  { kind, size }: Inspected,
): Promise<Made | null> {
  if (kind === 'pdf' || !size) {
    const key = documentKey(id, 'pdf')
    await storage.put(key, original, { contentType: 'application/pdf', isPublic: false })
    return { contentHash: null, width: null, height: null, blur: null, sizes: [{ width: 0, height: 0, key }] }
  }
  const file = (await encode(original, [documentSize(size)]))?.files[0]
  if (!file) return null
  const key = documentKey(id, 'webp')
  await storage.put(key, file.bytes, { contentType: 'image/webp', isPublic: false })
  return { contentHash: null, ...file.size, blur: null, sizes: [{ ...file.size, key }] }
}

/**
 * Makes what is shown from what was sent, and throws away what was sent. Run twice it ends the same: keys come from the
 * content, and only a row that is still PROCESSING moves. A storage that fails is tried again by the job.
 */
export async function processMedia(deps: MediaDeps, mediaId: string): Promise<void> {
  const { database, storage } = deps
  const row = await findMedia(database.read, mediaId)
  if (row?.status !== 'PROCESSING' || !row.originalKey) return
  const { id, originalKey, purpose } = row

  const refuse = async (reason: MediaRefusal) => {
    await database.transaction((tx) => markRefused(tx, id, reason))
    await endOriginal(deps, row)
  }
  const original = await storage.read(originalKey, mostUploadBytes)
  if (original === null) return refuse('NEVER_CAME')
  if (original === 'too-large') return refuse('TOO_LARGE')
  // Again here: what was put into the storage directly nobody has looked at yet.
  const inspected = await inspectFile(original, purpose)
  if ('refused' in inspected) return refuse(inspected.refused)
  const made =
    purpose === 'DOCUMENT' || !inspected.size
      ? await makeDocument(deps, id, original, inspected)
      : await makePicture(deps, id, original, inspected.size)
  if (!made) return refuse('UNREADABLE')

  const { contentType } = inspected
  const isReady = await database.transaction((tx) =>
    markReady(tx, id, { ...made, contentType, bytes: original.length }),
  )
  // Removed while we worked: nobody else knows these files.
  if (!isReady && (await findMedia(database.read, id)) === null) await storage.remove(made.sizes.map(({ key }) => key))
  await endOriginal(deps, row)
}

/**
 * Where browsers send files themselves, what they were allowed is good for some minutes more: a file put there again would have
 * no row that names it. So the row goes on naming it, and the sweep, an hour later, deletes for good.
 */
async function endOriginal(deps: Pick<MediaDeps, 'database' | 'storage'>, row: MediaRow): Promise<void> {
  if (deps.storage.directUpload === null) await dropOriginal(deps, row)
  else if (row.originalKey) await deps.storage.remove([row.originalKey])
}

/** The file first: a row that names it is how the sweep would find it. */
export async function dropOriginal(
  { database, storage }: Pick<MediaDeps, 'database' | 'storage'>,
  { id, originalKey }: Pick<MediaRow, 'id' | 'originalKey'>,
): Promise<void> {
  if (!originalKey) return
  await storage.remove([originalKey])
  await database.transaction((tx) => forgetOriginal(tx, id))
}
