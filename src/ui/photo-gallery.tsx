import { type ReactNode, useState } from 'react'
import { cx } from './cx.ts'
import { pageSizes, thumbnailSizes } from './picture-sources.ts'

type Shown = {
  src: string | undefined
  alt: string
  sizes: string
  blur?: string | null | undefined
  isEager?: boolean
}

/** The photos of a listing, one large; those below choose it. At least one photo. */
export function PhotoGallery({
  images,
  pictures,
  label,
  altOf,
  largeClassName,
  smallClassName,
  draw,
}: {
  images: readonly string[]
  pictures: readonly { blur?: string | null | undefined }[]
  label: string
  altOf: (index: number) => string
  largeClassName: string
  smallClassName: string
  draw: (shown: Shown) => ReactNode
}) {
  const [shown, setShown] = useState(0)
  return (
    <div className="flex flex-col gap-2">
      <div className={cx('overflow-hidden rounded-lg bg-sunken', largeClassName)}>
        {draw({ src: images[shown], alt: altOf(shown), sizes: pageSizes, blur: pictures[shown]?.blur, isEager: true })}
      </div>
      {images.length > 1 && (
        <ul aria-label={label} className="scroll-row gap-2 p-1">
          {images.map((image, i) => (
            <li key={image}>
              <button
                type="button"
                aria-pressed={i === shown}
                onClick={() => setShown(i)}
                className={cx(
                  'block overflow-hidden rounded-md border-2',
                  smallClassName,
                  i === shown ? 'border-grana' : 'border-transparent',
                )}
              >
                {draw({ src: image, alt: altOf(i), sizes: thumbnailSizes })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
