/** What the profile takes: 100 kB of picture. */
const mostBytes = 100_000
/** Pixels of the square's side; avatars are shown at 96 at most, twice that on dense screens. */
const sides = [320, 240, 160, 96] as const

async function load(file: Blob): Promise<ImageBitmap> {
  // `from-image` turns photos as the phone was held.
  return createImageBitmap(file, { imageOrientation: 'from-image' })
}

/** The middle square of `width`×`height`. */
export function middleSquare(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height)
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side }
}

/** Decoded size of a base64 data URL, in bytes. */
export function dataUrlBytes(url: string): number {
  const base64 = url.slice(url.indexOf(',') + 1)
  return Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)
}

/**
 * A square WebP (JPEG where the browser cannot write WebP) of 100 kB at most, made on the device: neither the original nor
 * where it was taken ever leaves it. Throws when the file is not a picture the browser can open.
 */
export async function shrinkPicture(file: Blob): Promise<string> {
  const picture = await load(file)
  try {
    const { x, y, side } = middleSquare(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    for (const wanted of sides) {
      canvas.width = wanted
      canvas.height = wanted
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, wanted, wanted)
      context.drawImage(picture, x, y, side, side, 0, 0, wanted, wanted)
      for (const type of ['image/webp', 'image/jpeg']) {
        const url = canvas.toDataURL(type, 0.82)
        // Browsers that cannot write a type answer a PNG instead.
        if (url.startsWith(`data:${type};`) && dataUrlBytes(url) <= mostBytes) return url
      }
    }
    throw new Error('too large')
  } finally {
    picture.close()
  }
}
