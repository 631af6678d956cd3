import { Link } from '@tanstack/react-router'
import { CalendarClock, MapPin, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card } from '../../contracts/experiences.ts'
import { civilDateAt, formatDuration, useDates } from '../lib/dates.ts'
import { useLanguageNames } from '../lib/language-names.ts'
import { cx } from './cx.ts'
import { Picture } from './picture.tsx'
import { Price } from './price.tsx'
import { RegionMark } from './region-mark.tsx'

type Props = {
  experience: Card
  /** The level of its title below the heading of the list. */
  heading?: 'h2' | 'h3'
  /** The next free time is the one that was asked for: the page opens on that day. */
  opensOnNextDay?: boolean
  /** One line of facts and a small picture, for beside a map. */
  isCompact?: boolean
  className?: string
}

/** One experience in a list. The whole card leads to its page; its title is the link that is read out. */
export function ExperienceCard({
  experience,
  heading: Heading = 'h3',
  opensOnNextDay = false,
  isCompact = false,
  className,
}: Props) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const nameOf = useLanguageNames()
  const { id, slug, title, category, nextSlotAt, timeZone, priceFrom, meetingPoint } = experience
  const day = opensOnNextDay && nextSlotAt !== null ? civilDateAt(nextSlotAt, timeZone) : undefined
  return (
    <article
      className={cx(
        'group relative flex overflow-hidden rounded-lg border border-line bg-surface shadow-low transition-transform duration-200 ease-soft hover:-translate-y-0.5 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        isCompact ? 'flex-row' : 'flex-col',
        className,
      )}
    >
      <div
        className={cx(
          'relative shrink-0 overflow-hidden bg-sunken',
          isCompact ? 'w-20 sm:w-28' : 'aspect-[16/9] sm:aspect-[4/3]',
        )}
      >
        <Picture
          id={id}
          src={experience.images[0]}
          alt=""
          className={cx(
            isCompact && 'absolute inset-0',
            'transition-transform duration-250 ease-soft group-hover:scale-[1.03]',
          )}
        />
        {!isCompact && (
          <span className="absolute bottom-0 left-3 rounded-t-md bg-surface px-2.5 pt-1.5 pb-0.5 text-sm font-semibold">
            {t(`categories.${category}`)}
          </span>
        )}
      </div>
      <div className={cx('flex min-w-0 flex-1 flex-col gap-1.5', isCompact ? 'p-3' : 'px-4 pt-3 pb-4')}>
        <RegionMark slug={experience.region} className="text-sm text-ink-soft" />
        <Heading
          className={cx('font-display leading-snug font-semibold', isCompact ? 'text-base' : 'text-[1.1875rem]')}
        >
          <Link
            to="/experiencias/$slug"
            params={{ slug }}
            search={day === undefined ? {} : { dia: day }}
            className="no-underline outline-none after:absolute after:inset-0 group-hover:text-grana"
          >
            {title}
          </Link>
        </Heading>
        {!isCompact && (
          <p className="flex gap-2 text-sm text-ink-soft">
            <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="line-clamp-1">{meetingPoint.address}</span>
          </p>
        )}
        <p className="flex gap-2 text-sm">
          <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-soft" />
          <span className="tabular">
            {nextSlotAt === null ? t('card.noNext') : t('card.next', { when: dates.dateTime(nextSlotAt, timeZone) })}
          </span>
        </p>
        <div className="mt-auto flex items-end justify-between gap-3 pt-2">
          <p className="text-sm text-ink-soft">
            <span className="whitespace-nowrap">{formatDuration(experience.durationMinutes)}</span>
            {!isCompact && (
              <span className="block first-letter:uppercase">{experience.languages.map(nameOf).join(', ')}</span>
            )}
          </p>
          <div className="text-right leading-tight whitespace-nowrap">
            {experience.rating !== null && experience.reviewCount > 0 && (
              <p className="mb-0.5 flex items-center justify-end gap-1 text-sm">
                <Star aria-hidden className="size-3.5 fill-cempasuchil text-cempasuchil" />
                <span aria-hidden className="tabular">
                  {experience.rating.toFixed(1)}
                </span>
                <span className="sr-only">
                  {t('card.rating', {
                    rating: experience.rating.toFixed(1),
                    reviews: t('card.reviews', { count: experience.reviewCount }),
                  })}
                </span>
              </p>
            )}
            {priceFrom.amount === 0 ? (
              <span className="font-display text-lg font-semibold">{t('card.free')}</span>
            ) : (
              <>
                <span className="mr-1.5 text-sm text-ink-soft">{t('card.from')}</span>
                <Price money={priceFrom} form="short" size={isCompact ? 'sm' : 'md'} />
              </>
            )}
          </div>
        </div>
      </div>
    </article>
  )
}
