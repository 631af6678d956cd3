import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { cx } from '../../ui/cx.ts'
import { PhotoGallery } from '../../ui/photo-gallery.tsx'
import { Picture } from '../../ui/picture.tsx'

/** The photos of a listing, one large; without photos its rug, spread out with its fringe at both ends. */
export function Gallery({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
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
  return (
    <PhotoGallery
      images={images}
      pictures={pictures}
      label={t('detail.gallery')}
      altOf={altOf}
      largeClassName="aspect-[16/10] sm:aspect-[2/1]"
      smallClassName="h-16 w-24"
      draw={(shown) => <Picture id={id} {...shown} />}
    />
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
