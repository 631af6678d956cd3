import { documentTypes, pictureTypes } from '../../../contracts/media.ts'
import { isWorthShrinking, longestSentSide } from './picture-drafts.rules.ts'

const quality = 0.88

function draw(picture: ImageBitmap): HTMLCanvasElement | null {
  const factor = Math.min(1, longestSentSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * factor))
  canvas.height = Math.max(1, Math.round(picture.height * factor))
  const context = canvas.getContext('2d')
  if (!context) return null
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Browsers that cannot write WebP answer a PNG instead, which a photo would only grow in. */
async function encode(canvas: HTMLCanvasElement): Promise<Blob | null> {
  const write = (type: string) => new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality))
  const webp = await write('image/webp')
  return webp?.type === 'image/webp' ? webp : write('image/jpeg')
}

/**
 * A large photo made smaller on the device, turned as it was taken and without where that was; HEIC becomes a picture that
 * is taken, where the browser can open it. Everything else goes as it is: the server has the last word.
 */
export async function shrinkFile(file: File): Promise<Blob> {
  if (file.type === documentTypes[0]) return file
  let picture: ImageBitmap | null = null
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    if (!isWorthShrinking(file, picture, pictureTypes)) return file
    const canvas = draw(picture)
    return (canvas && (await encode(canvas))) ?? file
  } catch {
    return file
  } finally {
    picture?.close()
  }
}
