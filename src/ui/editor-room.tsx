import { type FetchQueryOptions, type QueryKey, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPicture } from '../../contracts/media.ts'
import { focusFirstProblem, serverProblems } from '../lib/form-problems.ts'
import { mergeDrafts } from '../lib/merge-drafts.rules.ts'
import { isSettled, type PictureDraft, savedDraft } from '../lib/upload/picture-drafts.rules.ts'
import type { PictureDrafts } from '../lib/upload/use-picture-drafts.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { Notice } from './notice.tsx'
import { SaveBar } from './save-bar.tsx'
import { SaveProblem } from './save-problem.tsx'
import { useToast } from './toast.tsx'

/** The sentence about a field, by its pointer in the write: ours once somebody tried to save, or the server's. */
export type ProblemAt = (pointer: string) => string | undefined
/** What the parts of a form are given. */
export type EditorPart<Draft> = { draft: Draft; change: (facts: Partial<Draft>) => void; problemAt: ProblemAt }

export interface Editor<Draft> extends EditorPart<Draft> {
  /** The form's `ref`. */
  found: (form: HTMLFormElement | null) => void
  /** Something was written that is not saved. */
  isDirty: boolean
  /** Somebody tried to save what lacks something. */
  isRefused: boolean
  /** Somebody tried to save while photos were on their way, or had failed. */
  isWaiting: boolean
  /** Runs `save` when nothing is missing; else shows the first field that is wrong. */
  attempt(save: () => void): void
  /** It was refused: what the server said of a field is shown. */
  refused(): void
  /** This is what is saved now. */
  settle(saved: Draft): void
  /** Somebody else saved this meanwhile: what is being written stays, everything else follows theirs. */
  takeLatest(theirs: Draft, photos?: readonly OwnPicture[]): void
}

const written = (drafts: readonly PictureDraft[]) => JSON.stringify(drafts.map(({ id, key, alt }) => [id ?? key, alt]))

/** A form over something with many fields: what is written, what is wrong with it, and whether it is saved. */
export function useEditor<Draft extends object, Problem extends string>({
  start,
  problemsOf,
  say,
  error,
  pictures,
}: {
  start: () => Draft
  problemsOf: (draft: Draft) => Partial<Record<string, Problem>>
  say: (problem: Problem) => string
  /** Of the last attempt to save. */
  error: unknown
  pictures?: PictureDrafts
}): Editor<Draft> {
  const { t } = useTranslation('editor')
  const toast = useToast()
  const [form, found] = useState<HTMLFormElement | null>(null)
  const [draft, setDraft] = useState(start)
  const [pressed, setPressed] = useState(false)
  const photos = pictures?.drafts ?? []
  const [saved, setSaved] = useState({ draft, photos: written(photos) })
  const problems = problemsOf(draft)
  const isWrong = Object.keys(problems).length > 0
  const areWaiting = !isSettled(photos)
  const said = serverProblems(error)
  return {
    found,
    draft,
    change: (facts) => setDraft((before) => ({ ...before, ...facts })),
    problemAt(pointer) {
      const own = pressed ? problems[pointer] : undefined
      return own ? say(own) : said(pointer)
    },
    isDirty: JSON.stringify(draft) !== JSON.stringify(saved.draft) || written(photos) !== saved.photos,
    isRefused: pressed && isWrong,
    isWaiting: pressed && areWaiting,
    attempt(save) {
      setPressed(true)
      if (isWrong || areWaiting) focusFirstProblem(form)
      else save()
    },
    refused: () => focusFirstProblem(form),
    settle(next) {
      setDraft(next)
      setPressed(false)
      setSaved({ draft: next, photos: written(photos) })
    },
    takeLatest(theirs, taken = []) {
      const { draft: next, clashes } = mergeDrafts(saved.draft, draft, theirs)
      const latest = written(taken.map(savedDraft))
      const hasOwnPhotos = written(photos) !== saved.photos && written(photos) !== latest
      if (!hasOwnPhotos) pictures?.replace(taken)
      setDraft(next)
      setSaved({ draft: theirs, photos: latest })
      const isLeft = hasOwnPhotos || JSON.stringify(next) !== JSON.stringify(theirs)
      const isOver = clashes || (hasOwnPhotos && latest !== saved.photos)
      toast({ message: t(!isLeft ? 'alreadySaved' : isOver ? 'mergedOver' : 'merged') })
    },
  }
}

/** What a form does that only saves: it is written once nothing is missing, and what the server kept of it is written on. */
export function useSubmit<Draft extends object, Body, Saved>(
  editor: Editor<Draft>,
  save: UseMutationResult<Saved, Error, Body>,
  {
    write,
    draftOf,
    message,
    onSaved,
  }: { write: () => Body; draftOf: (saved: Saved) => Draft; message: string; onSaved?: (saved: Saved) => void },
): () => void {
  const toast = useToast()
  return () => {
    if (save.isPending) return
    editor.attempt(() =>
      save.mutate(write(), {
        onSuccess: (saved) => {
          editor.settle(draftOf(saved))
          onSaved?.(saved)
          toast({ tone: 'success', message })
        },
        onError: editor.refused,
      }),
    )
  }
}

/** For `onLatest`: asks for what is saved now and opens it. */
export function useLatest<Saved, Key extends QueryKey>(
  query: FetchQueryOptions<Saved, unknown, Saved, Key>,
  open: (latest: Saved) => void,
): () => void {
  const { t } = useTranslation('editor')
  const client = useQueryClient()
  const toast = useToast()
  return () =>
    void client
      .fetchQuery({ ...query, staleTime: 0, retry: false, networkMode: 'always' })
      .then(open, () => toast({ tone: 'danger', message: t('latestFailed') }))
}

/**
 * What several people may have open at once: saved under the version that was read, so that nobody is written over unseen.
 * Whoever is late opens the latest, and what they wrote stays in it.
 */
export function useSharedSubmit<
  Draft extends object,
  Body,
  Saved extends { version: string; pictures?: readonly Omit<OwnPicture, 'alt'>[] },
  Key extends QueryKey,
>(
  editor: Editor<Draft>,
  save: UseMutationResult<Saved, Error, { version: string; body: Body }>,
  {
    saved,
    query,
    write,
    draftOf,
    message,
  }: {
    saved: Saved
    query: FetchQueryOptions<Saved, unknown, Saved, Key>
    write: () => Body
    draftOf: (saved: Saved) => Draft
    message: string
  },
): { onSubmit: () => void; onLatest: () => void } {
  const [version, setVersion] = useState(saved.version)
  return {
    onSubmit: useSubmit(editor, save, {
      write: () => ({ version, body: write() }),
      draftOf,
      message,
      onSaved: (next) => setVersion(next.version),
    }),
    onLatest: useLatest(query, (latest) => {
      setVersion(latest.version)
      editor.takeLatest(
        draftOf(latest),
        latest.pictures?.map((picture) => ({ ...picture, alt: { es: '', en: '' } })),
      )
      save.reset()
    }),
  }
}

/** The room such a form stands in: problems in words, the bar with its buttons, and a word before one leaves it unsaved. */
export function EditorForm<Draft>({
  editor: { found, isRefused, isDirty },
  error,
  onSubmit,
  onLatest,
  bar,
  children,
}: {
  editor: Editor<Draft>
  error: unknown
  onSubmit: () => void
  /** Somebody else saved meanwhile: open theirs. */
  onLatest?: () => void
  bar: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('editor')
  return (
    <form
      ref={found}
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {isRefused && (
        <Notice tone="danger" isLive>
          {t('checkFields')}
        </Notice>
      )}
      <SaveProblem error={error} {...(onLatest && { onLatest })} />
      <SaveBar>{bar}</SaveBar>
      <LeaveGuard isDirty={isDirty} />
    </form>
  )
}

/** The one button of a form that only saves. */
export function SaveButton({ isPending }: { isPending: boolean }) {
  const { t } = useTranslation('editor')
  return (
    <Button type="submit" variant="primary" isPending={isPending}>
      {t('save')}
    </Button>
  )
}

/** A part of such a form, on a card with its heading. */
export function EditorSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{title}</h2>
        {children}
      </div>
    </Card>
  )
}
