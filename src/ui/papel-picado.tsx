import { cx } from './cx.ts'

/** One sheet of cut paper, 60 × 56, holes by the even-odd rule: sun, birds' eyes, scalloped hem. */
const sheets = [
  'M0 0h60v44l-5 6-5-6-5 6-5-6-5 6-5-6-5 6-5-6-5 6-5-6-5 6-5-6z M30 10a12 12 0 1 1 0 24a12 12 0 1 1 0-24z M30 15l2 4 5-2-2 5 4 2-4 2 2 5-5-2-2 4-2-4-5 2 2-5-4-2 4-2-2-5 5 2z M6 8l5 5-5 5-4-5z M54 8l4 5-4 5-5-5z M6 28l5 5-5 5-4-5z M54 28l4 5-4 5-5-5z M15 37h4v3h-4z M28 38h4v3h-4z M41 37h4v3h-4z',
  'M0 0h60v44c-3 8-9 8-12 0c-3 8-9 8-12 0c-3 8-9 8-12 0c-3 8-9 8-12 0c-3 8-9 8-12 0z M30 7l6 7-6 7-6-7z M30 23l6 7-6 7-6-7z M16 12c5-2 7 2 5 6c-4 1-7-2-5-6z M44 12c-5-2-7 2-5 6c4 1 7-2 5-6z M16 32c5 2 7-2 5-6c-4-1-7 2-5 6z M44 32c-5 2-7-2-5-6c4-1 7 2 5 6z M5 20l4 4-4 4-3-4z M55 20l3 4-3 4-4-4z M6 6h4v4H6z M50 6h4v4h-4z M6 38h4v3H6z M50 38h4v3h-4z',
]
const colours = ['var(--grana)', 'var(--cempasuchil)', 'var(--anil)', 'var(--nopal)', 'var(--barro)']

/** A string of cut paper, for festive moments only: a Lunes del Cerro, a confirmed booking. Decoration. */
export function PapelPicado({ className }: { className?: string }) {
  return (
    <div aria-hidden className={cx('pointer-events-none relative h-14 w-full overflow-hidden', className)}>
      <div className="absolute inset-x-0 top-0 h-0.5 bg-ink-soft" />
      <div className="flex w-max origin-top gap-1.5 pl-1">
        {Array.from({ length: 32 }, (_, i) => (
          <svg
            key={i}
            viewBox="0 0 60 56"
            className="h-14 w-[60px] origin-top animate-[sway_3.2s_ease-in-out_infinite]"
            style={{ animationDelay: `${(i % 5) * -0.7}s` }}
          >
            <path d={sheets[i % sheets.length]} fill={colours[i % colours.length]} fillRule="evenodd" />
          </svg>
        ))}
      </div>
    </div>
  )
}
