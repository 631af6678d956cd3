import { sizesOf } from '../../contracts/media.ts'

/** What lets a browser choose the size of a picture that the house made; nothing for an address from elsewhere. */
export function pictureSources(src: string, sizes: string): { srcSet?: string; sizes?: string } {
  const all = sizesOf(src)
  return all.length > 1 ? { srcSet: all.map(({ url, width }) => `${url} ${width}w`).join(', '), sizes } : {}
}

/** Most pictures stand in cards: the width of a phone, a third of a desk. */
export const cardSizes = '(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw'
export const pageSizes = '(min-width: 80rem) 56rem, 100vw'
export const thumbnailSizes = '6rem'

/** The blur as background: the picture, once it is there, covers it. */
export function blurBehind(blur: string | null | undefined): { style?: { background: string } } {
  return blur?.startsWith('data:image/webp;base64,')
    ? { style: { background: `center / cover no-repeat url("${blur}")` } }
    : {}
}
