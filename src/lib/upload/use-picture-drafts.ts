import { useEffect, useRef, useState } from 'react'
import {
  documentTypes,
  type MediaPurpose,
  mostPictures,
  type OwnPicture,
  type PictureAlt,
  pictureTypes,
} from '../../../contracts/media.ts'
import { useClientConfig } from '../client-config.ts'
import { http, isOffline, isProblem } from '../http.ts'
import {
  changeDraft,
  type DraftProblem,
  knownRefusal,
  moveDraft,
  newDraft,
  type PictureDraft,
  problemOfAnswer,
  savedDraft,
} from './picture-drafts.rules.ts'
import { sendFile, waitForMedia } from './send-file.ts'
import { shrinkFile } from './shrink-file.ts'

export interface PictureDrafts {
  drafts: PictureDraft[]
  most: number
  /** What does not fit any more is left out; answers how many that were. */
  add(files: readonly File[]): number
  retry(key: string): void
  remove(key: string): void
  move(key: string, to: number): void
  describe(key: string, alt: PictureAlt): void
  /** Shows what is saved now in place of what was. */
  replace(saved: readonly OwnPicture[]): void
}

function problemOf(error: unknown): DraftProblem {
  if (isOffline(error)) return { kind: 'offline' }
  if (!isProblem(error)) return { kind: 'failed' }
  const { status, code, message } = error
  return problemOfAnswer({ status, code, text: message })
}

/**
 * The pictures of a form. `saved` are those that the listing shows already; give the form a `key` of the listing's, so that
 * another listing starts anew. `pictureWrite(drafts)` are the fields to save, once `isSettled(drafts)`.
 */
export function usePictureDrafts({
  saved = [],
  purpose = 'LISTING',
  most = mostPictures,
}: {
  saved?: readonly OwnPicture[]
  purpose?: MediaPurpose
  most?: number
} = {}): PictureDrafts {
  const isDirect = useClientConfig()?.directUploads ?? false
  const [drafts, setDrafts] = useState(() => saved.map(savedDraft))
  const work = useRef(new Map<string, { file: File; preview: string; controller: AbortController }>())
  const change = (key: string, facts: Partial<PictureDraft>) => setDrafts((now) => changeDraft(now, key, facts))

  // Whoever leaves the form sends nothing more, and local previews give their memory back.
  useEffect(() => {
    const running = work.current
    return () => {
      for (const { controller, preview } of running.values()) {
        controller.abort()
        URL.revokeObjectURL(preview)
      }
    }
  }, [])

  async function send(key: string) {
    const job = work.current.get(key)
    if (!job) return
    const { signal } = job.controller
    change(key, { state: 'sending', progress: 0, problem: null })
    try {
      const file = await shrinkFile(job.file)
      const reason = knownRefusal(file, purpose === 'DOCUMENT' ? documentTypes : pictureTypes)
      if (reason) return change(key, { state: 'failed', problem: { kind: 'refused', reason } })
      const sent = await sendFile(file, {
        purpose,
        isDirect,
        signal,
        onProgress: (progress) => change(key, { progress }),
      })
      change(key, { id: sent.id, state: 'preparing', progress: 1 })
      const { status, refusedReason } = await waitForMedia(sent.id, signal)
      if (status === 'READY') change(key, { state: 'ready' })
      else
        change(key, { id: null, state: 'failed', problem: { kind: 'refused', reason: refusedReason ?? 'UNREADABLE' } })
    } catch (error) {
      if (!signal.aborted) change(key, { id: null, state: 'failed', problem: problemOf(error) })
    }
  }

  return {
    drafts,
    most,
    add(files) {
      const fitting = files.slice(0, Math.max(0, most - drafts.length))
      const added = fitting.map((file) => {
        const key = crypto.randomUUID()
        const preview = URL.createObjectURL(file)
        work.current.set(key, { file, preview, controller: new AbortController() })
        return newDraft(key, file, preview)
      })
      setDrafts((now) => [...now, ...added])
      // One after the other: together they would all be slow, and the first would be seen last.
      void added.reduce((before, { key }) => before.then(() => send(key)), Promise.resolve())
      return files.length - fitting.length
    },
    retry: (key) => void send(key),
    remove(key) {
      const job = work.current.get(key)
      job?.controller.abort()
      if (job) URL.revokeObjectURL(job.preview)
      work.current.delete(key)
      const id = drafts.find((draft) => draft.key === key)?.id
      setDrafts((now) => now.filter((draft) => draft.key !== key))
      // Only what this form sent; if it does not work, the server forgets it by itself.
      if (job && id) void http.delete(`/media/${id}`).catch(() => {})
    },
    move: (key, to) => setDrafts((now) => moveDraft(now, key, to)),
    describe: (key, alt) => change(key, { alt }),
    replace: (now) => setDrafts(now.map(savedDraft)),
  }
}
