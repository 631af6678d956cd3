/**
 * Why nothing was held. Everyone who asks while a statement is under way is answered by the next one together: a slot that
 * just sold out is asked for by hundreds at once, and one answer costs as much as many.
 */
import { setTimeout as wait } from 'node:timers/promises'
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

export type Asked = Pick<HoldInput, 'slotId' | 'userId' | 'party'>

interface Question {
  asked: Asked
  seats: number
  /** Seats of the guest's earlier hold that is about to be given back; null when it was not looked for yet. */
  own: number | null
  answer(refusal: Refusal): void
  fail(error: unknown): void
}

interface Found {
  number: number
  taken: number
  capacity: number
  bookable: boolean
  minParty: number
  maxParty: number
  known: string[]
  owns: boolean
}

/** As many as one statement takes; the rest wait for the next. */
const mostTogether = 200
/** From one statement's start to the next one's, at least: in a crowd more are answered by each, and nobody waits longer. */
const apartMs = 5

const hasNoRoom = Prisma.sql`slot.bookable AND NOT slot.owns AND slot.taken - slot.own + slot.seats > slot.capacity
  AND slot.seats BETWEEN slot.min_party AND slot.max_party`

/** One snapshot for all of them: what is refused is written down with the very numbers that refuse it. */
async function look(database: Database, questions: Question[]): Promise<Found[]> {
  return database.statement<Found>(Prisma.sql`
    WITH asked AS (
      SELECT * FROM unnest(${questions.map((_, index) => index)}::int[], ${questions.map(({ asked }) => asked.slotId)}::uuid[],
        ${questions.map(({ asked }) => asked.userId)}::uuid[], ${questions.map(({ seats }) => seats)}::int[],
        ${questions.map(({ own }) => own)}::int[]) AS a (number, slot_id, user_id, seats, own)
    ),
    slot AS (
      SELECT a.number, a.slot_id, a.seats, coalesce(a.own, 0) AS own, s.taken, s.capacity, e.id AS experience_id, e.min_party, e.max_party,
        s.state = 'OPEN' AND s.bookable_until > app_now() AS bookable,
        a.own IS NULL AND EXISTS (
          SELECT 1 FROM bookings b WHERE b.user_id = a.user_id AND b.slot_id = a.slot_id AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')
        ) AS owns
      FROM asked a JOIN slots s ON s.id = a.slot_id JOIN experiences e ON e.id = s.experience_id AND ${onOffer('e')}
    ),
    refused AS (
      INSERT INTO slot_refusals (slot_id, taken, asked, capacity, at)
      SELECT slot.slot_id, slot.taken - slot.own, slot.seats, slot.capacity, app_now() FROM slot WHERE ${hasNoRoom}
    )
    SELECT number, taken - own AS taken, capacity, bookable, min_party AS "minParty", max_party AS "maxParty", owns,
      ARRAY(SELECT type FROM ticket_types t WHERE t.experience_id = slot.experience_id) AS known
    FROM slot`)
}

function refusalOf({ asked, seats }: Question, slot: Found | undefined): Refusal {
  if (!slot) return { kind: 'not-found' }
  const unknown = asked.party.map((entry) => entry.type).filter((type) => !slot.known.includes(type))
  if (unknown.length) return { kind: 'unknown-type', types: unknown }
  if (seats < slot.minParty || seats > slot.maxParty)
    return { kind: 'party-size', min: slot.minParty, max: slot.maxParty }
  if (!slot.bookable) return { kind: 'closed' }
  if (slot.taken + seats <= slot.capacity) return { kind: 'try-again' }
  return slot.owns ? { kind: 'own-hold' } : { kind: 'sold-out', taken: slot.taken, capacity: slot.capacity }
}

/** Asks why. `own` seats of the guest's earlier hold count as free; when it is not given, an own hold is an answer. */
export type ExplainRefusal = (asked: Asked, own?: number) => Promise<Refusal>

export function createExplainRefusal(database: Database): ExplainRefusal {
  let waiting: Question[] = []
  let busy = false

  async function answerAll(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      const begun = performance.now()
      const together = waiting.slice(0, mostTogether)
      waiting = waiting.slice(mostTogether)
      try {
        const found = new Map((await look(database, together)).map((slot) => [slot.number, slot]))
        for (const [number, question] of together.entries()) question.answer(refusalOf(question, found.get(number)))
      } catch (error) {
        for (const question of together) question.fail(error)
      }
      const early = begun + apartMs - performance.now()
      if (early > 0) await wait(early)
    }
    busy = false
  }

  return (asked, own) =>
    new Promise((answer, fail) => {
      const seats = asked.party.reduce((sum, entry) => sum + entry.quantity, 0)
      waiting.push({ asked, seats, own: own ?? null, answer, fail })
      if (!busy) void answerAll()
    })
}
