import { useId } from 'react'
import { cx } from './cx.ts'

/** The awning of a market stall: striped canvas with a scalloped hem. Decoration only. */
export function Awning({ className }: { className?: string }) {
  const id = useId()
  return (
    <svg aria-hidden focusable="false" className={cx('block h-9 w-full', className)}>
      <defs>
        <pattern id={id} width="64" height="36" patternUnits="userSpaceOnUse">
          <path fill="var(--thread-grana)" d="M0 0h32v20a16 14 0 0 1-32 0z" />
          <path fill="var(--surface)" d="M32 0h32v20a16 14 0 0 1-32 0z" />
          <path
            fill="none"
            stroke="var(--thread-cempasuchil)"
            strokeWidth="2"
            d="M1 20.500a15 12.500 0 0 0 30 0M33 20.500a15 12.500 0 0 0 30 0"
          />
          <path fill="rgb(var(--shade) / 0.13)" d="M0 0h64v3H0z" />
        </pattern>
      </defs>
      <rect width="100%" height="36" fill={`url(#${id})`} />
    </svg>
  )
}
