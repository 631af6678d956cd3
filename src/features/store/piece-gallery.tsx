import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { cx } from '../../ui/cx.ts'
import { PhotoGallery } from '../../ui/photo-gallery.tsx'
import { PiecePicture } from '../../ui/piece-picture.tsx'

/** The photos of a piece, one large; without photos its rug with the figure of its craft, between two threads of fringe. */
export function PieceGallery({ product }: { product: Product }) {
  const { t } = useTranslation('store')
  const { id, name, images, craft, pictures } = product
  const altOf = (index: number) =>
    pictures[index]?.alt || t('product.photo', { n: index + 1, total: images.length, name })
  if (images.length === 0) {
    return (
      <div>
        <Fringe />
        <div className="aspect-[3/2] overflow-hidden shadow-low sm:aspect-[2/1]">
          <PiecePicture id={id} craft={craft?.slug} alt={t('product.picture', { name })} />
        </div>
        <Fringe isBelow />
      </div>
    )
  }
  return (
    <PhotoGallery
      images={images}
      pictures={pictures}
      label={t('product.gallery')}
      altOf={altOf}
      largeClassName="aspect-square sm:aspect-[4/3]"
      smallClassName="size-18"
      draw={(shown) => <PiecePicture id={id} craft={craft?.slug} {...shown} />}
    />
  )
}

/** The warp threads that hang over the ends of a rug. */
function Fringe({ isBelow = false }: { isBelow?: boolean }) {
  return (
    <div
      aria-hidden
      className={cx('h-3 opacity-70', !isBelow && '-scale-y-100')}
      style={{ background: 'repeating-linear-gradient(to right, var(--line-strong) 0 1.5px, transparent 1.5px 6px)' }}
    />
  )
}
