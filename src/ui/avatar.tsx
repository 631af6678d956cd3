import { cx } from './cx.ts'
import { Textile } from './textile.tsx'

const sizes = { sm: 'size-8', md: 'size-11', lg: 'size-20' }

/** A person's picture, else their own rug. The name is expected beside it, so the picture itself is silent. */
export function Avatar({
  id,
  image,
  size = 'md',
  className,
}: {
  id: string
  image?: string | null | undefined
  size?: keyof typeof sizes
  className?: string
}) {
  return (
    <span
      className={cx(
        'inline-block shrink-0 overflow-hidden rounded-full border border-line bg-sunken',
        sizes[size],
        className,
      )}
    >
      {image ? <img src={image} alt="" className="size-full object-cover" /> : <Textile id={id} />}
    </span>
  )
}
