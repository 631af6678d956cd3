import { useId } from 'react'
import { cx } from './cx.ts'

/** The stepped fret of Mitla between two threads, one unit a knot. */
const greca = 'M0 2h12v1H1v6h9V5H6v2h2v1H4V4h7v6H0z'
const rain = 'M0 3h2v1h1v1h1v1h1v1h2V6h1V5h1V4h1V3h2v2h-1v1h-1v1h-1v1H8v1H4V8H3V7H2V6H1V5H0z'

/** A band of weaving as page furniture: the edge of the header, of a card, of the footer. Decoration only. */
export function WovenBand({ kind = 'greca', className }: { kind?: 'greca' | 'rain'; className?: string }) {
  const id = useId()
  return (
    <svg
      aria-hidden
      focusable="false"
      className={cx('block h-3 w-full', className)}
      shapeRendering="crispEdges"
      preserveAspectRatio="none"
    >
      <defs>
        <pattern id={id} width="12" height="12" patternUnits="userSpaceOnUse">
          <rect width="12" height="12" fill="var(--thread-grana)" />
          <path d={kind === 'greca' ? greca : rain} fill="var(--thread-cempasuchil)" />
          <rect width="12" height="1" fill="var(--thread-anil)" />
          <rect y="11" width="12" height="1" fill="var(--thread-anil)" />
        </pattern>
      </defs>
      <rect width="100%" height="12" fill={`url(#${id})`} />
    </svg>
  )
}
