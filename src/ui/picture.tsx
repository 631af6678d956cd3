import { useState } from 'react'
import { cx } from './cx.ts'
import { blurBehind, cardSizes, pictureSources } from './picture-sources.ts'
import { Textile } from './textile.tsx'

/** A listing's photo; without one, or when it does not load, its rug. Fills what holds it unless told otherwise. */
export function Picture({
  id,
  src,
  alt,
  className,
  isEager = false,
  sizes = cardSizes,
  blur,
}: {
  /** The listing's id: whose rug it is. */
  id: string
  src?: string | null | undefined
  alt: string
  className?: string
  /** For the one picture above the fold. */
  isEager?: boolean
  /** How wide it is shown, as `sizes` of an image: a card's width unless told. */
  sizes?: string
  /** A tiny picture, seen until the real one is there. */
  blur?: string | null | undefined
}) {
  const [failed, setFailed] = useState<string | null>(null)
  if (!src || failed === src) return <Textile id={id} label={alt} className={className} />
  return (
    <img
      src={src}
      {...pictureSources(src, sizes)}
      {...blurBehind(blur)}
      alt={alt}
      loading={isEager ? 'eager' : 'lazy'}
      decoding="async"
      onError={() => setFailed(src)}
      className={cx('block size-full object-cover', className)}
    />
  )
}
