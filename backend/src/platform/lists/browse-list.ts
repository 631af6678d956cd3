/** A public list that is searched by words and read page by page through the cache. */
import type { Language } from '../../../../contracts/common.ts'
import { decodeCursor, encodeCursor, type ListPage, type ListPosition, listFingerprint } from '../pure/list-cursor.ts'
import { searchWords } from '../pure/search-words.ts'
import { wrongCursor } from './read-cursor.ts'

/** What was typed: words that must be there, or words that only have to look like those of a name. */
export interface Typed {
  words: readonly string[]
  exact: boolean
}

interface ListQuery {
  q?: string | undefined
  limit: number
  cursor?: string | undefined
}

type Cached = <T>(key: string, tags: readonly string[], load: () => Promise<T>) => Promise<T>

/**
 * A page of it. When nothing has the words as they were typed, names that look like them are listed instead; the cursor
 * remembers which of the two lists it belongs to. `tag` is what makes the cached pages forgotten.
 * @throws VALIDATION_FAILED for cursors of another list.
 */
export async function browseList<Item>(
  { query, language, cached, tag }: { query: ListQuery; language: Language; cached: Cached; tag: string },
  read: (typed: Typed | null, after: ListPosition | null) => Promise<ListPage<Item>>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query
  const exact = listFingerprint(filters)
  const alike = listFingerprint({ ...filters, alike: true })
  const afterExact = cursor === undefined ? null : decodeCursor(exact, cursor)
  const afterAlike = cursor === undefined ? null : decodeCursor(alike, cursor)
  if (cursor !== undefined && !afterExact && !afterAlike) throw wrongCursor()
  const words = query.q ? searchWords(query.q) : []
  // Typed, but nothing that could be looked for ("???"): nothing says that.
  if (query.q && words.length === 0) return { items: [], nextCursor: null }
  const list = async (typed: Typed | null) => {
    const near = typed?.exact === false
    const { items, end } = await read(typed, near ? afterAlike : afterExact)
    return { items, nextCursor: end ? encodeCursor(near ? alike : exact, end) : null }
  }
  const key = `list:${language}:${limit}:${JSON.stringify(Object.entries(filters).toSorted())}:${cursor ?? ''}`
  return cached(key, [tag], async () => {
    if (words.length === 0) return list(null)
    if (afterAlike) return list({ words, exact: false })
    const found = await list({ words, exact: true })
    return found.items.length > 0 || afterExact ? found : list({ words, exact: false })
  })
}
