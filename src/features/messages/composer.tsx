import { useMutation } from '@tanstack/react-query'
import { SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostMessageLetters, mostMessagePictures } from '../../../contracts/messages.ts'
import { newIdempotencyKey } from '../../lib/http.ts'
import { useIsClosed } from '../../lib/features.ts'
import { isSettled, pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'

export type Words = { text: string; imageIds: string[] }

type Props<T> = {
  send: (words: Words, idempotencyKey: string) => Promise<T>
  onSent: (answer: T) => void
}

/** Writes; Ctrl or ⌘ with Enter sends. What was written stays until it arrived; then an empty sheet takes its place. */
export function Composer<T>({ send, onSent }: Props<T>) {
  const [sheet, setSheet] = useState(0)
  return (
    <Sheet
      key={sheet}
      isNext={sheet > 0}
      send={send}
      onSent={(answer) => {
        setSheet(sheet + 1)
        onSent(answer)
      }}
    />
  )
}

function Sheet<T>({ send, onSent, isNext }: Props<T> & { isNext: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isNext) field.current?.focus({ preventScroll: true })
  }, [isNext])
  const { t } = useTranslation('messages')
  const { t: common } = useTranslation('common')
  const isWithoutPhotos = useIsClosed('MESSAGE_PHOTOS')
  const [text, setText] = useState('')
  const [hasPhotos, setHasPhotos] = useState(false)
  const [key, setKey] = useState(newIdempotencyKey)
  const pictures = usePictureDrafts({ purpose: 'MESSAGE', most: mostMessagePictures })
  const { imageIds } = pictureWrite(pictures.drafts)
  const isEmpty = text.trim() === '' && imageIds.length === 0
  const isWaiting = !isSettled(pictures.drafts)
  const run = useMutation({
    networkMode: 'always',
    mutationFn: () => send({ text: text.trim(), imageIds }, key),
    onSuccess: onSent,
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
        maxLength={mostMessageLetters}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
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
      <ProblemNotice error={run.error} />
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
