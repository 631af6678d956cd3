import { Prisma } from './generated/client.ts'

/** Few, because each makes statements of its own that every connection keeps prepared. */
const sizes = [21, 51, 101]

/**
 * `LIMIT` of at least so many rows, for the choice of a page from a large table; the caller drops what is too much. Written
 * into the text: of a parameter PostgreSQL assumes that it asks for a tenth of the table, finds its plan for any parameters
 * bad, and plans the statement anew each time, which takes longer than the statement.
 */
export function rowLimit(least: number): Prisma.Sql {
  const size = sizes.find((rows) => rows >= least)
  return size === undefined ? Prisma.sql`${least}` : Prisma.raw(String(size))
}
