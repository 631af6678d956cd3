import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sizesOf } from '../../../contracts/media.ts'
import { mostReviewPictures, type OwnReview, reviewEditDays } from '../../../contracts/reviews.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
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

/** Writes about a booking or a piece of an order, or changes what one wrote. */
export function ReviewDialog({
  about,
  title,
  review,
  onClose,
}: {
  about: { bookingId: string } | { orderLineId: string }
  title: string
  /** The one that is changed. */
  review?: OwnReview | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('reviews')
  const client = useQueryClient()
  const toast = useToast()
  const [key, setKey] = useState(newIdempotencyKey)
  const [rating, setRating] = useState<number | null>(review?.rating ?? null)
  const [text, setText] = useState(review?.text ?? '')
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
      toast({ tone: 'success', message: t(review ? 'changed' : 'published') })
      onClose()
    },
    // What the server refused is another intention once it is changed.
    onError: () => setKey(newIdempotencyKey()),
  })
  const isShort = text.trim().length < shortestText
  const isWaiting = !isSettled(pictures.drafts)
  return (
    <Dialog
      isOpen
      isWide
      onOpenChange={(open) => !open && !save.isPending && onClose()}
      title={t(review ? 'editTitle' : 'writeTitle')}
      footer={
        <Button
          variant="primary"
          isPending={save.isPending}
          onPress={() => {
            setPressed(true)
            if (rating !== null && !isShort && !isWaiting && !save.isPending) save.mutate()
          }}
        >
          {t(save.isPending ? 'saving' : review ? 'save' : 'publish')}
        </Button>
      }
    >
      <div className="space-y-5">
        <p className="font-semibold">{title}</p>
        <StarsField
          value={rating}
          onChange={setRating}
          errorMessage={pressed && rating === null ? t('starsMissing') : undefined}
        />
        <TextAreaField
          label={t('text')}
          description={t('textHelp')}
          rows={5}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          errorMessage={pressed && isShort ? t('textShort') : undefined}
        />
        <PicturesField
          label={t('pictures')}
          pictures={pictures}
          hasAlts={false}
          errorMessage={pressed && isWaiting ? t('picturesWait') : undefined}
        />
        {!review && <p className="text-sm text-ink-soft">{t('publicNote', { days: reviewEditDays })}</p>}
        <ProblemNotice error={save.error} />
      </div>
    </Dialog>
  )
}
