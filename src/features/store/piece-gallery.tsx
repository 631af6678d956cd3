import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { cx } from '../../ui/cx.ts'
import { pageSizes, thumbnailSizes } from '../../ui/picture-sources.ts'
import { PiecePicture } from '../../ui/piece-picture.tsx'

/** The photos of a piece, one large; without photos its rug with the figure of its craft, between two threads of fringe. */
export function PieceGallery({ product }: { product: Product }) {
  const { t } = useTranslation('store')
  const [shown, setShown] = useState(0)
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
  const total = images.length
  return (
    <div className="flex flex-col gap-2">
      <div className="aspect-square overflow-hidden rounded-lg bg-sunken sm:aspect-[4/3]">
        <PiecePicture
          id={id}
          craft={craft?.slug}
          src={images[shown]}
          alt={altOf(shown)}
          sizes={pageSizes}
          blur={pictures[shown]?.blur}
          isEager
        />
      </div>
      {total > 1 && (
        <ul aria-label={t('product.gallery')} className="scroll-row gap-2 p-1">
          {images.map((image, i) => (
            <li key={image}>
              <button
                type="button"
                aria-pressed={i === shown}
                onClick={() => setShown(i)}
                className={cx(
                  'block size-18 overflow-hidden rounded-md border-2',
                  i === shown ? 'border-grana' : 'border-transparent',
                )}
              >
                <PiecePicture id={id} craft={craft?.slug} src={image} alt={altOf(i)} sizes={thumbnailSizes} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
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
