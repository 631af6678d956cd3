import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useIsClosed } from '../../lib/features.ts'
import { ownReviewsQuery, reviewableQuery } from '../../lib/review-queries.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useHasDraft } from '../../lib/stored-drafts.ts'
import { Button } from '../button.tsx'
import { ClosedNotice } from '../closed-notice.tsx'
import { Notice } from '../notice.tsx'
import { draftAbout, ReviewDialog } from './review-dialog.tsx'
import { AnswerBox, ReviewPictures } from './listing-reviews.tsx'
import { Stars } from './stars.tsx'

type Props = { about: { bookingId: string } | { orderLineId: string }; title: string; isNamed?: boolean }

/**
 * Asks for a review of what was lived or received, or shows the one that was written and lets it be changed for a while.
 * Nothing stands here before one may write: the server says when that is.
 */
export function ReviewPrompt({ about, title, isNamed = false }: Props) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  const [isOpen, setOpen] = useState(false)
  const isClosed = useIsClosed('REVIEWS')
  const reviewable = useQuery(reviewableQuery).data
  const own = useQuery(ownReviewsQuery).data
  const hasDraft = useHasDraft(draftAbout(about))
  const isSame = (one: { bookingId: string | null; orderLineId: string | null }) =>
    'bookingId' in about ? one.bookingId === about.bookingId : one.orderLineId === about.orderLineId
  const review = own?.find(isSame)
  if (!review && !reviewable?.some(isSame)) return null
  const mayEdit = review !== undefined && !review.hidden && Date.parse(review.editableUntil) > serverNow()
  return (
    <div className="flex flex-col items-start gap-2">
      {isNamed && <p className="font-semibold">{title}</p>}
      {review ? (
        <>
          <Stars rating={review.rating} />
          <p dir="auto" className="max-w-prose wrap-anywhere whitespace-pre-line">
            {review.text}
          </p>
          <ReviewPictures review={review} />
          {review.hidden && <Notice tone="warning">{t('hidden')}</Notice>}
          {review.answer && <AnswerBox {...review.answer} />}
          {mayEdit && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Button onPress={() => setOpen(true)}>
                <Pencil aria-hidden className="size-4" />
                {t(hasDraft ? 'goOn' : 'edit')}
              </Button>
              <p className="text-sm text-ink-soft">
                {t('editUntil', { when: dates.day(review.editableUntil, placeTimeZone) })}
              </p>
            </div>
          )}
        </>
      ) : isClosed ? (
        <ClosedNotice feature="REVIEWS" />
      ) : (
        <Button variant={isNamed ? 'secondary' : 'primary'} onPress={() => setOpen(true)}>
          <Pencil aria-hidden className="size-4" />
          {t(hasDraft ? 'goOn' : 'write')}
          {isNamed && <span className="sr-only">: {title}</span>}
        </Button>
      )}
      {isOpen && <ReviewDialog about={about} title={title} review={review} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** True when there is anything to write or to read here: a heading above nothing is noise. */
export function useHasReviews(
  of: { bookingId: string } | { orderLineIds: readonly string[] },
  isAsked: boolean,
): boolean {
  const reviewable = useQuery({ ...reviewableQuery, enabled: isAsked }).data ?? []
  const own = useQuery({ ...ownReviewsQuery, enabled: isAsked }).data ?? []
  return [...reviewable, ...own].some(({ bookingId, orderLineId }) =>
    'bookingId' in of ? bookingId === of.bookingId : orderLineId !== null && of.orderLineIds.includes(orderLineId),
  )
}
