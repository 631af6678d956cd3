import { useState, useSyncExternalStore } from 'react'
import { useMe } from './session.ts'
import { readSetting, writeSetting } from './storage.ts'

/** What somebody began to write: a message, a review, a question, an answer. */
export type Draft = { text: string; rating?: number | null }

/** By what it is about (`message:…`, `review:…`); on this device only, until it is sent or its writer signs out. */
type StoredDrafts = { version: 1; userId: string; drafts: Record<string, { savedAt: number; draft: Draft }> }

const key = 'gc.drafts'
/** Beyond this the oldest go: nobody comes back to so many. */
const mostDrafts = 30
const keptMs = 30 * 86_400_000

const listeners = new Set<() => void>()

function read(): StoredDrafts | null {
  try {
    const stored = JSON.parse(readSetting(key) ?? 'null') as StoredDrafts | null
    return stored?.version === 1 && typeof stored.drafts === 'object' ? stored : null
  } catch {
    return null
  }
}

function write(stored: StoredDrafts | null): void {
  writeSetting(key, stored && JSON.stringify(stored))
  for (const listener of listeners) listener()
}

/** Only what belongs to this person. */
function draftsOf(userId: string): StoredDrafts['drafts'] {
  const stored = read()
  return stored?.userId === userId ? stored.drafts : {}
}

export function readDraft(userId: string, about: string, now: number): Draft | null {
  const kept = draftsOf(userId)[about]
  return kept && now - kept.savedAt <= keptMs ? kept.draft : null
}

/** Null, or nothing but spaces and no stars, ends it. */
export function keepDraft(userId: string, about: string, draft: Draft | null, now: number): void {
  const { [about]: before, ...others } = draftsOf(userId)
  const isSomething = draft !== null && (draft.text.trim() !== '' || typeof draft.rating === 'number')
  if (!isSomething && !before) return
  const kept = Object.entries(isSomething ? { ...others, [about]: { savedAt: now, draft } } : others)
    .filter(([, { savedAt }]) => now - savedAt <= keptMs)
    .toSorted(([, one], [, other]) => other.savedAt - one.savedAt)
    .slice(0, mostDrafts)
  const stored: StoredDrafts = { version: 1, userId, drafts: Object.fromEntries(kept) }
  write(kept.length === 0 ? null : stored)
}

/** At sign-out. */
export function forgetDrafts(): void {
  write(null)
}

/** `userId` as the server told it: null is a visitor, undefined is not known yet, which keeps everything. */
export function keepDraftsOnlyOf(userId: string | null | undefined): void {
  if (userId !== undefined && read()?.userId !== userId) forgetDrafts()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Whether something was begun about this. */
export function useHasDraft(about: string): boolean {
  const userId = useMe()?.id
  return useSyncExternalStore(subscribe, () => userId !== undefined && readDraft(userId, about, Date.now()) !== null)
}

/** What was begun about this, and how to change it; null is nothing yet. Mount it anew for something else. */
export function useDraft(about: string): [Draft | null, (draft: Draft | null) => void] {
  const userId = useMe()?.id
  const find = () => (userId === undefined ? null : readDraft(userId, about, Date.now()))
  const [draft, setDraft] = useState(find)
  const [owner, setOwner] = useState(userId)
  // Who is signed in may be known after the form is there; what was typed until then goes first.
  if (owner !== userId) {
    setOwner(userId)
    if (draft === null) setDraft(find())
  }
  return [
    draft,
    (next) => {
      setDraft(next)
      if (userId !== undefined) keepDraft(userId, about, next, Date.now())
    },
  ]
}
