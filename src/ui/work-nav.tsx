import { Link, type LinkProps } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'

/** The rooms of a workshop or a host, above each of their pages; on a phone they are swiped. */
export function WorkNav({
  label,
  items,
}: {
  label: string
  items: readonly { to: LinkProps['to']; text: string; Icon: LucideIcon; isExact?: boolean }[]
}) {
  const nav = useRef<HTMLElement>(null)
  const count = items.length
  // On a phone the room one is in may stand outside of the row.
  useEffect(() => {
    const row = nav.current
    const here = row?.querySelector<HTMLElement>('[data-status=active]')
    if (row && here) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2
  }, [count])
  return (
    <nav
      ref={nav}
      aria-label={label}
      // One row where there is room for it: over a narrow column of text it reaches out to both sides.
      className="scroll-row -mx-4 gap-1 px-4 sm:mx-0 sm:flex-wrap sm:px-0 lg:w-max lg:max-w-[calc(100vw-4rem)] lg:min-w-full lg:self-center print:hidden"
    >
      {items.map(({ to, text, Icon, isExact = false }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: isExact, includeSearch: false }}
          className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border border-line bg-surface px-4 text-[0.9375rem] font-semibold whitespace-nowrap text-ink-soft no-underline transition-colors hover:bg-sunken data-[status=active]:border-ink data-[status=active]:bg-ink data-[status=active]:text-paper"
        >
          <Icon aria-hidden className="size-4" />
          {text}
        </Link>
      ))}
    </nav>
  )
}
