import { textileUrl } from '../lib/textile.ts'
import { cx } from './cx.ts'

/** The rug of a listing. With `label` it is a picture that is read out; without, decoration. Fills what holds it. */
export function Textile({ id, label, className }: { id: string; label?: string; className?: string }) {
  return (
    <img
      src={textileUrl(id)}
      alt={label ?? ''}
      draggable={false}
      decoding="async"
      className={cx('block size-full object-cover select-none', className)}
    />
  )
}
