import { Link } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'

/** An icon of the top bar with how much waits behind it. */
export function CountLink({
  to,
  label,
  Icon,
  count,
}: {
  to: '/avisos' | '/mensajes'
  /** Says the count too: the number itself is not read out. */
  label: string
  Icon: LucideIcon
  count: number
}) {
  return (
    <Link
      to={to}
      aria-label={label}
      className="relative inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-sunken"
    >
      <Icon aria-hidden className="size-5" />
      {count > 0 && (
        <span
          aria-hidden
          className="tabular absolute top-1 right-0.5 grid min-w-5 place-items-center rounded-full bg-grana px-1 text-xs leading-5 font-bold text-on-grana"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
