/**
 * Why nothing was held. Everyone who asks while a statement is under way is answered by the next one together: a slot that
 * just sold out is asked for by hundreds at once, and one answer costs as much as many.
 */
import { type Database, Prisma } from '../../platform/database/index.ts'
import { onOffer } from '../experiences/index.ts'
import type { HoldInput } from './hold-statement.ts'

export type Refusal =
  | { kind: 'not-found' }
  | { kind: 'closed' }
  | { kind: 'unknown-type'; types: string[] }
  | { kind: 'party-size'; min: number; max: number }
  | { kind: 'sold-out'; taken: number; capacity: number }
  /** It is full, and the guest's own earlier hold is part of what fills it. */
  | { kind: 'own-hold' }
  /** There is room, or there is again: try again. */
  | { kind: 'try-again' }

export type Asked = Pick<HoldInput, 'slotId' | 'userId' | 'party' | 'linkHash'>

interface Question {
  asked: Asked
  seats: number
  /** Seats of the guest's earlier hold that is about to be given back; null when it was not looked for yet. */
  own: number | null
  answer(refusal: Refusal): void
  fail(error: unknown): void
}

/** A slot somebody asks for, as one snapshot has it. */
interface Found {
  id: string
  taken: number
  capacity: number
  bookable: boolean
  isPrivate: boolean
  linkHash: string | null
  minParty: number
  maxParty: number
  known: string[]
  /** The questions (counted from 1) of people whose own hold is on a slot they ask for. */
  owners: number[]
}

/** As many as one statement takes; the rest wait for the next. */
const mostTogether = 200
/** From one statement's start to the next one's, unless enough wait before: in a crowd more are answered by each, and nobody waits longer. */
const apartMs = 5
const enough = 25

/**
 * One snapshot for all of them: what is refused is written down with the very numbers that refuse it, once for all who are
 * refused by the same numbers. The slots are found by way of `asked`: of an array parameter of its own PostgreSQL would expect
 * ten slots, find the plan for one cheaper each time, and plan it anew for each crowd, which costs more than its execution.
 */
async function look(database: Database, questions: Question[]): Promise<Map<string, Found>> {
  const slotIds = questions.map(({ asked }) => asked.slotId)
  const found = await database.statement<Found>(Prisma.sql`
    WITH asked AS (
      SELECT * FROM unnest(${slotIds}::uuid[], ${questions.map(({ asked }) => asked.userId)}::uuid[],
        ${questions.map(({ seats }) => seats)}::int[], ${questions.map(({ own }) => own)}::int[])
        WITH ORDINALITY AS a (slot_id, user_id, seats, own, number)
    ),
    slot AS MATERIALIZED (
      SELECT s.id, s.taken, s.capacity, e.min_party, e.max_party, s.state = 'OPEN' AND s.bookable_until > app_now() AS bookable, s.is_private, s.link_hash,
        ARRAY(SELECT type FROM ticket_types t WHERE t.experience_id = e.id) AS known
      FROM slots s JOIN experiences e ON e.id = s.experience_id AND ${onOffer('e')}
      WHERE s.id IN (SELECT slot_id FROM asked)
    ),
    owner AS MATERIALIZED (
      SELECT a.number FROM asked a JOIN bookings b ON b.user_id = a.user_id AND b.slot_id = a.slot_id
      WHERE a.own IS NULL AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')
    ),
    refused AS (
      INSERT INTO slot_refusals (slot_id, taken, asked, capacity, at)
      SELECT DISTINCT slot.id, slot.taken - coalesce(a.own, 0), a.seats, slot.capacity, app_now()
      FROM asked a JOIN slot ON slot.id = a.slot_id
      WHERE slot.bookable AND slot.taken - coalesce(a.own, 0) + a.seats > slot.capacity
        AND a.seats BETWEEN slot.min_party AND slot.max_party AND NOT EXISTS (SELECT 1 FROM owner WHERE owner.number = a.number)
    )
    SELECT id, taken, capacity, bookable, is_private AS "isPrivate", link_hash AS "linkHash", min_party AS "minParty", max_party AS "maxParty", known,
      ARRAY(SELECT number::int FROM owner) AS owners
    FROM slot`)
  return new Map(found.map((slot) => [slot.id, slot]))
}

function refusalOf({ asked, seats, own }: Question, number: number, slot: Found | undefined): Refusal {
  if (!slot || (slot.isPrivate && (slot.linkHash === null || slot.linkHash !== asked.linkHash)))
    return { kind: 'not-found' }
  const unknown = asked.party.map((entry) => entry.type).filter((type) => !slot.known.includes(type))
  if (unknown.length) return { kind: 'unknown-type', types: unknown }
  if (seats < slot.minParty || seats > slot.maxParty)
    return { kind: 'party-size', min: slot.minParty, max: slot.maxParty }
  if (!slot.bookable) return { kind: 'closed' }
  const taken = slot.taken - (own ?? 0)
  if (taken + seats <= slot.capacity) return { kind: 'try-again' }
  return slot.owners.includes(number) ? { kind: 'own-hold' } : { kind: 'sold-out', taken, capacity: slot.capacity }
}

/** Asks why. `own` seats of the guest's earlier hold count as free; when it is not given, an own hold is an answer. */
export type ExplainRefusal = (asked: Asked, own?: number) => Promise<Refusal>

export function createExplainRefusal(database: Database): ExplainRefusal {
  let waiting: Question[] = []
  let busy = false
  let goOn: (() => void) | null = null

  async function gather(mostMs: number): Promise<void> {
    if (mostMs <= 0 || waiting.length >= enough) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, mostMs)
      goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    goOn = null
  }

  async function answerAll(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      const begun = performance.now()
      const together = waiting.slice(0, mostTogether)
      waiting = waiting.slice(mostTogether)
      try {
        const found = await look(database, together)
        for (const [index, question] of together.entries())
          question.answer(refusalOf(question, index + 1, found.get(question.asked.slotId)))
      } catch (error) {
        for (const question of together) question.fail(error)
      }
      await gather(begun + apartMs - performance.now())
    }
    busy = false
  }

  return (asked, own) =>
    new Promise((answer, fail) => {
      const seats = asked.party.reduce((sum, entry) => sum + entry.quantity, 0)
      waiting.push({ asked, seats, own: own ?? null, answer, fail })
      if (!busy) void answerAll()
      else if (waiting.length >= enough) goOn?.()
    })
}
