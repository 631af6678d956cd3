import { useState } from 'react'
import { CraftEmblem } from './craft-emblem.tsx'
import { cx } from './cx.ts'
import { blurBehind, cardSizes, pictureSources } from './picture-sources.ts'
import { Textile } from './textile.tsx'

/** A piece's photo; without one its rug, with the figure of its craft sewn on. Fills what holds it. */
export function PiecePicture({
  id,
  craft,
  src,
  alt,
  isEager = false,
  sizes = cardSizes,
  blur,
  className,
}: {
  /** The piece's id: whose rug it is. */
  id: string
  craft: string | null | undefined
  src?: string | null | undefined
  alt: string
  /** For the one picture above the fold. */
  isEager?: boolean
  /** How wide it is shown, as `sizes` of an image: a card's width unless told. */
  sizes?: string
  /** A tiny picture, seen until the real one is there. */
  blur?: string | null | undefined
  className?: string
}) {
  const [failed, setFailed] = useState<string | null>(null)
  if (src && failed !== src) {
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
  return (
    <span className={cx('relative block size-full overflow-hidden', className)}>
      <Textile id={id} label={alt} />
      <span
        aria-hidden
        // Half of whichever side is shorter, so that it stays a patch on a wide picture too.
        className="absolute inset-0 m-auto aspect-square h-[54%] max-w-[70%] overflow-hidden rounded-[3px] shadow-high"
      >
        <CraftEmblem craft={craft} className="size-full" />
      </span>
    </span>
  )
}
