/**
 * A request of every operation that succeeds, as data: who sends it, with whose ids. The authorisation matrix sends it as everybody
 * else, the fuzzer begins from it, and fields that nobody may write are put into its body.
 */
import type { PersonName } from '../demo-people.ts'

export interface Ready {
  /** For whom it succeeds. */
  by: PersonName
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
  /** Instead of `body`: bytes of another kind. */
  raw?: { type: string; bytes: Buffer | string }
  /**
   * What signed-in people get who have nothing to do with what it names: a status, or 'own' where they do the same for themselves.
   * 404 unless said otherwise: to them there is no such thing.
   */
  strangers?: number | 'own'
  /** Others of the same kind (another host, another workshop), where it is not as with strangers. */
  peers?: number | 'own'
  /** Who may besides: the other side of a conversation, staff where the route is not theirs alone. */
  also?: readonly PersonName[]
  /** Who would be let in but for something of theirs: a file that is the owner's own, a decision that they made themselves. */
  except?: Partial<Record<PersonName, number>>
  /** Asked of staff and others whose password was said a while ago: 403 STEP_UP_REQUIRED. */
  proof?: boolean
  /** Asked of people whose address is not confirmed: 403. */
  verified?: boolean
  /** What is so once it succeeded: a query that finds a row. As these; without names, for whom it succeeds. */
  leaves?: { finds: string; as?: readonly PersonName[] }
}

export interface World {
  /** The first column of the first row. Names of people and profiles stand in it as `:ana`, `:hostId`. @throws NothingLikeIt */
  id(sql: string): Promise<string>
  rows<Row extends object>(sql: string): Promise<Row[]>
  /** Does another operation first, and answers what it answered. */
  did<Answer = { id: string }>(route: string, change?: Partial<Ready>): Promise<Answer>
  /** The same, with the cookies that the answer set. */
  asked<Answer>(route: string, change?: Partial<Ready>): Promise<{ body: Answer; cookie: string }>
  publicUrl: string
  /** Another operation's request, not sent. */
  prepare(route: string): Promise<Ready>
  userId(name: PersonName): string
  email(name: PersonName): string
  /** Runs the newest waiting job of that name: in these houses none runs by itself. */
  work(job: string): Promise<void>
  /** Runs a job, or what listens to an event, as if this had been sent to it. */
  run(job: string, data: object): Promise<void>
  /** The token in the newest mail to somebody. */
  tokenMailedTo(name: PersonName): Promise<string>
  /** Signs an event as the payment provider does. */
  signed(event: object): Record<string, string>
}

export type Prepare = (world: World) => Ready | Promise<Ready>
export type Requests = Record<string, Prepare>

export class NothingLikeIt extends Error {}

const day = 86_400_000
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString()
/** A civil date. */
export const dateIn = (days: number): string => inDays(days).slice(0, 10)
export const pesos = (amount: number) => ({ amount: amount * 100, currency: 'MXN' })
/** Other than any before, where two of a name may not be. */
export const fresh = (): string => Math.random().toString(36).slice(2, 8)
