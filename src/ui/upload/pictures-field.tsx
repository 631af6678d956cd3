import { ArrowLeft, ArrowRight, ImageOff, ImagePlus, RotateCcw, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { pictureTypes } from '../../../contracts/media.ts'
import type { DraftProblem, PictureDraft } from '../../lib/upload/picture-drafts.rules.ts'
import type { PictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button, IconButton } from '../button.tsx'
import { cx } from '../cx.ts'
import { TextField } from '../field.tsx'
import { useDrops } from './use-drops.ts'

/**
 * Photos of a listing: chosen or dropped, sent while one goes on writing, put in order, and described in both languages.
 * The first is the cover. `pictures` comes from `usePictureDrafts`.
 */
export function PicturesField({
  label,
  description,
  errorMessage,
  pictures,
  hasAlts = true,
}: {
  label: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  pictures: PictureDrafts
  /** Off where photos are of a moment (reviews, messages): nobody describes them, and none is the cover. */
  hasAlts?: boolean
}) {
  const { t } = useTranslation('media')
  const id = useId()
  const zone = useRef<HTMLFieldSetElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [said, setSaid] = useState('')
  const { drafts, most } = pictures
  const isFull = drafts.length >= most

  const add = (files: File[]) => {
    const left = pictures.add(files)
    setSaid(left > 0 ? t('tooMany', { most, count: left }) : '')
  }
  const move = (draft: PictureDraft, to: number) => {
    pictures.move(draft.key, to)
    setSaid(t('moved', { n: to + 1, total: drafts.length }))
  }
  useDrops(zone, {
    over: setOver,
    files: add,
    move(key, to) {
      const draft = drafts.find((one) => one.key === key)
      if (draft) move(draft, to ?? drafts.length - 1)
    },
  })
  return (
    <fieldset
      ref={zone}
      aria-describedby={cx(description ? `${id}-help` : '', errorMessage ? `${id}-error` : '') || undefined}
      className="min-w-0"
    >
      <legend className="font-semibold">{label}</legend>
      {description && (
        <p id={`${id}-help`} className="mt-1 text-sm text-ink-soft">
          {description}
        </p>
      )}
      {drafts.length > 0 && (
        <ol className="mt-3 grid gap-3 sm:grid-cols-2">
          {drafts.map((draft, index) => (
            <li
              key={draft.key}
              data-place={index}
              className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-3"
            >
              <Thumbnail draft={draft} index={index} total={drafts.length} hasCover={hasAlts} />
              <DraftState draft={draft} onRetry={() => pictures.retry(draft.key)} />
              {hasAlts && draft.state !== 'failed' && (
                <Alts draft={draft} index={index} onChange={(alt) => pictures.describe(draft.key, alt)} />
              )}
              <div className="mt-auto flex items-center gap-1">
                <IconButton
                  label={t('moveBefore', { n: index + 1 })}
                  isDisabled={index === 0}
                  onPress={() => move(draft, index - 1)}
                >
                  <ArrowLeft aria-hidden className="size-5" />
                </IconButton>
                <IconButton
                  label={t('moveAfter', { n: index + 1 })}
                  isDisabled={index === drafts.length - 1}
                  onPress={() => move(draft, index + 1)}
                >
                  <ArrowRight aria-hidden className="size-5" />
                </IconButton>
                <IconButton
                  label={t('remove', { n: index + 1 })}
                  className="ml-auto"
                  onPress={() => {
                    pictures.remove(draft.key)
                    setSaid(t('removed'))
                  }}
                >
                  <Trash2 aria-hidden className="size-5" />
                </IconButton>
              </div>
            </li>
          ))}
        </ol>
      )}
      <div
        className={cx(
          'mt-3 flex flex-col items-start gap-2 rounded-lg border-2 border-dashed px-4 py-5',
          isOver ? 'border-anil bg-anil-soft' : 'border-line-strong bg-sunken',
        )}
      >
        <input
          ref={input}
          type="file"
          // Every picture may be chosen: what a browser can open becomes one that is taken.
          accept={[...pictureTypes, 'image/heic', 'image/heif'].join(',')}
          multiple={most > 1}
          hidden
          tabIndex={-1}
          aria-label={t('choose')}
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <Button isDisabled={isFull} onPress={() => input.current?.click()}>
          <ImagePlus aria-hidden className="size-5" />
          {t('choose')}
        </Button>
        <p className="text-sm text-ink-soft">{isFull ? t('full', { count: most }) : t('help', { count: most })}</p>
      </div>
      <output className={said ? 'mt-2 block text-sm' : 'sr-only'}>{said}</output>
      {errorMessage && (
        // Gone to when somebody saves: photos stand at the top, the button at the bottom.
        <p id={`${id}-error`} data-problem tabIndex={-1} className="mt-2 text-sm font-medium text-chapulin">
          {errorMessage}
        </p>
      )}
    </fieldset>
  )
}

function Thumbnail({
  draft,
  index,
  total,
  hasCover,
}: {
  draft: PictureDraft
  index: number
  total: number
  hasCover: boolean
}) {
  const { t } = useTranslation('media')
  const [broken, setBroken] = useState('')
  const alt = draft.alt.es || t('photo', { n: index + 1, total })
  const shape = cx(
    'aspect-[3/2] w-full cursor-grab rounded-md bg-sunken object-cover',
    draft.state !== 'ready' && 'opacity-60',
  )
  return (
    <div className="relative">
      {broken === draft.preview ? (
        // A HEIC, or no picture at all: this browser cannot show it, the server may still take it.
        <div draggable data-key={draft.key} className={cx(shape, 'grid place-items-center text-ink-soft')}>
          <ImageOff aria-hidden className="size-8" />
          <span className="sr-only">{alt}</span>
        </div>
      ) : (
        <img
          src={draft.preview}
          alt={alt}
          draggable
          data-key={draft.key}
          onError={() => setBroken(draft.preview)}
          className={cx(shape, 'block')}
        />
      )}
      {hasCover && index === 0 && (
        <span className="absolute top-2 left-2 rounded-md bg-surface px-2 py-0.5 text-sm font-semibold shadow-low">
          {t('cover')}
        </span>
      )}
    </div>
  )
}

function DraftState({ draft, onRetry }: { draft: PictureDraft; onRetry: () => void }) {
  const { t } = useTranslation('media')
  if (draft.state === 'ready') return null
  if (draft.state === 'failed') {
    return (
      <div className="flex flex-col items-start gap-2">
        {draft.name && <p className="text-sm font-semibold wrap-anywhere">{draft.name}</p>}
        <p role="alert" className="text-sm font-medium text-chapulin">
          <ProblemWords problem={draft.problem} />
        </p>
        {draft.problem?.kind !== 'refused' && (
          <Button variant="quiet" onPress={onRetry}>
            <RotateCcw aria-hidden className="size-5" />
            {t('retry')}
          </Button>
        )}
      </div>
    )
  }
  const words = draft.state === 'sending' ? t('sending') : t('preparing')
  return (
    <ProgressBar
      aria-label={draft.name ? t('progressOf', { name: draft.name }) : words}
      value={Math.round(draft.progress * 100)}
      isIndeterminate={draft.state === 'preparing'}
    >
      {({ percentage = 100 }) => (
        <>
          <p className="text-sm text-ink-soft">{words}</p>
          <div className="mt-1 h-2 overflow-hidden rounded-full bg-sunken">
            <div className="h-full bg-nopal transition-[width]" style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  )
}

function ProblemWords({ problem }: { problem: DraftProblem | null }) {
  const { t } = useTranslation('media')
  if (problem?.kind === 'said') return problem.text
  if (problem?.kind === 'refused') return t(`refused.${problem.reason}`)
  return t(`problem.${problem?.kind ?? 'failed'}`)
}

function Alts({
  draft,
  index,
  onChange,
}: {
  draft: PictureDraft
  index: number
  onChange: (alt: PictureDraft['alt']) => void
}) {
  const { t } = useTranslation('media')
  const { alt } = draft
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('altEs')}
        description={index === 0 ? t('altHelp') : undefined}
        maxLength={200}
        lang="es"
        value={alt.es}
        onChange={(event) => onChange({ ...alt, es: event.target.value })}
      />
      <TextField
        label={t('altEn')}
        isOptional
        maxLength={200}
        lang="en"
        value={alt.en}
        onChange={(event) => onChange({ ...alt, en: event.target.value })}
      />
    </div>
  )
}
