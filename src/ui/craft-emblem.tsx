import { craftEmblemUrl } from '../lib/craft-emblem.ts'
import { cx } from './cx.ts'

/** The woven figure of a craft. Its name stands beside it, so it is silent. */
export function CraftEmblem({ craft, className }: { craft: string | null | undefined; className?: string }) {
  return (
    <img
      src={craftEmblemUrl(craft ?? '')}
      alt=""
      draggable={false}
      decoding="async"
      className={cx('block aspect-square object-cover select-none', className)}
    />
  )
}
