import { longestSide, mostPixels, pictureWidths, widthsUpTo } from '../../../../contracts/media.ts'

export interface Size {
  width: number
  height: number
}

/** Whether pixels may be unpacked at all: what is small on the wire may be huge in memory. */
export function isTooManyPixels({ width, height }: Size): boolean {
  return width * height > mostPixels || Math.max(width, height) > longestSide
}

/** No size is higher than this, however narrow the picture. */
const tallest = 3840

/** Scales to `width`, keeping the shape; at least one pixel high. */
const scaled = (size: Size, width: number): Size => ({
  width,
  height: Math.max(1, Math.round((size.height * width) / size.width)),
})

/** The sizes of a public picture, smallest first; never larger than it was. */
export function publicSizes(original: Size): Size[] {
  const widest = Math.min(
    original.width,
    Math.max(...pictureWidths),
    Math.floor((original.width * tallest) / original.height),
  )
  return widthsUpTo(Math.max(1, widest)).map((width) => scaled(original, width))
}

/** A document is read, not shown: one size, with every letter. */
export function documentSize(original: Size): Size {
  const factor = Math.min(1, tallest / Math.max(original.width, original.height))
  return scaled(original, Math.max(1, Math.round(original.width * factor)))
}
