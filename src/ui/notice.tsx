import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  info: { look: 'border-anil bg-anil-soft', word: 'text-anil', Icon: Info },
  success: { look: 'border-nopal bg-nopal-soft', word: 'text-nopal', Icon: CircleCheck },
  warning: { look: 'border-barro bg-barro-soft', word: 'text-barro', Icon: TriangleAlert },
  danger: { look: 'border-chapulin bg-chapulin-soft', word: 'text-chapulin', Icon: CircleAlert },
}

/** Something to know on this page. `isLive` announces it when it appears: danger at once, the rest politely. */
export function Notice({
  tone = 'info',
  title,
  children,
  action,
  isLive = false,
  className,
}: {
  tone?: keyof typeof tones
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  isLive?: boolean
  className?: string
}) {
  const { look, word, Icon } = tones[tone]
  return (
    <div
      {...(isLive && { role: tone === 'danger' ? 'alert' : 'status' })}
      className={cx('flex gap-3 rounded-lg border-l-4 px-4 py-3 text-ink', look, className)}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-5 shrink-0', word)} />
      <div className="min-w-0 flex-1">
        {title && <p className={cx('font-semibold', word)}>{title}</p>}
        {children && <div className="text-[0.9375rem]">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
