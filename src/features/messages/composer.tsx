import { useMutation } from '@tanstack/react-query'
import { SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostMessageLetters, mostMessagePictures } from '../../../contracts/messages.ts'
import { isOffline, isProblem, newIdempotencyKey } from '../../lib/http.ts'
import { useIsClosed } from '../../lib/features.ts'
import { useDraft } from '../../lib/stored-drafts.ts'
import { isSettled, pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'

export type Words = { text: string; imageIds: string[] }

type Props<T> = {
  /** What is half written stays on this device under this name. */
  draft: string
  send: (words: Words, idempotencyKey: string) => Promise<T>
  onSent: (answer: T) => void
}

/**
 * Writes; Ctrl or ⌘ with Enter sends. What was written stays until it arrived, also when one leaves and comes back; then an
 * empty sheet takes its place. Mount it anew for another conversation.
 */
export function Composer<T>({ draft, send, onSent }: Props<T>) {
  const [sheet, setSheet] = useState(0)
  return (
    <Sheet
      key={sheet}
      draft={draft}
      isNext={sheet > 0}
      send={send}
      onSent={(answer) => {
        setSheet(sheet + 1)
        onSent(answer)
      }}
    />
  )
}

function Sheet<T>({ draft: about, send, onSent, isNext }: Props<T> & { isNext: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isNext) field.current?.focus({ preventScroll: true })
  }, [isNext])
  const { t } = useTranslation('messages')
  const { t: common } = useTranslation('common')
  const isWithoutPhotos = useIsClosed('MESSAGE_PHOTOS')
  const [draft, setDraft] = useDraft(about)
  const text = draft?.text ?? ''
  const [hasPhotos, setHasPhotos] = useState(false)
  const [key, setKey] = useState(newIdempotencyKey)
  const pictures = usePictureDrafts({ purpose: 'MESSAGE', most: mostMessagePictures })
  const { imageIds } = pictureWrite(pictures.drafts)
  const isEmpty = text.trim() === '' && imageIds.length === 0
  const isWaiting = !isSettled(pictures.drafts)
  const run = useMutation({
    networkMode: 'always',
    mutationFn: () => send({ text: text.trim(), imageIds }, key),
    onSuccess: (answer) => {
      setDraft(null)
      onSent(answer)
    },
    // What was refused may be sent again, word for word, once its reason is gone; what got no answer may have arrived.
    onError: (error) => !isOffline(error) && setKey(newIdempotencyKey()),
  })
  const go = () => !isEmpty && !isWaiting && !run.isPending && run.mutate()
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <TextAreaField
        ref={field}
        label={t('write')}
        rows={2}
        dir="auto"
        className="field-sizing-content max-h-[40dvh] min-h-20"
        readOnly={run.isPending}
        maxLength={mostMessageLetters}
        value={text}
        onChange={(event) => {
          setDraft({ text: event.target.value })
          // Other words are another message, also for a server that has seen the first.
          if (run.isError) setKey(newIdempotencyKey())
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          go()
        }}
      />
      {hasPhotos && <PicturesField label={t('photosLabel')} pictures={pictures} hasAlts={false} />}
      {isProblem(run.error, 'RATE_LIMITED') ? (
        <Notice tone="warning" isLive>
          {t('tooFast', { count: run.error.retryAfterSeconds ?? 60 })}
        </Notice>
      ) : (
        <ProblemNotice error={run.error} />
      )}
      <div className="flex flex-wrap justify-between gap-2">
        {isWithoutPhotos ? (
          <p className="self-center text-sm text-ink-soft">
            {common('closed.MESSAGE_PHOTOS.title')}. {common('closed.MESSAGE_PHOTOS.body')}
          </p>
        ) : !hasPhotos ? (
          <Button variant="quiet" onPress={() => setHasPhotos(true)}>
            {t('addPhotos')}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" variant="primary" isPending={run.isPending} isDisabled={isEmpty || isWaiting}>
          <SendHorizontal aria-hidden className="size-5" />
          {t(run.isPending ? 'sending' : 'send')}
        </Button>
      </div>
    </form>
  )
}
