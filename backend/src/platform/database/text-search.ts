/** Text search over both languages, for tables with a generated `search` column. */
import { Prisma } from './generated/client.ts'

/** One word as a query over both languages' stems; `prefix` for one that may still be being typed. */
function wordText(word: Prisma.Sql, prefix: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`quote_literal(plain_text(${word})) || CASE WHEN ${prefix} THEN ':*' ELSE '' END`
}

const inBothLanguages = (text: Prisma.Sql) =>
  Prisma.sql`(to_tsquery('spanish', ${text}) || to_tsquery('english', ${text}) || to_tsquery('simple', ${text}))`

/**
 * `CROSS JOIN words(query)`: all the words over both languages' stems and, for the last one that may still be being typed,
 * its prefix. The plain dictionary is there for words that the stemmers take for noise ("a", "de").
 */
export function searchQuery(words: readonly string[]): Prisma.Sql {
  return Prisma.sql`CROSS JOIN (
    SELECT ${inBothLanguages(Prisma.sql`typed.text`)} AS query
    FROM (
      SELECT string_agg(${wordText(Prisma.sql`w.word`, Prisma.sql`w.number = ${words.length}`)}, ' & ') AS text
      FROM unnest(${[...words]}::text[]) WITH ORDINALITY w (word, number)
    ) typed
  ) words`
}

/** Typos of words shorter than this could be any word. */
const shortestTypo = 4

/**
 * Each word is there, or a name has one that looks like it: for when `searchQuery` finds nothing. How much alike is
 * `pg_trgm.strict_word_similarity_threshold`, which the connection sets.
 */
export function nearWords(words: readonly string[], columns: { search: Prisma.Sql; name: Prisma.Sql }): Prisma.Sql {
  const last = words.length - 1
  return Prisma.join(
    words.map((word, index) => {
      const exactly = Prisma.sql`${columns.search} @@ ${inBothLanguages(Prisma.sql`(${wordText(Prisma.sql`${word}`, Prisma.sql`${index === last}`)})`)}`
      if (word.length < shortestTypo) return exactly
      return Prisma.sql`(${exactly} OR ${columns.name} %>> plain_text(${word}))`
    }),
    ' AND ',
  )
}
