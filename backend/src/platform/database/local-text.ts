/** Texts in the language asked for: Spanish in the columns, other languages in the row's `translations`. */
import type { Language } from '../../../../contracts/common.ts'
import { Prisma } from './generated/client.ts'

/** A text of row `alias` in the language asked for; Spanish, which is always there, when it was not translated. */
export function localText(language: Language, alias: string, column: Prisma.Sql, key: string): Prisma.Sql {
  if (language === 'es') return column
  return Prisma.sql`coalesce(nullif(${Prisma.raw(`${alias}.translations -> 'en' ->> '${key}'`)}, ''), ${column})`
}

/** A list of texts of row `alias` in the language asked for, as a text array. */
export function localTexts(language: Language, alias: string, column: Prisma.Sql, key: string): Prisma.Sql {
  if (language === 'es') return column
  const path = Prisma.raw(`${alias}.translations -> 'en' -> '${key}'`)
  return Prisma.sql`CASE WHEN jsonb_typeof(${path}) = 'array' AND ${path} <> '[]'
    THEN ARRAY(SELECT jsonb_array_elements_text(${path})) ELSE ${column} END`
}
