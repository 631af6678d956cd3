import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronRight, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/cx.ts'
import { Section } from '../../ui/page.tsx'

export interface WaitingItem {
  key: string
  to: LinkProps['to']
  search?: Record<string, string>
  Icon: LucideIcon
  text: string
  note?: string | undefined
  /** It has a deadline. */
  isUrgent?: boolean
}

/** What waits for somebody's hands today, each the way to where it is done. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  const { t } = useTranslation('insights')
  return (
    <Section title={t('today.waiting')}>
      {items.length === 0 ? (
        <p className="text-ink-soft">{t('today.nothing')}</p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {items.map(({ key, to, search, Icon, text, note, isUrgent = false }) => (
            <li
              key={key}
              className={cx(
                'relative flex min-h-16 items-center gap-3 rounded-lg border bg-surface px-4 py-3 transition-shadow hover:shadow-high',
                isUrgent ? 'border-barro' : 'border-line',
              )}
            >
              <Icon aria-hidden className={cx('size-6 shrink-0', isUrgent ? 'text-barro' : 'text-grana')} />
              <span className="min-w-0 flex-1">
                <Link
                  to={to}
                  {...(search && { search: search as never })}
                  className="tabular font-semibold no-underline after:absolute after:inset-0 after:rounded-lg"
                >
                  {text}
                </Link>
                {note && (
                  <span className={cx('tabular block text-sm', isUrgent ? 'text-barro' : 'text-ink-soft')}>{note}</span>
                )}
              </span>
              <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-soft" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
