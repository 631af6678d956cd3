import { CircleCheck, CircleX, CloudOff, Hourglass, Landmark, LoaderCircle } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'

const icons = {
  busy: <LoaderCircle aria-hidden className="size-7 animate-spin text-grana" />,
  bank: <Landmark aria-hidden className="size-7 text-anil" />,
  offline: <CloudOff aria-hidden className="size-7 text-barro" />,
  over: <Hourglass aria-hidden className="size-7 text-barro" />,
  bad: <CircleX aria-hidden className="size-7 text-chapulin" />,
  good: <CircleCheck aria-hidden className="size-7 text-nopal" />,
}

type Props = {
  icon: keyof typeof icons
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** Takes the focus when the stage changes. */
  headingRef?: RefObject<HTMLHeadingElement | null>
}

/** What happened, whether money moved, what to do next. */
export function StagePanel({ icon, title, children, actions, headingRef }: Props) {
  return (
    <div className="animate-fade rounded-lg border border-line bg-surface p-5 sm:p-6">
      {icons[icon]}
      <h2 ref={headingRef} tabIndex={-1} className="mt-3 text-lg outline-none">
        {title}
      </h2>
      <div className="mt-2 space-y-2" aria-live="polite">
        {children}
      </div>
      {actions && <div className="mt-5 flex flex-wrap gap-3">{actions}</div>}
    </div>
  )
}
