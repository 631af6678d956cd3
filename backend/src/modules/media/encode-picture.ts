import sharp from 'sharp'
import { openPicture } from './inspect-file.ts'
import type { Size } from './picture-size.rules.ts'

export interface EncodedPicture {
  /** As many as were asked for, in their order. */
  files: { size: Size; bytes: Buffer }[]
  blur: string
}

const quality = 78
const blurWidth = 16

/**
 * The picture anew in each size, as WebP in sRGB: only pixels come through, turned as the camera was held; positions,
 * comments, previews and colour profiles stay behind. Decoded once, then made smaller step by step.
 * @param sizes smallest first
 */
export async function encodePicture(original: Buffer, sizes: readonly Size[]): Promise<EncodedPicture> {
  const largest = sizes.at(-1)
  if (!largest) throw new Error('a picture needs a size')
  const picture = openPicture(original)
  const { depth, hasProfile } = await picture.metadata()
  // Sharp works on 16-bit pictures with a profile in P3, and leaves them there unless a profile is asked for at the end.
  if (depth === 'ushort' && hasProfile) picture.withIccProfile('srgb', { attach: false })
  const { data, info } = await picture
    .autoOrient()
    .resize({ ...largest, fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const from = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  const files: EncodedPicture['files'] = []
  for (const size of sizes) {
    const bytes = await from()
      .resize({ ...size, fit: 'fill' })
      .webp({ quality, effort: 4 })
      .toBuffer()
    files.push({ size, bytes })
  }
  const tiny = await from()
    .resize({ width: blurWidth, height: blurWidth, fit: 'inside' })
    .webp({ quality: 40 })
    .toBuffer()
  return { files, blur: `data:image/webp;base64,${tiny.toString('base64')}` }
}
