/** The catalogue: list, detail and slots of the API without and with its cache, beside hand-written routes, on little and much data. */
import { isDeepStrictEqual } from 'node:util'
import type { Measured } from './child.ts'
import { sizes } from './databases.ts'
import type { Houses } from './houses.ts'
import { requestBytes } from './http-connection.ts'
import { type Bounds, onlyStatus, press, warmUp } from './load.ts'
import { type Row, sampled } from './rows.ts'

const api = '/api/v1'

export interface Question {
  name: string
  /** Paths below the prefix, taken in turn. */
  small: string[]
  large: string[]
  uncachedLeast?: number
  /** What the cache has to reach, of the limit. */
  cachedLeast?: number
  /** How much more there is in the large catalogue; then it may take half as long again at most. */
  grows?: string
}

async function questions({ databases }: Houses): Promise<Question[]> {
  const found = (name: 'small' | 'large') =>
    databases.query<{ id: string; slug: string }>(
      name,
      "SELECT id, slug FROM experiences WHERE status = 'ACTIVE' ORDER BY md5(id::text) LIMIT 500",
    )
  const [small, large] = [await found('small'), await found('large')]
  const grows = `${sizes.large.experiences.toLocaleString('en-US')} experiences`
  const detail = ({ slug }: { slug: string }) => `/experiences/${slug}`
  const slots = ({ id }: { id: string }) => `/experiences/${id}/slots`
  return [
    { name: 'list', small: ['/experiences'], large: ['/experiences'], uncachedLeast: 0.45, cachedLeast: 1, grows },
    { name: 'detail', small: small.map(detail), large: large.map(detail), uncachedLeast: 0.35, cachedLeast: 1, grows },
    { name: 'slots', small: small.map(slots), large: large.map(slots) },
  ]
}

/** A limit that answers something else would be no limit. */
async function assertSameAnswer(ours: string, theirs: string): Promise<void> {
  const [a, b] = (await Promise.all([ours, theirs].map(async (url) => (await fetch(url)).json()))) as Record<
    string,
    unknown
  >[]
  for (const page of [a, b]) if (page && 'nextCursor' in page) delete page['nextCursor']
  if (!isDeepStrictEqual(a, b))
    throw new Error(
      `the hand-written route answers something else than ${ours}:\n${JSON.stringify(a)}\n${JSON.stringify(b)}`,
    )
}

export async function measureReading(houses: Houses, bounds: Bounds, rounds: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const question of await questions(houses))
    rows.push(...(await measureQuestion(houses, question, bounds, rounds)))
  return rows
}

export async function measureQuestion(
  houses: Houses,
  question: Question,
  bounds: Bounds,
  rounds: number,
): Promise<Row[]> {
  const { name, small, large } = question
  for (const path of small.slice(0, 36))
    await assertSameAnswer(houses.api.uncached.url + api + path, houses.limit.small.url + path)
  const limit: Row = { name: `${name}: hand-written`, samples: [] }
  const uncached: Row = {
    name: `${name}: cache off`,
    samples: [],
    against: limit,
    ...(question.uncachedLeast ? { target: { least: question.uncachedLeast } } : {}),
  }
  const cached: Row = {
    name: `${name}: cache on`,
    samples: [],
    against: limit,
    ...(question.cachedLeast ? { target: { least: question.cachedLeast } } : {}),
  }
  const much: Row = {
    name: `${name}: cache off, ${question.grows ?? 'large catalogue'}`,
    samples: [],
    against: uncached,
    ...(question.grows ? { target: { most: 1.5 } } : {}),
  }
  const asked: [Row, Measured, string, string[]][] = [
    [limit, houses.limit.small, '', small],
    [uncached, houses.api.uncached, api, small],
    [cached, houses.api.cached, api, small],
    [much, houses.api.large, api, large],
  ]
  // The first round warms up and is forgotten.
  for (let round = -1; round < rounds; round += 1) {
    const now = round < 0 ? warmUp(bounds) : bounds
    for (const [row, measured, prefix, paths] of asked) {
      const requests = paths.map((path) => requestBytes(measured.url, prefix + path))
      let at = 0
      const sample = await sampled(measured, async () =>
        onlyStatus(await press(measured.url, now, () => requests[at++ % requests.length] ?? null), '200'),
      )
      if (round >= 0) row.samples.push(sample)
    }
  }
  return asked.map(([row]) => row)
}
