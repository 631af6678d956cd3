/** Asks a promise's query, and keeps the last word on it. */
import { type Database, Prisma } from '../../platform/database/index.ts'
import type { Guarantee } from '../../platform/module.ts'

export interface Violations {
  total: number
  /** The first few rows, as evidence. */
  rows: unknown[]
}

const shownRows = 20
/** A promise that takes longer to check is reported as unchecked; it must not hold a connection of the people's. */
const checkTimeoutMs = 6000

/** @throws the database's refusal, a timeout included */
export async function findViolations(database: Database, guarantee: Guarantee): Promise<Violations> {
  return database.transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET TRANSACTION READ ONLY')
    await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${checkTimeoutMs}`)
    const found = await tx.$queryRawUnsafe<{ row: unknown; total: number }[]>(
      `SELECT to_jsonb(broken) AS row, (count(*) OVER ())::int AS total FROM (${guarantee.sql}) broken LIMIT ${shownRows}`,
    )
    return { total: found[0]?.total ?? 0, rows: found.map(({ row }) => row) }
  })
}

export async function keepChecked(database: Database, name: string, violations: number): Promise<void> {
  await database.statement(Prisma.sql`
    INSERT INTO guarantee_checks (name, violations, checked_at) VALUES (${name}, ${violations}, app_now())
    ON CONFLICT (name) DO UPDATE SET violations = EXCLUDED.violations, checked_at = EXCLUDED.checked_at, last_error = NULL`)
}

/** What was known about it before stays as it was. */
export async function keepUnchecked(database: Database, name: string, error: string): Promise<void> {
  await database.statement(Prisma.sql`
    INSERT INTO guarantee_checks (name, failed_at, last_error) VALUES (${name}, app_now(), ${error.slice(0, 500)})
    ON CONFLICT (name) DO UPDATE SET failed_at = EXCLUDED.failed_at, last_error = EXCLUDED.last_error`)
}
