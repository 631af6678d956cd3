/** What happened, whichever module wrote it down, as one story. */
import type { TimelineEntry } from '../../../../contracts/staff-files.ts'

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null
export type Facts = Record<string, unknown>

export function moment(at: Date | null, kind: string, id: string | null, facts: Facts = {}): TimelineEntry[] {
  return at ? [{ at: at.toISOString(), kind, id, facts }] : []
}
export const inOrder = (entries: TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
