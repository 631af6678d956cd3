/** Two people wrote the same form: what each of them changed stays, and where both did, what is being written now. */

export interface Merged<Draft> {
  draft: Draft
  /** Something of theirs would be written over. */
  clashes: boolean
}
type Row = { key: unknown }

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const areRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.every((row) => isParts(row) && 'key' in row)

/** `start` is what both began with. */
export function mergeDrafts<Draft>(start: Draft, mine: Draft, theirs: Draft): Merged<Draft> {
  if (isSame(start, mine) || isSame(mine, theirs)) return { draft: theirs, clashes: false }
  if (isSame(start, theirs)) return { draft: mine, clashes: false }
  if (areRows(start) && areRows(mine) && areRows(theirs)) return mergeRows(start, mine, theirs) as Merged<Draft>
  if (!(isParts(start) && isParts(mine) && isParts(theirs))) return { draft: mine, clashes: true }
  const at = (whole: Draft, part: string) => (whole as Record<string, unknown>)[part]
  const merged = Object.keys(mine as object).map((part) => ({
    part,
    ...mergeDrafts(at(start, part), at(mine, part), at(theirs, part)),
  }))
  return {
    draft: Object.fromEntries(merged.map(({ part, draft }) => [part, draft])) as Draft,
    clashes: merged.some(({ clashes }) => clashes),
  }
}

/** Row by row, in my order; theirs that are new follow. A row that one of us took away and the other changed is not lost. */
function mergeRows(start: Row[], mine: Row[], theirs: Row[]): Merged<Row[]> {
  const find = (rows: Row[], key: unknown) => rows.find((row) => row.key === key)
  let clashes = false
  const kept = mine.flatMap((own) => {
    const [before, other] = [find(start, own.key), find(theirs, own.key)]
    if (!before) return [own]
    if (!other) {
      const isTouched = !isSame(before, own)
      clashes ||= isTouched
      return isTouched ? [own] : []
    }
    const merged = mergeDrafts(before, own, other)
    clashes ||= merged.clashes
    return [merged.draft]
  })
  const others = theirs.filter(({ key }) => !find(mine, key))
  // What I took away comes back only if they worked on it meanwhile.
  const added = others.filter((other) => !isSame(find(start, other.key), other))
  clashes ||= added.some(({ key }) => find(start, key) !== undefined)
  return { draft: [...kept, ...added], clashes }
}
