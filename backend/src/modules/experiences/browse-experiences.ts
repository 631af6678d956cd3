import type { Language } from '../../../../contracts/common.ts'
import type { ExperienceCard, ExperienceListQuery } from '../../../../contracts/experiences.ts'
import type { Deps } from './deps.ts'
import { listExperiences, type Typed } from './experience-list.queries.ts'
import { invalidInput } from './experiences.errors.ts'
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'

/**
 * A page of the public catalogue. When nothing has the words as they were typed, titles that look like them are listed
 * instead; the cursor remembers which of the two lists it belongs to.
 * @throws VALIDATION_FAILED for ranges that end before they begin and for cursors of another list.
 */
export async function browseExperiences(
  deps: Pick<Deps, 'database' | 'cached'>,
  query: ExperienceListQuery,
  language: Language,
): Promise<{ items: ExperienceCard[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query
  if (query.from !== undefined && query.to !== undefined && query.to < query.from) {
    throw invalidInput('/query/to', 'ends-before-it-begins', language)
  }
  if (query.priceMin !== undefined && query.priceMax !== undefined && query.priceMax < query.priceMin) {
    throw invalidInput('/query/priceMax', 'price-range', language)
  }
  const exact = listFingerprint(filters)
  const alike = listFingerprint({ ...filters, alike: true })
  const afterExact = cursor === undefined ? null : decodeCursor(exact, cursor)
  const afterAlike = cursor === undefined ? null : decodeCursor(alike, cursor)
  if (cursor !== undefined && !afterExact && !afterAlike) throw invalidInput('/query/cursor', 'cursor', language)

  const words = query.q ? searchWords(query.q) : []
  // Typed, but nothing that could be looked for ("???"): no experience says that.
  if (query.q && words.length === 0) return { items: [], nextCursor: null }
  const list = async (typed: Typed | null) => {
    const near = typed?.exact === false
    const after = near ? afterAlike : afterExact
    const page = await listExperiences(deps.database.read, query, language, { typed, after })
    return { items: page.items, nextCursor: page.end ? encodeCursor(near ? alike : exact, page.end) : null }
  }
  const key = `list:${language}:${limit}:${JSON.stringify(Object.entries(filters).toSorted())}:${cursor ?? ''}`
  return deps.cached(key, ['catalogue'], async () => {
    if (words.length === 0) return list(null)
    if (afterAlike) return list({ words, exact: false })
    const found = await list({ words, exact: true })
    return found.items.length > 0 || afterExact ? found : list({ words, exact: false })
  })
}
