import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'

export const toneClass: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink',
  info: 'bg-anil-soft text-anil',
  success: 'bg-nopal-soft text-nopal',
  warning: 'bg-barro-soft text-barro',
  danger: 'bg-chapulin-soft text-chapulin',
  accent: 'bg-cempasuchil text-on-cempasuchil',
}

/** A word that can be on or off, or taken away: filters. Without `onPress` and `onRemove` it only tells. */
export function Chip({
  children,
  isSelected,
  onPress,
  onRemove,
  removeLabel,
  className,
}: {
  children: ReactNode
  isSelected?: boolean
  onPress?: () => void
  onRemove?: () => void
  removeLabel?: string
  className?: string
}) {
  const look = cx(
    'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border px-4 text-[0.9375rem] font-medium whitespace-nowrap',
    isSelected
      ? 'border-ink bg-ink text-paper'
      : cx('border-line-strong/60 text-ink', onRemove ? 'bg-cempasuchil-soft' : 'bg-surface'),
    className,
  )
  if (onRemove) {
    return (
      <span className={cx(look, 'pr-0')}>
        {children}
        <Button
          onPress={onRemove}
          aria-label={removeLabel ?? ''}
          className="inline-flex size-11 items-center justify-center rounded-full hover:opacity-75"
        >
          <X aria-hidden className="size-4" />
        </Button>
      </span>
    )
  }
  if (!onPress) return <span className={look}>{children}</span>
  return (
    <Button
      onPress={onPress}
      {...(isSelected !== undefined && { 'aria-pressed': isSelected })}
      className={cx(look, 'transition-colors', !isSelected && 'hover:bg-sunken')}
    >
      {children}
    </Button>
  )
}

/** A state in one or two words; the words carry it, the colour only helps. */
export function StatusChip({
  tone = 'neutral',
  children,
  icon,
}: {
  tone?: Tone
  children: ReactNode
  icon?: ReactNode
}) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-md px-2.5 py-1 text-sm leading-tight font-semibold whitespace-nowrap',
        toneClass[tone],
      )}
    >
      {icon ?? <span aria-hidden className="size-1.5 rotate-45 bg-current" />}
      {children}
    </span>
  )
}
