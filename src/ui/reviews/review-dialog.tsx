import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sizesOf } from '../../../contracts/media.ts'
import { mostReviewPictures, type OwnReview, reviewEditDays } from '../../../contracts/reviews.ts'
import { http, isOffline, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useDraft } from '../../lib/stored-drafts.ts'
import { isSettled, pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { TextAreaField } from '../field.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { useToast } from '../toast.tsx'
import { PicturesField } from '../upload/pictures-field.tsx'
import { StarsField } from './stars.tsx'

const shortestText = 3

type About = { bookingId: string } | { orderLineId: string }

/** Under which name a half-written review stays on the device. */
export const draftAbout = (about: About): string =>
  `review:${'bookingId' in about ? about.bookingId : about.orderLineId}`

/** Writes about a booking or a piece of an order, or changes what one wrote. What is half written stays when it closes. */
export function ReviewDialog({
  about,
  title,
  review,
  onClose,
}: {
  about: About
  title: string
  /** The one that is changed. */
  review?: OwnReview | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('reviews')
  const client = useQueryClient()
  const toast = useToast()
  const [key, setKey] = useState(newIdempotencyKey)
  const [draft, setDraft] = useDraft(draftAbout(about))
  const [isFound, setFound] = useState(draft !== null)
  const rating = draft?.rating ?? review?.rating ?? null
  const text = draft?.text ?? review?.text ?? ''
  const form = useRef<HTMLDivElement>(null)
  const [pressed, setPressed] = useState(false)
  const pictures = usePictureDrafts({
    purpose: 'REVIEW',
    most: mostReviewPictures,
    saved: (review?.imageIds ?? []).flatMap((id, index) => {
      const shown = review?.pictures[index]
      return shown
        ? [
            {
              id,
              url: shown.url,
              sizes: sizesOf(shown.url).map((size) => ({ ...size, height: 0 })),
              width: shown.width ?? 0,
              height: shown.height ?? 0,
              blur: shown.blur ?? '',
              alt: { es: '', en: '' },
            },
          ]
        : []
    }),
  })
  const save = useMutation({
    networkMode: 'always',
    mutationFn: () => {
      const { imageIds } = pictureWrite(pictures.drafts)
      const body = { rating, text: text.trim(), imageIds }
      return review
        ? http.patch<OwnReview>(`/reviews/${review.id}`, { body })
        : http.post<OwnReview>('/reviews', { idempotencyKey: key, body: { ...about, ...body } })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.reviews })
      void client.invalidateQueries({ queryKey: ['experience'] })
      void client.invalidateQueries({ queryKey: ['product'] })
      setDraft(null)
      toast({ tone: 'success', message: t(review ? 'changed' : 'published') })
      onClose()
    },
    // What the server refused is another intention once it is changed.
    onError: (error) => !isOffline(error) && setKey(newIdempotencyKey()),
  })
  const isShort = text.trim().length < shortestText
  const isWaiting = !isSettled(pictures.drafts)
  const publish = () => {
    setPressed(true)
    // What is missing may be out of sight: it is gone to.
    const missing = rating === null ? 'input' : isShort ? 'textarea' : null
    if (missing) form.current?.querySelector<HTMLElement>(missing)?.focus()
    else if (!isWaiting && !save.isPending) save.mutate()
  }
  return (
    <Dialog
      isOpen
      isWide
      onOpenChange={(open) => !open && !save.isPending && onClose()}
      title={t(review ? 'editTitle' : 'writeTitle')}
      footer={
        // Beside the button that was pressed: the end of the form may be out of sight.
        <div className="flex w-full flex-col gap-3">
          {pressed && isWaiting && (
            <p role="alert" className="text-sm font-medium text-chapulin">
              {t('picturesWait')}
            </p>
          )}
          <ProblemNotice error={save.error} />
          <Button variant="primary" className="sm:self-end" isPending={save.isPending} onPress={publish}>
            {t(save.isPending ? 'saving' : review ? 'save' : 'publish')}
          </Button>
        </div>
      }
    >
      <div ref={form} className="space-y-5">
        <p className="font-semibold">{title}</p>
        {isFound && (
          <div className="flex flex-wrap items-center gap-x-4">
            <p className="text-ink-soft">{t('found')}</p>
            <Button
              variant="quiet"
              onPress={() => {
                setDraft(null)
                setFound(false)
              }}
            >
              {t('startOver')}
            </Button>
          </div>
        )}
        <StarsField
          value={rating}
          onChange={(next) => setDraft({ text, rating: next })}
          errorMessage={pressed && rating === null ? t('starsMissing') : undefined}
        />
        <TextAreaField
          label={t('text')}
          description={t('textHelp')}
          rows={5}
          dir="auto"
          maxLength={4000}
          value={text}
          onChange={(event) => setDraft({ text: event.target.value, rating })}
          errorMessage={pressed && isShort ? t('textShort') : undefined}
        />
        <PicturesField label={t('pictures')} pictures={pictures} hasAlts={false} />
        {!review && <p className="text-sm text-ink-soft">{t('publicNote', { days: reviewEditDays })}</p>}
      </div>
    </Dialog>
  )
}
