import type { Language } from '../../../../contracts/common.ts'
import type { Suggestion } from '../../../../contracts/products.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import type { Deps } from './deps.ts'
import { findSuggestions } from './suggestions.queries.ts'

/** What the search box offers for what is typed so far; nothing for what has no letter or digit. */
export async function suggest(
  deps: Pick<Deps, 'database' | 'cached'>,
  input: { q: string; limit: number; language: Language },
): Promise<{ items: Suggestion[]; nextCursor: null }> {
  const typed = searchWords(input.q).join(' ')
  if (typed === '') return { items: [], nextCursor: null }
  const key = `suggestions:${input.language}:${input.limit}:${typed.toLowerCase()}`
  const items = await deps.cached(key, ['market'], () =>
    findSuggestions(deps.database.read, typed, input.language, input.limit),
  )
  return { items, nextCursor: null }
}
