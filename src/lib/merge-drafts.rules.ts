/** Two people wrote the same form: what each of them changed stays, and where both did, what is being written now. */

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows that are the same ones in all three are merged one by one; rows that came or went are somebody's list. */
const keysOf = (value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isParts(row) && 'key' in row)
    ? value.map((row: { key: unknown }) => row.key)
    : null

/** `start` is what both began with. `clashes` says that something of theirs would be written over. */
export function mergeDrafts<Draft>(start: Draft, mine: Draft, theirs: Draft): { draft: Draft; clashes: boolean } {
  if (isSame(start, mine) || isSame(mine, theirs)) return { draft: theirs, clashes: false }
  if (isSame(start, theirs)) return { draft: mine, clashes: false }
  const keys = keysOf(mine)
  const areSameRows = keys !== null && isSame(keys, keysOf(start)) && isSame(keys, keysOf(theirs))
  if (!areSameRows && !(isParts(start) && isParts(mine) && isParts(theirs))) return { draft: mine, clashes: true }
  const at = (whole: Draft, part: string) => (whole as Record<string, unknown>)[part]
  const merged = Object.keys(mine as object).map((part) => ({
    part,
    ...mergeDrafts(at(start, part), at(mine, part), at(theirs, part)),
  }))
  const parts = Object.fromEntries(merged.map(({ part, draft }) => [part, draft]))
  return {
    draft: (areSameRows ? Object.values(parts) : parts) as Draft,
    clashes: merged.some(({ clashes }) => clashes),
  }
}
