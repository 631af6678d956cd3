import type pg from 'pg'

/**
 * Puts rows into a table in one statement; those that are there already stay as they are.
 * @returns what `returning` names (a column) of the rows that are new
 */
export async function insertRows(
  client: pg.ClientBase,
  table: string,
  rows: readonly object[],
  returning: string,
): Promise<Set<string>> {
  const [first] = rows
  if (!first) return new Set()
  const columns = Object.keys(first).join(', ')
  const { rows: inserted } = await client.query<{ key: string }>(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::${table}, $1::jsonb)
     ON CONFLICT DO NOTHING RETURNING ${returning}::text AS key`,
    [JSON.stringify(rows)],
  )
  return new Set(inserted.map(({ key }) => key))
}
