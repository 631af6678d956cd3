/** Bookings: spread over many slots, on one hot slot, refused when full; the whole request and the hold alone. */
import { randomUUID } from 'node:crypto'
import { makeSlots, people, personId } from './databases.ts'
import type { Houses } from './houses.ts'
import { requestBytes } from './http-connection.ts'
import { type Bounds, type Figures, onlyStatus, press, warmUp } from './load.ts'
import { type Row, sampled } from './rows.ts'

const spreadSlots = 200
const hotSeats = 500
const hotConnections = 200

interface Sale {
  slotId: string
  person: number
}

/** Every pair of a slot and a person once. */
function pairsOf(slotIds: string[]): () => Sale {
  let at = 0
  return () => {
    const slotId = slotIds[at % slotIds.length]
    const person = Math.floor(at / slotIds.length) + 1
    at += 1
    if (!slotId || person > people) throw new Error('no pair of slot and person is left: fewer seconds, please')
    return { slotId, person }
  }
}

export async function measureSelling(houses: Houses, measured: Bounds, rounds: number): Promise<Row[]> {
  const { databases, cookieOf } = houses
  const api = houses.api.sales
  const limit = houses.limit.sales
  const cookies = Array.from({ length: people }, (_, index) => cookieOf(index + 1))
  const ours = ({ slotId, person }: Sale, withKey = true) =>
    requestBytes(api.url, '/api/v1/bookings', {
      method: 'POST',
      headers: { cookie: cookies[person - 1] ?? '', ...(withKey ? { 'idempotency-key': randomUUID() } : {}) },
      json: { slotId, party: [{ type: 'adult', quantity: 1 }] },
    })
  const theirs = ({ slotId, person }: Sale) =>
    requestBytes(limit.url, '/bookings', { method: 'POST', json: { slotId, userId: personId(person) } })

  const hello: Row = { name: 'hello world of the framework', samples: [] }
  const spreadLimit: Row = { name: 'booking over 200 slots: hand-written, one statement', samples: [] }
  const spread: Row = {
    name: 'booking over 200 slots: POST /bookings with its intent',
    samples: [],
    against: spreadLimit,
    target: { least: 0.06 },
  }
  const holdLimit: Row = { name: 'hold, called in process: hand-written, one statement', samples: [] }
  const hold: Row = {
    name: 'hold, called in process: the service',
    samples: [],
    against: holdLimit,
    target: { least: 0.35 },
  }
  const hotLimit: Row = { name: 'one slot of 500 seats until full: hand-written', samples: [] }
  const hot: Row = { name: 'one slot of 500 seats until full: POST /bookings', samples: [], against: hotLimit }
  const refused: Row = { name: 'sold out: refusal', samples: [], against: hello, target: { least: 0.2 } }
  const refusedAgain: Row = { name: 'sold out: refusal, kept under an Idempotency-Key', samples: [], against: hello }

  // The first round warms up and is forgotten.
  for (let round = -1; round < rounds; round += 1) {
    const bounds = round < 0 ? warmUp(measured) : measured
    const keep = (row: Row, sample: Row['samples'][number]) => {
      if (round >= 0) row.samples.push(sample)
    }
    const slots = (label: string, count: number, seats: number) =>
      makeSlots(databases, `${label} ${round} `, count, seats)
    const greeting = requestBytes(limit.url, '/hello')
    keep(hello, await sampled(limit, async () => onlyStatus(await press(limit.url, bounds, () => greeting), '200')))

    const nextLimit = pairsOf(await slots('spread limit', spreadSlots, 100_000))
    keep(
      spreadLimit,
      await sampled(limit, async () => onlyStatus(await press(limit.url, bounds, () => theirs(nextLimit())), '201')),
    )
    const next = pairsOf(await slots('spread', spreadSlots, 100_000))
    keep(spread, await sampled(api, async () => onlyStatus(await press(api.url, bounds, () => ours(next())), '201')))

    const userIds = Array.from({ length: people }, (_, index) => personId(index + 1))
    const call = async (task: 'written' | 'service') => {
      const slotIds = await slots(task, spreadSlots, 100_000)
      return sampled(houses.holds, async () =>
        onlyStatus(await houses.holds.task<Figures>(task, { bounds, slotIds, userIds, skip: 0 }), 'held'),
      )
    }
    keep(holdLimit, await call('written'))
    keep(hold, await call('service'))

    const [limitSlot = ''] = await slots('hot limit', 1, hotSeats)
    keep(hotLimit, await sampled(limit, () => sellOut(limit.url, limitSlot, theirs)))
    const [hotSlot = ''] = await slots('hot', 1, hotSeats)
    keep(hot, await sampled(api, () => sellOut(api.url, hotSlot, ours)))
    await assertSoldExactly(houses, hotSlot)

    let guest = 0
    const late = () => ({ slotId: hotSlot, person: people - hotConnections + (guest++ % hotConnections) })
    const full = (withKey: boolean) =>
      sampled(api, async () => onlyStatus(await press(api.url, bounds, () => ours(late(), withKey)), '409'))
    keep(refused, await full(false))
    keep(refusedAgain, await full(true))
  }
  return [hello, spreadLimit, spread, holdLimit, hold, hotLimit, hot, refused, refusedAgain]
}

/** 200 connections buy single seats, each for another person, until each of them was refused; the figures are the sales'. */
async function sellOut(url: string, slotId: string, request: (sale: Sale) => Buffer): Promise<Figures> {
  let person = 0
  const refused = new Set<number>()
  const begun = performance.now()
  let lastSale = begun
  let sold = 0
  const askedBy: number[] = []
  const figures = await press(
    url,
    { connections: hotConnections, seconds: 60, most: hotSeats + hotConnections * 2 },
    (worker) => {
      if (refused.has(worker)) return null
      person += 1
      askedBy.push(worker)
      return request({ slotId, person })
    },
    ({ status, body }) => {
      if (status === 201) {
        sold += 1
        lastSale = performance.now()
      } else if (status !== 409 || !body.includes('SOLD_OUT'))
        throw new Error(`${status} ${body.toString().slice(0, 400)}`)
    },
  )
  if (sold !== hotSeats) throw new Error(`${sold} seats of ${hotSeats} were sold: ${JSON.stringify(figures.statuses)}`)
  return { ...figures, count: sold, perSecond: sold / ((lastSale - begun) / 1000) }
}

/** Exactly as many as there are seats, and every refusal was right when it was given. */
async function assertSoldExactly({ databases }: Houses, slotId: string): Promise<void> {
  const [found] = await databases.query<{ taken: number; booked: number; wrong: number; refusals: number }>(
    'sales',
    `SELECT taken, (SELECT sum(seats)::int FROM bookings WHERE slot_id = s.id AND status <> 'CANCELLED') AS booked,
       (SELECT count(*)::int FROM slot_refusals r WHERE r.slot_id = s.id AND r.taken + r.asked <= r.capacity) AS wrong,
       (SELECT count(*)::int FROM slot_refusals r WHERE r.slot_id = s.id) AS refusals
     FROM slots s WHERE id = $1`,
    [slotId],
  )
  if (found?.taken !== hotSeats || found.booked !== hotSeats || found.wrong !== 0 || found.refusals === 0)
    throw new Error(`the hot slot is not as sold: ${JSON.stringify(found)}`)
}
