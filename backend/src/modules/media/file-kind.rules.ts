/** What a file is, from its bytes: names and announced types are claims. */

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'avif'
export type FileKind = PictureKind | 'pdf'

export const contentTypes: Record<FileKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
}

const text = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** ISO-BMFF: `ftyp`, the major brand, then compatible brands. `avis` is an animation, `heic` another codec. */
function isAvif(bytes: Uint8Array): boolean {
  if (text(bytes, 4, 8) !== 'ftyp') return false
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0), 256, bytes.length)
  const major = text(bytes, 8, 12)
  const compatible: string[] = text(bytes, 16, end).match(/.{4}/gs) ?? []
  return major === 'avif' || (major === 'mif1' && compatible.includes('avif') && !compatible.includes('heic'))
}

/** A PDF begins with its name and ends with its end mark; what starts later is something else that carries one. */
function isPdf(bytes: Uint8Array): boolean {
  return (
    /^%PDF-[12]\.\d/.test(text(bytes, 0, 16)) &&
    text(bytes, Math.max(0, bytes.length - 1024), bytes.length).includes('%%EOF')
  )
}

/** Null for everything that is not taken: SVG, GIF, HEIC, TIFF, HTML… */
export function kindOf(bytes: Uint8Array): FileKind | null {
  if (bytes.length < 32) return null
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp'
  if (isAvif(bytes)) return 'avif'
  return isPdf(bytes) ? 'pdf' : null
}

/**
 * Long enough that compressed pixels do not spell them by chance. Not any doctype: photos that went through an editor on a Mac
 * carry print settings as a property list, which has one.
 */
const otherBeginnings =
  /<script[\s>]|<html[\s>]|<!doctype\s+(?:html|svg)|<iframe[\s>]|<\?php\s|<svg\s+xmlns|%PDF-\d\.\d/i
/** The end record of a ZIP (JAR, APK, Office) stands in the last 64 KiB. */
const zipEnd = 'PK\x05\x06'

/** Whether a picture is also something else: re-encoding would clean it, but nobody sends such a file by accident. */
export function isPolyglot(bytes: Uint8Array): boolean {
  const whole = text(bytes, 0, bytes.length)
  return otherBeginnings.test(whole) || whole.slice(-66_000).includes(zipEnd)
}
