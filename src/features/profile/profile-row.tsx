import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** One way on from one's own page. */
export function ProfileRow({
  to,
  icon,
  text,
  note,
}: {
  to: LinkProps['to']
  icon: ReactNode
  text: string
  note?: string
}) {
  return (
    <Link to={to} className="flex min-h-14 items-center gap-3 px-4 py-2 no-underline hover:bg-sunken">
      <span className="text-grana">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{text}</span>
        {note && <span className="block text-sm text-ink-soft">{note}</span>}
      </span>
      <ChevronRight aria-hidden className="size-5 text-ink-soft" />
    </Link>
  )
}
