import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates, weekdayOf } from '../../lib/dates.ts'
import { cx } from '../../ui/cx.ts'
import { stripOf } from './home.rules.ts'

/** Two weeks in Oaxaca's days, each a link: a day can be shared, and the back button knows it. */
export function DateStrip({ today, day }: { today: string; day: string }) {
  const { t } = useTranslation('home')
  const dates = useDates()
  const chosen = useRef<HTMLAnchorElement>(null)
  const row = useRef<HTMLUListElement>(null)
  // The chosen day comes into sight within its row, without moving the page.
  useEffect(() => {
    const [link, list] = [chosen.current, row.current]
    if (link && list) list.scrollLeft = link.offsetLeft - list.clientWidth / 2 + link.clientWidth / 2
  }, [day])
  return (
    <nav aria-label={t('strip')}>
      <ul ref={row} className="scroll-row relative -mx-4 gap-2 px-4 py-2 md:mx-0 md:px-1">
        {stripOf(today).map((civil, i) => {
          const { weekday, day: number, month } = dates.civilParts(civil)
          const isChosen = civil === day
          const isWeekend = [0, 6].includes(weekdayOf(civil))
          return (
            <li key={civil} className="flex-1 snap-center">
              <Link
                ref={isChosen ? chosen : undefined}
                to="/"
                search={i === 0 ? {} : { dia: civil }}
                replace
                resetScroll={false}
                aria-current={isChosen ? 'date' : undefined}
                className={cx(
                  'tabular flex min-h-20 min-w-16 flex-col items-center justify-center rounded-lg border px-1 leading-tight no-underline transition-colors',
                  isChosen
                    ? 'border-grana bg-grana text-on-grana'
                    : cx('border-line text-ink hover:border-line-strong', isWeekend ? 'bg-sunken' : 'bg-surface'),
                )}
              >
                <span className="sr-only">
                  {i < 2 && `${t(i === 0 ? 'today' : 'tomorrow')}, `}
                  {dates.civilDay(civil)}
                </span>
                <span aria-hidden className={cx('text-sm', !isChosen && 'text-ink-soft')}>
                  {i === 0 ? t('today') : weekday}
                </span>
                <span aria-hidden className="font-display text-xl font-semibold">
                  {number}
                </span>
                <span aria-hidden className={cx('text-sm', !isChosen && 'text-ink-soft')}>
                  {month}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
