import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { cx } from '../../ui/cx.ts'

/** What guests thought, in one figure; without any, why there is none yet. */
export function ReviewsSummary({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
  const { rating, reviewCount } = experience
  if (rating === null || reviewCount === 0) {
    return (
      <div>
        <p className="font-semibold">{t('detail.reviewsNone')}</p>
        <p className="text-ink-soft">{t('detail.reviewsNoneLead')}</p>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <p className="tabular font-display text-2xl font-semibold">
        <span aria-hidden>{rating.toFixed(1)}</span>
        <span className="sr-only">{t('detail.outOf', { rating: rating.toFixed(1) })}</span>
      </p>
      <div>
        <p aria-hidden className="flex gap-0.5">
          {[1, 2, 3, 4, 5].map((n) => (
            <Star
              key={n}
              className={cx(
                'size-5',
                n <= Math.round(rating) ? 'fill-cempasuchil text-cempasuchil' : 'text-line-strong',
              )}
            />
          ))}
        </p>
        <p className="text-sm text-ink-soft">
          {t('card.reviews', { count: reviewCount })} · {t('detail.reviewsLead')}
        </p>
      </div>
    </div>
  )
}
