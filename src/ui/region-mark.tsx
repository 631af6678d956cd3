import type { RegionSlug } from '../../contracts/common.ts'
import { useRegion } from '../lib/catalogue-queries.ts'
import { cx } from './cx.ts'

/** A region's name with the lozenge of its two colours. Empty, but as high, until the regions are known. */
export function RegionMark({ slug, className }: { slug: RegionSlug; className?: string }) {
  const region = useRegion(slug)
  return (
    <span className={cx('inline-flex min-h-[1.45em] items-center gap-2', className)}>
      {region && (
        <>
          <RegionLozenge colors={region.colors} />
          {region.name}
        </>
      )}
    </span>
  )
}

/** Two lozenges, one in the other: the region's colours, never alone without its name. */
export function RegionLozenge({
  colors,
  className,
}: {
  colors: { primary: string; secondary: string }
  className?: string
}) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className={cx('size-3.5 shrink-0', className)}>
      <path d="M7 0l7 7-7 7-7-7z" fill={colors.primary} />
      <path d="M7 3.5L10.5 7 7 10.5 3.5 7z" fill={colors.secondary} />
    </svg>
  )
}
