import { FileText, FilePlus, RotateCcw, Trash2 } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { documentTypes } from '../../../contracts/media.ts'
import { type ApplicationDocument, mostApplicationDocuments } from '../../../contracts/partners.ts'
import type { z } from 'zod'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Private files, sent as they are chosen; each is kept once the server has looked at it. */
export function DocumentsField({
  saved,
  onKept,
}: {
  saved: readonly z.infer<typeof ApplicationDocument>[]
  onKept: (ids: string[]) => void
}) {
  const { t } = useTranslation('apply')
  const { t: media } = useTranslation('media')
  const input = useRef<HTMLInputElement>(null)
  const help = useId()
  const files = usePictureDrafts({
    saved: saved.map(({ id, url }) => ({ id, url, sizes: [], width: 0, height: 0, blur: '', alt: { es: '', en: '' } })),
    purpose: 'DOCUMENT',
    most: mostApplicationDocuments,
  })
  const ready = files.drafts.flatMap(({ id, state }) => (state === 'ready' && id !== null ? [id] : []))
  const now = ready.join()
  const kept = useRef(saved.map(({ id }) => id).join())
  useEffect(() => {
    if (now === kept.current) return
    kept.current = now
    onKept(now === '' ? [] : now.split(','))
  })
  const isFull = files.drafts.length >= files.most
  return (
    <div className="flex flex-col gap-4">
      <Notice>{t('documentsPrivate')}</Notice>
      {files.drafts.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {files.drafts.map((draft, index) => {
            const name = draft.name || t('documentN', { n: index + 1 })
            return (
              <li key={draft.key} className="flex items-center gap-3 px-3 py-2">
                <FileText aria-hidden className="size-6 shrink-0 text-ink-soft" />
                <div className="min-w-0 flex-1">
                  <p className="font-semibold wrap-anywhere">{name}</p>
                  {draft.state === 'failed' ? (
                    <p role="alert" className="text-sm font-medium text-chapulin">
                      {draft.problem?.kind === 'said'
                        ? draft.problem.text
                        : draft.problem?.kind === 'refused'
                          ? t(`documentRefused.${draft.problem.reason}`)
                          : media(`problem.${draft.problem?.kind ?? 'failed'}`)}
                    </p>
                  ) : draft.state === 'ready' ? (
                    <a
                      href={`/api/v1/media/${draft.id}/file`}
                      className="text-link inline-flex min-h-11 items-center text-sm"
                    >
                      {t('documentOpen')}
                    </a>
                  ) : (
                    <output className="text-sm text-ink-soft">
                      {t(draft.state === 'sending' ? 'documentSending' : 'documentPreparing')}
                    </output>
                  )}
                </div>
                {draft.state === 'failed' && draft.problem?.kind !== 'refused' && (
                  <IconButton label={media('retry')} onPress={() => files.retry(draft.key)}>
                    <RotateCcw aria-hidden className="size-5" />
                  </IconButton>
                )}
                <IconButton label={t('documentRemove', { name })} onPress={() => files.remove(draft.key)}>
                  <Trash2 aria-hidden className="size-5" />
                </IconButton>
              </li>
            )
          })}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        accept={documentTypes.join(',')}
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('documentPick')}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <div className="flex flex-col items-start gap-2">
        <Button isDisabled={isFull} aria-describedby={help} onPress={() => input.current?.click()}>
          <FilePlus aria-hidden className="size-5" />
          {t('documentPick')}
        </Button>
        <p id={help} className="text-sm text-ink-soft">
          {isFull ? t('documentFull', { count: files.most }) : t('documentsHelp')}
        </p>
      </div>
    </div>
  )
}
