import type { Language } from '../../../../contracts/common.ts'
import type { ExperienceCard, ExperienceListQuery } from '../../../../contracts/experiences.ts'
import type { Deps } from './deps.ts'
import { listExperiences } from './experience-list.queries.ts'
import { invalidInput } from './experiences.errors.ts'
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/pure/list-cursor.ts'

/**
 * A page of the public catalogue.
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
  const fingerprint = listFingerprint(filters)
  const after = cursor === undefined ? null : decodeCursor(fingerprint, cursor)
  if (cursor !== undefined && !after) throw invalidInput('/query/cursor', 'cursor', language)
  const key = `list:${language}:${limit}:${JSON.stringify(Object.entries(filters).toSorted())}:${cursor ?? ''}`
  return deps.cached(key, ['catalogue'], async () => {
    const page = await listExperiences(deps.database.read, query, language, after)
    return { items: page.items, nextCursor: page.end ? encodeCursor(fingerprint, page.end) : null }
  })
}
