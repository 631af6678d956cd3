/** What a module keeps about a person: given to them, and taken away when their account ends. Every module has its part. */
import type { AccountObstacle } from '../../../contracts/privacy.ts'
import { Prisma, type Reader, type Tx } from './database/index.ts'

/** Whose account ends. */
export interface Leaving {
  userId: string
  /** Takes the place of the name. */
  pseudonym: string
  /** A regular expression for all that says who it is: name, address, phones; for `struck`. */
  traces: string
}

/** Part of a module's door. */
export interface PersonalData {
  /** The parts of the export, by name; what the person made or is said about them, without anybody else's data. */
  gather(reader: Reader, userId: string): Promise<Record<string, object[]>>
  /** What says who the person is besides name and mail: recipients, street lines, phones. */
  traces?(reader: Reader, userId: string): Promise<string[]>
  /** What has to be over before the account can end. */
  obstacles?(reader: Reader, userId: string): Promise<AccountObstacle[]>
  /** Rows stay where money or other people need them, and say nothing about who it was. */
  forget?(tx: Tx, leaving: Leaving): Promise<void>
}

export const struckMark = '•••'

/** A text or JSON column with everything that says who it is struck out. */
export function struck(column: string, { traces }: Leaving): Prisma.Sql {
  return Prisma.sql`regexp_replace(${Prisma.raw(column)}::text, ${traces}, ${struckMark}, 'gi')`
}

/** Only rows that say it: the rest is not written anew. */
export function says(column: string, { traces }: Leaving): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(column)}::text ~* ${traces}`
}

/** Rows as the export shows them; columns are named for people. */
export async function exported(reader: Reader, query: Prisma.Sql): Promise<object[]> {
  const rows = await reader.$queryRaw<{ row: object }[]>(Prisma.sql`SELECT to_jsonb(q) AS row FROM (${query}) q`)
  return rows.map(({ row }) => row)
}

/** One obstacle when there is any. */
export async function counted(
  reader: Reader,
  kind: AccountObstacle['kind'],
  query: Prisma.Sql,
): Promise<AccountObstacle[]> {
  const [row] = await reader.$queryRaw<{ count: number }[]>(Prisma.sql`SELECT count(*)::int AS count FROM (${query}) q`)
  return row && row.count > 0 ? [{ kind, count: row.count }] : []
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
/** Shorter ones stand in other words, too. */
const shortestTrace = 4

/** Whole words only; in JSON, quotes stand with a backslash. */
export function tracesOf(texts: readonly string[]): string {
  const told = new Set(texts.map((text) => text.trim()).filter((text) => text.length >= shortestTrace))
  const inJson = [...told].map((text) => JSON.stringify(text).slice(1, -1))
  const all = [...new Set([...told, ...inJson])].toSorted((a, b) => b.length - a.length)
  return all.length === 0 ? '(?!)' : String.raw`(?<!\w)(?:${all.map(escaped).join('|')})(?!\w)`
}
