import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Star, ThumbsUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sizesOf } from '../../../contracts/media.ts'
import {
  type HelpfulState,
  type RatingSummary,
  type Review,
  type ReviewPage,
  reviewSorts,
} from '../../../contracts/reviews.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { type ReviewedListing, type ReviewSort, reviewsQuery } from '../../lib/review-queries.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../button.tsx'
import { Chip } from '../chip.tsx'
import { cx } from '../cx.ts'
import { SelectField } from '../field.tsx'
import { ReportButton } from '../report-button.tsx'
import { ErrorState, Skeleton } from '../states.tsx'
import { useToast } from '../toast.tsx'
import { Stars } from './stars.tsx'

/** What people who were there or have it say: in one figure, in bars, and in their words. */
export function ListingReviews({ listing, byline }: { listing: ReviewedListing; byline: string }) {
  const { t } = useTranslation('reviews')
  const [sort, setSort] = useState<ReviewSort>('recent')
  const [stars, setStars] = useState<number | null>(null)
  const list = useInfiniteQuery(reviewsQuery(listing, sort, stars))
  const summary = list.data?.pages[0]?.summary
  if (!list.data || !summary) {
    if (list.error) return <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
    return (
      <div aria-busy="true" className="space-y-3">
        <output className="sr-only">{t('loading')}</output>
        <Skeleton className="h-20" />
        <Skeleton className="h-28" />
        <Skeleton className="h-28" />
      </div>
    )
  }
  if (summary.count === 0) {
    return (
      <div>
        <p className="font-semibold">{t('none')}</p>
        <p className="text-ink-soft">{byline}</p>
      </div>
    )
  }
  const reviews = list.data.pages.flatMap(({ items }) => items)
  return (
    <div className="flex flex-col gap-4">
      <Summary summary={summary} byline={byline} stars={stars} onStars={setStars} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        {stars !== null && (
          <Chip onRemove={() => setStars(null)} removeLabel={t('allStars')}>
            {t('onlyStars', { count: stars })}
          </Chip>
        )}
        {summary.count > 1 && (
          <SelectField
            label={t('sort')}
            fieldClassName="ml-auto min-w-52"
            value={sort}
            onChange={(event) => setSort(event.target.value as ReviewSort)}
            options={reviewSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          />
        )}
      </div>
      <ul className={cx('divide-y divide-line', list.isPlaceholderData && 'opacity-60')}>
        {reviews.map((review) => (
          <OneReview key={review.id} review={review} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className="self-start" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Summary({
  summary: { average, count, histogram },
  byline,
  stars,
  onStars,
}: {
  summary: RatingSummary
  byline: string
  stars: number | null
  onStars: (stars: number | null) => void
}) {
  const { t } = useTranslation('reviews')
  const most = Math.max(...histogram, 1)
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[auto_1fr] sm:items-center">
      <div className="flex items-center gap-4 sm:flex-col sm:items-start sm:gap-1">
        <p aria-hidden className="tabular font-display text-3xl leading-none font-semibold">
          {average?.toFixed(1)}
        </p>
        <div>
          <Stars rating={Number(average?.toFixed(1) ?? 0)} />
          <p className="text-sm text-ink-soft">{t('count', { count })}</p>
        </div>
      </div>
      <ul aria-label={t('histogram')}>
        {[5, 4, 3, 2, 1].map((n) => {
          const given = histogram[n - 1] ?? 0
          return (
            <li key={n}>
              <button
                type="button"
                disabled={given === 0}
                aria-pressed={stars === n}
                onClick={() => onStars(stars === n ? null : n)}
                className="grid min-h-11 w-full grid-cols-[2.25rem_1fr_2.5rem] items-center gap-2 rounded-md text-sm hover:bg-sunken disabled:hover:bg-transparent sm:min-h-8"
              >
                <span className="sr-only">{t('histogramLine', { stars: n, count: given })}</span>
                <span aria-hidden className="tabular flex items-center justify-end gap-1">
                  {n}
                  <Star aria-hidden className="size-3.5 fill-cempasuchil text-cempasuchil" />
                </span>
                <span aria-hidden className="h-2.5 overflow-hidden rounded-full bg-sunken">
                  <span
                    className="block h-full rounded-full bg-cempasuchil"
                    style={{ width: `${(given / most) * 100}%` }}
                  />
                </span>
                <span aria-hidden className="tabular text-left text-ink-soft">
                  {given}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className="text-sm text-ink-soft sm:col-span-2">{byline}</p>
    </div>
  )
}

function OneReview({ review }: { review: Review }) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  return (
    <li className="flex flex-col gap-2 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-sans text-base font-semibold">
          {review.author.name}
          {review.mine && <span className="ml-2 text-sm font-normal text-ink-soft">{t('mine')}</span>}
        </h3>
        <Stars rating={review.rating} className="size-4" />
        <time dateTime={review.createdAt} className="text-sm text-ink-soft">
          {dates.day(review.createdAt, placeTimeZone)}
          {review.editedAt !== null && ` · ${t('edited')}`}
        </time>
      </div>
      <p dir="auto" lang={review.language} className="max-w-prose wrap-anywhere whitespace-pre-line">
        {review.text}
      </p>
      <ReviewPictures review={review} />
      {review.answer && <AnswerBox {...review.answer} />}
      <div className="-mb-2 -ml-3 flex flex-wrap items-center">
        {!review.mine && <Helpful review={review} />}
        {review.mine && review.helpfulCount > 0 && (
          <p className="ml-3 text-sm text-ink-soft">{t('helpfulCount', { count: review.helpfulCount })}</p>
        )}
        {!review.mine && <ReportButton kind="REVIEW" id={review.id} label={review.author.name} />}
      </div>
    </li>
  )
}

export function ReviewPictures({ review }: { review: Pick<Review, 'pictures' | 'author'> }) {
  const { t } = useTranslation('reviews')
  if (review.pictures.length === 0) return null
  return (
    <ul className="scroll-row gap-2">
      {review.pictures.map(({ url, blur }, index) => (
        <li key={url} className="shrink-0">
          <a href={url} target="_blank" rel="noreferrer" className="block size-24 overflow-hidden rounded-md">
            <img
              src={sizesOf(url)[0]?.url ?? url}
              alt={t('picture', { n: index + 1, name: review.author.name })}
              loading="lazy"
              className="size-full object-cover"
              style={blur === null ? undefined : { backgroundImage: `url(${blur})`, backgroundSize: 'cover' }}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}

/** What whoever offers it says to a review or question. */
export function AnswerBox({ text, by, at }: { text: string; by: string; at: string }) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  return (
    <div className="ml-3 max-w-prose border-l-3 border-cempasuchil pl-3">
      <p className="text-sm font-semibold">
        {t('answerOf', { name: by })}{' '}
        <time dateTime={at} className="font-normal text-ink-soft">
          {dates.day(at, placeTimeZone)}
        </time>
      </p>
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {text}
      </p>
    </div>
  )
}

function Helpful({ review }: { review: Review }) {
  const { t } = useTranslation('reviews')
  const me = useMe()
  const toast = useToast()
  const navigate = useNavigate()
  const { href } = useLocation()
  const client = useQueryClient()
  const vote = useMutation({
    networkMode: 'always',
    mutationFn: (helpful: boolean) => http[helpful ? 'put' : 'delete']<HelpfulState>(`/reviews/${review.id}/helpful`),
    onSuccess: (state) =>
      client.setQueriesData<InfiniteData<ReviewPage>>(
        { queryKey: [...queryKeys.reviews, 'listing'] },
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === review.id ? { ...one, ...state } : one)),
            })),
          },
      ),
    onError: () => toast({ tone: 'danger', message: t('helpfulFailed') }),
  })
  return (
    <Button
      variant="quiet"
      className="text-sm"
      aria-pressed={review.foundHelpful}
      isPending={vote.isPending}
      onPress={() => {
        if (me === null) void navigate({ to: '/entrar', search: { volver: href } })
        else vote.mutate(!review.foundHelpful)
      }}
    >
      <ThumbsUp aria-hidden className={cx('size-4', review.foundHelpful && 'fill-current')} />
      {t('helpful')}
      {review.helpfulCount > 0 && <span className="tabular">({review.helpfulCount})</span>}
    </Button>
  )
}
