import type { Language } from '../../../../contracts/common.ts'
import type { ExperienceCard, ExperienceListQuery } from '../../../../contracts/experiences.ts'
import { browseList } from '../../platform/lists/browse-list.ts'
import type { Deps } from './deps.ts'
import { listExperiences } from './experience-list.queries.ts'
import { invalidInput } from './experiences.errors.ts'

/**
 * A page of the public catalogue.
 * @throws VALIDATION_FAILED for ranges that end before they begin and for cursors of another list.
 */
export async function browseExperiences(
  { database, cached }: Pick<Deps, 'database' | 'cached'>,
  query: ExperienceListQuery,
  language: Language,
): Promise<{ items: ExperienceCard[]; nextCursor: string | null }> {
  if (query.from !== undefined && query.to !== undefined && query.to < query.from) {
    throw invalidInput('/query/to', 'ends-before-it-begins', language)
  }
  if (query.priceMin !== undefined && query.priceMax !== undefined && query.priceMax < query.priceMin) {
    throw invalidInput('/query/priceMax', 'price-range', language)
  }
  return browseList({ query, language, cached, tag: 'catalogue' }, (typed, after) =>
    listExperiences(database.read, query, language, { typed, after }),
  )
}
