import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { cx } from '../../ui/cx.ts'
import { Picture } from '../../ui/picture.tsx'
import { pageSizes, thumbnailSizes } from '../../ui/picture-sources.ts'

/** The photos of a listing, one large; without photos its rug, spread out with its fringe at both ends. */
export function Gallery({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
  const [shown, setShown] = useState(0)
  const { id, title, images, pictures } = experience
  const altOf = (index: number) =>
    pictures[index]?.alt || t('detail.photo', { n: index + 1, total: images.length, title })
  if (images.length === 0) {
    return (
      <div className="flex items-stretch">
        <Fringe />
        <div className="aspect-[16/9] min-w-0 flex-1 overflow-hidden shadow-low sm:aspect-[2/1]">
          <Picture id={id} alt={t('detail.picture', { title })} />
        </div>
        <Fringe isRight />
      </div>
    )
  }
  const total = images.length
  return (
    <div className="flex flex-col gap-2">
      <div className="aspect-[16/10] overflow-hidden rounded-lg bg-sunken sm:aspect-[2/1]">
        <Picture
          id={id}
          src={images[shown]}
          alt={altOf(shown)}
          sizes={pageSizes}
          blur={pictures[shown]?.blur}
          isEager
        />
      </div>
      {total > 1 && (
        <ul aria-label={t('detail.gallery')} className="scroll-row gap-2 p-1">
          {images.map((image, i) => (
            <li key={image}>
              <button
                type="button"
                aria-pressed={i === shown}
                onClick={() => setShown(i)}
                className={cx(
                  'block h-16 w-24 overflow-hidden rounded-md border-2',
                  i === shown ? 'border-grana' : 'border-transparent',
                )}
              >
                <Picture id={id} src={image} alt={altOf(i)} sizes={thumbnailSizes} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The warp threads that hang over the short sides of a rug. */
function Fringe({ isRight = false }: { isRight?: boolean }) {
  return (
    <div
      aria-hidden
      className={cx('w-3 shrink-0 opacity-70', isRight && '-scale-x-100')}
      style={{ background: 'repeating-linear-gradient(to bottom, var(--line-strong) 0 1.5px, transparent 1.5px 6px)' }}
    />
  )
}
