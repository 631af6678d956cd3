import sharp, { type Metadata } from 'sharp'
import { type MediaPurpose, type MediaRefusal, mostPixels, mostUploadBytes } from '../../../../contracts/media.ts'
import { contentTypes, type FileKind, isPolyglot, kindOf } from './file-kind.rules.ts'
import { isTooManyPixels, type Size } from './picture-size.rules.ts'

// Only the four loaders that are wanted exist: whatever a file pretends to be, nothing else is ever parsed.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
// Two cores answer people too; and a cache of strangers' pictures helps nobody.
sharp.concurrency(1)
sharp.cache(false)

/** How long one picture may take to decode and encode once. */
const mostSeconds = 20

/** Opens a picture for decoding. Truncated and broken ones are failures; so is more than was promised. */
export const openPicture = (bytes: Buffer) =>
  sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true, unlimited: false }).timeout({
    seconds: mostSeconds,
  })

export interface Inspected {
  kind: FileKind
  contentType: string
  /** As it is shown, turned as its camera was held; null for a PDF. */
  size: Size | null
}

/** What the file is, from its bytes and its header alone: cheap enough to answer at once. A refusal is the answer. */
export async function inspectFile(
  bytes: Buffer,
  purpose: MediaPurpose,
): Promise<Inspected | { refused: Exclude<MediaRefusal, 'NEVER_CAME'> }> {
  if (bytes.length > mostUploadBytes) return { refused: 'TOO_LARGE' }
  const kind = kindOf(bytes)
  if (!kind || (kind === 'pdf' && purpose !== 'DOCUMENT')) return { refused: 'TYPE' }
  if (kind === 'pdf') return { kind, contentType: contentTypes.pdf, size: null }
  if (isPolyglot(bytes)) return { refused: 'TYPE' }
  let about: Metadata
  try {
    // The limit of pixels is ours to judge here, so that it has a reason of its own.
    about = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch {
    return { refused: 'UNREADABLE' }
  }
  const { format, compression, pages = 1, autoOrient } = about
  const isWanted = kind === 'avif' ? format === 'heif' && compression === 'av1' : format === kind
  if (!isWanted || pages > 1) return { refused: 'TYPE' }
  const size = { width: autoOrient.width, height: autoOrient.height }
  if (!(size.width > 0 && size.height > 0)) return { refused: 'UNREADABLE' }
  if (isTooManyPixels(size)) return { refused: 'TOO_MANY_PIXELS' }
  return { kind, contentType: contentTypes[kind], size }
}
