import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addDays, useDates } from '../../lib/dates.ts'
import { festivalMoment } from '../../lib/festival.ts'
import { cx } from '../../ui/cx.ts'
import { PapelPicado } from '../../ui/papel-picado.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Textile } from '../../ui/textile.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'

/** The question of the page, and beside it how far the festival is, on a rug of its own. */
export function Hero({ today, day }: { today: string; day: string }) {
  const { t } = useTranslation('home')
  const dates = useDates()
  // Cut paper is hung for the feast and taken down after it.
  const isFeast = festivalMoment(today).mood !== 'far'
  return (
    <div className="relative border-b border-line bg-cempasuchil-soft">
      {isFeast && <PapelPicado />}
      <div
        className={cx(
          'wrap-page grid items-center gap-6 pb-6 sm:pb-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-14',
          isFeast ? 'pt-2' : 'pt-6 sm:pt-10',
        )}
      >
        <div className="min-w-0">
          <p className="font-semibold first-letter:uppercase">{t('eyebrow', { day: dates.civilDay(today) })}</p>
          <h1 tabIndex={-1} className="mt-1 text-3xl sm:text-4xl">
            {day === today ? t('heading') : t('headingDay', { day: dates.civilDay(day, 'weekday') })}
          </h1>
          <p className="mt-3 max-w-xl text-[1.0625rem]">{t('lead')}</p>
          <SearchBox
            scope="experiences"
            isLarge
            label={t('searchLabel')}
            placeholder={t('searchPlaceholder')}
            className="mt-5 max-w-xl"
          />
        </div>
        <FestivalRug today={today} />
      </div>
      <WovenBand kind="rain" />
    </div>
  )
}

/** The Lunes del Cerro on a label sewn onto a rug. */
function FestivalRug({ today }: { today: string }) {
  const { t } = useTranslation('home')
  const dates = useDates()
  const { mood, first, octava, daysLeft } = festivalMoment(today)
  // Months before it, a phone keeps its first screen for today: the label shrinks to two lines, all of it the link.
  const isFar = mood === 'far'
  return (
    <aside
      aria-label={t('festival.kicker')}
      className={cx('relative isolate rounded-lg shadow-high sm:p-4', isFar ? 'p-2' : 'p-3')}
    >
      <div className="absolute inset-0 -z-10 overflow-hidden rounded-lg">
        <Textile id={`lunes-del-cerro-${first}`} />
      </div>
      <div
        className={cx(
          'relative rounded-md border border-dashed border-line-strong bg-surface px-4 sm:px-5 sm:py-4',
          isFar ? 'py-2 pr-14' : 'py-3',
        )}
      >
        <p className={cx('font-semibold text-grana', isFar && 'max-sm:text-sm')}>{t('festival.kicker')}</p>
        <p
          className={cx('mt-0.5 font-display leading-tight font-semibold sm:text-2xl', isFar ? 'text-lg' : 'text-2xl')}
        >
          {mood === 'today' ? t('festival.today') : t('festival.daysLeft', { count: daysLeft })}
        </p>
        <p className={cx('tabular font-medium sm:mt-1', isFar ? 'max-sm:text-sm' : 'mt-1')}>
          {t('festival.dates', {
            first: dates.civilParts(first).day,
            octava: dates.civilParts(octava).day,
            month: dates.month(first),
            year: first.slice(0, 4),
          })}
        </p>
        <p className="mt-2 hidden text-sm text-ink-soft sm:block">
          {mood === 'today' ? t('festival.todayLead') : t('festival.lead')}
        </p>
        <Link
          to="/experiencias"
          search={{ from: addDays(first, -2), to: addDays(octava, 1) }}
          className={cx(
            'text-link inline-flex min-h-11 items-center gap-1.5 font-semibold sm:mt-3',
            isFar
              ? 'max-sm:absolute max-sm:inset-0 max-sm:justify-end max-sm:rounded-md max-sm:px-4 max-sm:no-underline'
              : 'mt-1',
          )}
        >
          <span className={cx(isFar && 'max-sm:sr-only')}>{t('festival.link')}</span>
          <ArrowRight aria-hidden className={isFar ? 'size-5 sm:size-4' : 'size-4'} />
        </Link>
      </div>
    </aside>
  )
}
