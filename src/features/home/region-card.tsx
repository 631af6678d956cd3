import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Region } from '../../../contracts/places.ts'
import { cx } from '../../ui/cx.ts'

/** A region with a hem of its two colours and how much there is to do; without anything to do it is no link. */
export function RegionCard({ region, isOwn }: { region: Region; isOwn: boolean }) {
  const { t } = useTranslation('home')
  const { slug, name, description, experienceCount: count } = region
  const isOpen = count > 0
  return (
    <article
      className={cx(
        'group relative flex w-full flex-col overflow-hidden rounded-lg border border-line bg-surface has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        isOpen && 'shadow-low transition-transform duration-200 ease-soft hover:-translate-y-0.5',
      )}
    >
      <Hem colors={region.colors} />
      <div className="flex flex-1 flex-col gap-1 px-3 pt-2.5 pb-3 sm:px-4 sm:pt-3 sm:pb-4">
        <h3 className="text-[1.0625rem] leading-snug sm:text-lg">
          {isOpen ? (
            <Link
              to="/experiencias"
              search={{ region: slug }}
              className="no-underline outline-none after:absolute after:inset-0 group-hover:text-grana"
            >
              {name}
            </Link>
          ) : (
            name
          )}
        </h3>
        {isOwn && <p className="text-sm font-semibold text-grana">{t('yourRegion')}</p>}
        <p className="line-clamp-3 hidden text-sm text-ink-soft sm:[display:-webkit-box]">{description}</p>
        <p className={cx('mt-auto pt-2 font-semibold', !isOpen && 'font-normal text-ink-soft')}>
          {t('regionCount', { count })}
        </p>
      </div>
    </article>
  )
}

/** Two threads and a row of stepped lozenges in the region's colours. */
function Hem({ colors }: { colors: Region['colors'] }) {
  const id = useId()
  return (
    <svg aria-hidden className="block h-9 w-full" shapeRendering="crispEdges">
      <defs>
        <pattern id={id} width="36" height="36" patternUnits="userSpaceOnUse" patternTransform="translate(6 0)">
          <rect width="36" height="36" fill={colors.primary} />
          <path d="M16 8h4v2h4v4h4v4h4v2h-4v4h-4v4h-4v2h-4v-2h-4v-4H8v-4H4v-2h4v-4h4v-4h4z" fill={colors.secondary} />
          <path d="M16 14h4v3h3v2h-3v3h-4v-3h-3v-2h3z" fill={colors.primary} />
          <rect width="36" height="3" y="2" fill={colors.secondary} />
          <rect width="36" height="3" y="31" fill={colors.secondary} />
        </pattern>
      </defs>
      <rect width="100%" height="36" fill={`url(#${id})`} />
    </svg>
  )
}
