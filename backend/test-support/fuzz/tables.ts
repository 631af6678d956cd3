/**
 * Who wrote last in every table, so that a request that was refused can be held to having written nothing. A row that is
 * made or changed carries its transaction's number, one that goes is missing in the count.
 */
import type { FuzzHouse } from './house.ts'

export type Fingerprint = ReadonlyMap<string, string>

export async function createFingerprint(db: FuzzHouse['db']): Promise<() => Promise<Fingerprint>> {
  const tables = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`,
  )
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::text || ':' || coalesce(max(xmin::text::bigint), 0)::text AS mark FROM ${name}`,
  )
  parts.push(
    `SELECT 'pgboss.job', count(*)::text || ':' || coalesce(sum(hashtextextended(id::text || state::text, 0)), 0)::text FROM pgboss.job`,
  )
  const sql = parts.join(' UNION ALL ')
  return async () =>
    new Map((await db.query<{ name: string; mark: string }>(sql)).map(({ name, mark }) => [name, mark]))
}

/** Names of the tables that differ. */
export function changedTables(before: Fingerprint, after: Fingerprint): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name)
}
