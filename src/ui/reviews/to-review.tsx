import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reviewableQuery } from '../../lib/review-queries.ts'
import { Picture } from '../picture.tsx'
import { ReviewPrompt } from './review-prompt.tsx'

const shown = 5

/** What one lived or received and has said nothing about yet; nothing when there is none. */
export function ToReview() {
  const { t } = useTranslation('reviews')
  const waiting = useQuery(reviewableQuery).data?.slice(0, shown) ?? []
  if (waiting.length === 0) return null
  return (
    <section className="rounded-lg border border-line bg-surface p-4">
      <h2 className="text-lg">{t('toReview')}</h2>
      <ul className="mt-2 divide-y divide-line">
        {waiting.map(({ bookingId, orderLineId, listing }) => (
          <li key={bookingId ?? orderLineId} className="flex items-start gap-3 py-3 last:pb-0">
            <span className="size-14 shrink-0 overflow-hidden rounded-[4px]">
              <Picture id={listing.id} src={listing.image} alt="" />
            </span>
            <ReviewPrompt
              about={bookingId === null ? { orderLineId: orderLineId ?? '' } : { bookingId }}
              title={listing.title}
              isNamed
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
