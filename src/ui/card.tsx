import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { WovenBand } from './woven-band.tsx'

/** A sheet on the paper. `edge` sews a woven band on its top: for the one card of a screen that matters most. */
export function Card({
  children,
  className,
  as: Element = 'div',
  edge = false,
  isFlush = false,
}: {
  children: ReactNode
  className?: string
  as?: 'div' | 'article' | 'section' | 'li' | 'aside'
  edge?: boolean
  /** Without inner space: a picture reaches the border. */
  isFlush?: boolean
}) {
  return (
    <Element className={cx('overflow-hidden rounded-lg border border-line bg-surface shadow-low', className)}>
      {edge && <WovenBand />}
      {isFlush ? children : <div className="p-4 sm:p-5">{children}</div>}
    </Element>
  )
}
