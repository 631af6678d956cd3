import type { OwnPicture, Picture, PictureAlt } from '../../../../contracts/media.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import type { Storage } from '../../platform/outside/storage/index.ts'
import { attachMedia, picturesShown } from './attach-media.ts'
import { mediaErrors } from './media.errors.ts'
import { hashesOf } from './media-view.ts'

/** What a listing keeps: addresses in order, and their words by address. */
export interface KeptPictures {
  images: string[]
  imageAlts: Record<string, PictureAlt>
}

/** What stays the same in a picture's address when a CDN is put before the pictures, or taken away. */
const contentOf = (url: string): string => hashesOf([url])[0] ?? url

/**
 * What a listing shows after a write of `pictureFields`, attached in its transaction; null when the write says nothing of
 * pictures. Words follow their picture, also when it moves.
 * @throws MEDIA_NOT_FOUND, MEDIA_NOT_READY
 */
export async function listingPictures(
  storage: Pick<Storage, 'publicUrl'>,
  tx: Tx,
  write: { imageIds?: readonly string[] | undefined; imageAlts?: Record<string, PictureAlt> | undefined },
  listing: { userId: string; before: KeptPictures },
): Promise<KeptPictures | null> {
  const { imageIds, imageAlts = {} } = write
  if (!imageIds && Object.keys(imageAlts).length === 0) return null
  const { before, userId } = listing
  const pictures: Pick<Picture, 'id' | 'url'>[] = imageIds
    ? await attachMedia(storage, tx, { ownerId: userId, mediaIds: imageIds, purpose: 'LISTING', shown: before.images })
    : await picturesShown(storage, tx, before.images)
  const known = new Set(pictures.map(({ id }) => id))
  if (Object.keys(imageAlts).some((id) => !known.has(id))) throw mediaErrors.MEDIA_NOT_FOUND()
  const wordsBefore = new Map(Object.entries(before.imageAlts).map(([url, alt]) => [contentOf(url), alt]))
  const kept: KeptPictures['imageAlts'] = {}
  for (const { id, url } of pictures) {
    const alt = imageAlts[id] ?? wordsBefore.get(contentOf(url))
    if (alt) kept[url] = alt
  }
  if (imageIds) return { images: pictures.map(({ url }) => url), imageAlts: kept }
  const urls = new Map(pictures.map(({ url }) => [contentOf(url), url]))
  return { images: before.images.map((url) => urls.get(contentOf(url)) ?? url), imageAlts: kept }
}

/** The pictures of listings as their owner edits them, by address. */
export async function ownPictures(
  storage: Pick<Storage, 'publicUrl'>,
  reader: Reader,
  listings: readonly KeptPictures[],
): Promise<OwnPicture[][]> {
  const pictures = await picturesShown(
    storage,
    reader,
    listings.flatMap(({ images }) => images),
  )
  const byContent = new Map(pictures.map((picture) => [contentOf(picture.url), picture]))
  return listings.map(({ images, imageAlts }) =>
    images.flatMap((url) => {
      const picture = byContent.get(contentOf(url))
      return picture ? [{ ...picture, alt: imageAlts[url] ?? { es: '', en: '' } }] : []
    }),
  )
}
