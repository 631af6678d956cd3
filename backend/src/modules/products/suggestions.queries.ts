/** What one search box offers while somebody types: experiences, products, workshops and crafts in one statement. */
import type { Language } from '../../../../contracts/common.ts'
import type { Suggestion } from '../../../../contracts/products.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { localText } from '../../platform/database/local-text.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from './on-sale.ts'

/** A word that half the names have is not worth ranking to the end. */
const candidates = 300
/** Fewer letters look like everything. */
const shortestTypo = 3

/**
 * Names of which a word begins with what is typed, or which have a word that looks like it. `name` is plain text of both
 * languages; its trigram index serves both questions.
 */
function fits(name: Prisma.Sql, typed: string): Prisma.Sql {
  const begins = Prisma.sql`(${name} LIKE plain_text(${typed}) || '%' OR ${name} LIKE '% ' || plain_text(${typed}) || '%')`
  return typed.length < shortestTypo ? begins : Prisma.sql`(${begins} OR ${name} %>> plain_text(${typed}))`
}

/** A whole name that begins so, then a word that does, then how alike they are. */
function scoreOf(name: Prisma.Sql, typed: string): Prisma.Sql {
  return Prisma.sql`(CASE WHEN ${name} LIKE plain_text(${typed}) || '%' THEN 2 WHEN ${name} LIKE '% ' || plain_text(${typed}) || '%' THEN 1 ELSE 0 END
    + strict_word_similarity(plain_text(${typed}), ${name}))`
}

/** @param typed letters, digits and single spaces only: nothing in it is a pattern */
export async function findSuggestions(
  reader: Reader,
  typed: string,
  language: Language,
  limit: number,
): Promise<Suggestion[]> {
  const both = (column: Prisma.Sql, translations: string) =>
    Prisma.sql`plain_text(${column} || ' ' || coalesce(${Prisma.raw(translations)}, ''))`
  const craftName = both(Prisma.sql`c.name`, `c.translations -> 'en' ->> 'name'`)
  const sellerName = Prisma.sql`plain_text(s.name)`
  return reader.$queryRaw<Suggestion[]>`
    SELECT found.kind, found.id, found.slug, found.text, found.hint
    FROM (
      (SELECT 0 AS sort, 'CRAFT' AS kind, c.slug AS id, c.slug, ${localText(language, 'c', Prisma.sql`c.name`, 'name')} AS text,
        coalesce(c.towns[1], '') AS hint, ${scoreOf(craftName, typed)} AS score
       FROM craft_types c WHERE ${fits(craftName, typed)})
      UNION ALL
      (SELECT 1, 'SELLER', s.id::text, s.slug, s.name, s.town, ${scoreOf(sellerName, typed)}
       FROM seller_profiles s WHERE s.closed_at IS NULL AND s.hidden_at IS NULL AND ${fits(sellerName, typed)} LIMIT ${candidates})
      UNION ALL
      (SELECT 2, 'EXPERIENCE', e.id::text, e.slug, ${localText(language, 'e', Prisma.sql`e.title`, 'title')},
        coalesce(${localText(language, 'r', Prisma.sql`r.name`, 'name')}, e.region), ${scoreOf(Prisma.sql`e.search_name`, typed)}
       FROM (SELECT * FROM experiences e WHERE ${onOffer('e')} AND ${fits(Prisma.sql`e.search_name`, typed)} LIMIT ${candidates}) e
       LEFT JOIN regions r ON r.slug = e.region)
      UNION ALL
      (SELECT 3, 'PRODUCT', p.id::text, p.slug, ${localText(language, 'p', Prisma.sql`p.name`, 'name')}, s.name,
        ${scoreOf(Prisma.sql`p.search_name`, typed)}
       FROM (SELECT * FROM products p WHERE ${onSale('p')} AND ${fits(Prisma.sql`p.search_name`, typed)} LIMIT ${candidates}) p
       JOIN seller_profiles s ON s.id = p.seller_id)
    ) found
    ORDER BY found.score DESC, found.sort, found.text, found.id
    LIMIT ${limit}`
}
