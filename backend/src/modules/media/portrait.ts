import sharp from 'sharp'
import { inspectFile, openPicture } from './inspect-file.ts'
import { refusalErrors } from './media.errors.ts'

/** Small on the wire may be large in memory, and whoever sends it waits: a camera's picture is made smaller on the device. */
const mostPixels = 4_000_000
/** Shown at 96 pixels at most, and on dense screens. */
const side = 320

/**
 * A person's picture, sent and kept as a data URL: judged by its bytes and made anew like every other, so that neither where it
 * was taken nor what else it was stays in it.
 * @throws MEDIA_TYPE_REFUSED, MEDIA_TOO_MANY_PIXELS, MEDIA_UNREADABLE
 */
export async function portraitOf(dataUrl: string): Promise<string> {
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
  const about = await inspectFile(bytes, 'PROFILE')
  if ('refused' in about) throw refusalErrors[about.refused]()
  if (!about.size) throw refusalErrors.TYPE()
  if (about.size.width * about.size.height > mostPixels) throw refusalErrors.TOO_MANY_PIXELS(mostPixels / 1_000_000)
  const pixels = await openPicture(bytes)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'cover', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null)
  if (!pixels) throw refusalErrors.UNREADABLE()
  const { width, height, channels } = pixels.info
  const made = await sharp(pixels.data, { raw: { width, height, channels } }).webp({ quality: 82 }).toBuffer()
  return `data:image/webp;base64,${made.toString('base64')}`
}
