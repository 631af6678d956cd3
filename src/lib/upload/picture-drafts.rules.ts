/** The pictures of a form while they are chosen, sent, ordered and described. */
import { type MediaRefusal, mostUploadBytes, type OwnPicture, type PictureAlt } from '../../../contracts/media.ts'

/** Why a picture is not there: the server's reason, or what this device knows by itself. */
export type DraftProblem =
  | { kind: 'refused'; reason: MediaRefusal }
  | { kind: 'offline' | 'too-many-today' | 'failed' }
  /** The server's own words, in the language of the page. */
  | { kind: 'said'; text: string }

export interface PictureDraft {
  /** Of this form; the picture's id once the server has one. */
  key: string
  id: string | null
  /** What is shown meanwhile: a local address, then the picture's own. */
  preview: string
  /** For the screen reader: which file. */
  name: string
  alt: PictureAlt
  state: 'sending' | 'preparing' | 'ready' | 'failed'
  /** 0 to 1 while it is sent. */
  progress: number
  problem: DraftProblem | null
}

export const savedDraft = ({ id, url, sizes, alt }: OwnPicture): PictureDraft => ({
  key: id,
  id,
  preview: sizes[0]?.url ?? url,
  name: '',
  alt,
  state: 'ready',
  progress: 1,
  problem: null,
})

export const newDraft = (key: string, file: { name: string }, preview: string): PictureDraft => ({
  key,
  id: null,
  preview,
  name: file.name,
  alt: { es: '', en: '' },
  state: 'sending',
  progress: 0,
  problem: null,
})

export function changeDraft(
  drafts: readonly PictureDraft[],
  key: string,
  change: Partial<PictureDraft>,
): PictureDraft[] {
  return drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft))
}

/** Moves one to where another stands; the others keep their order. */
export function moveDraft(drafts: readonly PictureDraft[], key: string, to: number): PictureDraft[] {
  const moved = drafts.find((draft) => draft.key === key)
  if (!moved) return [...drafts]
  const others = drafts.filter((draft) => draft.key !== key)
  const at = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, at), moved, ...others.slice(at)]
}

/** Whether a form may be saved: nothing is on its way and nothing failed unseen. */
export const isSettled = (drafts: readonly PictureDraft[]): boolean => drafts.every(({ state }) => state === 'ready')

/** The fields of a listing's write. Words that nobody wrote are not sent. */
export function pictureWrite(drafts: readonly PictureDraft[]): {
  imageIds: string[]
  imageAlts: Record<string, PictureAlt>
} {
  const ready = drafts.filter(
    (draft): draft is PictureDraft & { id: string } => draft.state === 'ready' && draft.id !== null,
  )
  const described = ready.filter(({ alt }) => alt.es.trim() || alt.en.trim())
  return {
    imageIds: ready.map(({ id }) => id),
    imageAlts: Object.fromEntries(described.map(({ id, alt }) => [id, { es: alt.es.trim(), en: alt.en.trim() }])),
  }
}

/** The server's refusals of what a file is: the same file again is refused again. */
const refusalOfCode: Record<string, MediaRefusal> = {
  MEDIA_TYPE_REFUSED: 'TYPE',
  MEDIA_TOO_LARGE: 'TOO_LARGE',
  PAYLOAD_TOO_LARGE: 'TOO_LARGE',
  MEDIA_TOO_MANY_PIXELS: 'TOO_MANY_PIXELS',
  MEDIA_UNREADABLE: 'UNREADABLE',
}

/** What is said of an answer that was no success. `code` and `text` are the problem's. */
export function problemOfAnswer({ status, code, text }: { status: number; code: string; text: string }): DraftProblem {
  const reason = refusalOfCode[code]
  if (reason) return { kind: 'refused', reason }
  if (code === 'UPLOADS_PER_HOUR') return { kind: 'too-many-today' }
  // A storage that we are sent to says nothing that people read.
  const isOurs = !code.startsWith('HTTP_')
  return isOurs && status >= 400 && status < 500 ? { kind: 'said', text } : { kind: 'failed' }
}

/** Sides beyond this are made smaller on the device: nobody sees them, and a phone's network feels them. */
export const longestSentSide = 2560
const sentAsIs = 2_500_000

/** Whether a picture is worth making smaller before it is sent; what no browser could decode goes as it is. */
export function isWorthShrinking(
  file: { size: number; type: string },
  size: { width: number; height: number },
  taken: readonly string[],
): boolean {
  return file.size > sentAsIs || Math.max(size.width, size.height) > longestSentSide || !taken.includes(file.type)
}

/** The refusal that the server would give too, without sending ten megabytes to hear it. */
export function knownRefusal(file: { size: number; type: string }, taken: readonly string[]): MediaRefusal | null {
  if (file.type !== '' && !taken.includes(file.type)) return 'TYPE'
  return file.size > mostUploadBytes ? 'TOO_LARGE' : null
}
