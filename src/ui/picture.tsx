import { useState } from 'react'
import { cx } from './cx.ts'
import { Textile } from './textile.tsx'

/** A listing's photo; without one, or when it does not load, its rug. Fills what holds it unless told otherwise. */
export function Picture({
  id,
  src,
  alt,
  className,
  isEager = false,
}: {
  /** The listing's id: whose rug it is. */
  id: string
  src?: string | null | undefined
  alt: string
  className?: string
  /** For the one picture above the fold. */
  isEager?: boolean
}) {
  const [failed, setFailed] = useState<string | null>(null)
  if (!src || failed === src) return <Textile id={id} label={alt} className={className} />
  return (
    <img
      src={src}
      alt={alt}
      loading={isEager ? 'eager' : 'lazy'}
      decoding="async"
      onError={() => setFailed(src)}
      className={cx('block size-full object-cover', className)}
    />
  )
}
