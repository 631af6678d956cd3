/** The SQL round trips of the house's own pool, whoever sends them (Prisma's adapter too); BEGIN and COMMIT are two of them. */
import pg from 'pg'

interface Named {
  connectionParameters?: { application_name?: string }
}

const sent: string[] = []
const plain = pg.Client.prototype.query as (...given: unknown[]) => unknown
pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
  const [first] = given as [string | { text: string }]
  // Job workers, tests and listeners have connections of their own.
  if ((this as Named).connectionParameters?.application_name === 'guelaguetza')
    sent.push((typeof first === 'string' ? first : first.text).trim().replaceAll(/\s+/g, ' ').slice(0, 120))
  return plain.apply(this, given)
} as typeof pg.Client.prototype.query

/** Those sent from now on, by how they begin, so that a test that counts them shows which one is new. */
export function watchStatements(): () => string[] {
  const since = sent.length
  return () => sent.slice(since)
}
