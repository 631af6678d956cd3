/** Drives every operation of the served description, one request after the other, and holds each answer to what it must be. */
import { setTimeout as wait } from 'node:timers/promises'
import { chanceOf } from '../simulation/random.ts'
import { buildCase, type Case, type Way, ways } from './cases.ts'
import type { ActorName, FuzzHouse } from './house.ts'
import { openChangeLog } from '../change-log.ts'
import { NothingLikeIt, type Ready, requests } from '../requests/index.ts'
import { openWorld } from '../requests/world.ts'
import { readPool } from './known.ts'
import { type Operation, readApi } from './operations.ts'
import { type Fault, shorten, showAnswer, showRequest } from './show.ts'
import { changedTables, createFingerprint, type Fingerprint } from './tables.ts'
import { answerFaults, writeFaults } from './verdict.ts'
import type { Answer } from './wire.ts'

export interface FuzzReport {
  seed: number
  cases: number
  statuses: Record<string, number>
  /** Operations that answered 2xx at least once. */
  succeeded: ReadonlySet<string>
  /** Operations that refused at least once, for a reason of their own where they ask for anything. */
  refused: ReadonlySet<string>
  faults: Fault[]
}
export interface FuzzOptions {
  seed: number
  /** Stops after this many requests or milliseconds, whichever is first. */
  cases: number
  milliseconds: number
  /** Stops at this many faults. Default 20. */
  faults?: number
  onFault?: (fault: Fault) => void
}

/** Of the other requests, how many begin from one that succeeds. */
const fromReady = 0.3
const guaranteesEvery = 200
const poolEvery = 40
/** Signing in takes its time on purpose; it is not asked as often. */
const slow = /\/api\/auth\/.*(sign-|password|verification)/
const changesPeople = /^\/api\/(auth|v1\/(me|admin))/

function actorsFor({ access, path }: Operation): readonly ActorName[] {
  if (access === 'admin') return ['admin', 'admin', 'admin', 'moderator', 'ana', 'visitor']
  if (access === 'moderator') return ['admin', 'moderator', 'ana', 'visitor']
  if (path.includes('/host/')) return ['host', 'host', 'host2', 'ana', 'visitor']
  if (path.includes('/seller/')) return ['seller', 'seller', 'seller2', 'ana', 'visitor']
  if (access === 'signed-in') return ['ana', 'ana', 'luis', 'host', 'admin', 'visitor']
  return ['visitor', 'ana', 'host', 'admin']
}

/** Whether there is anything in it that can be wrong. */
const asksAnything = ({ pathParameters, query, body }: Operation) =>
  pathParameters.length + query.length > 0 || body !== null

/** What an operation must refuse: what is not its kind of value, an address of nothing, whoever may not ask. */
function refusals({ method, body, pathParameters, query, access }: Operation): [way: Way, actor: ActorName | null][] {
  const tries: Way[] = [
    ...(body ? (['value', 'value', 'value'] as const) : []),
    ...(pathParameters.length ? (['path', 'path', 'path'] as const) : []),
    ...(query.length ? (['query', 'query', 'query', 'query', 'query'] as const) : []),
    ...(body || method === 'POST' ? (['body', 'body', 'body'] as const) : []),
  ]
  return [...tries.map((way) => [way, null] as [Way, null]), ['valid', access === 'public' ? 'banned' : 'visitor']]
}

const ofPeople = ['users', 'accounts', 'two_factors', 'passkeys', 'host_profiles', 'seller_profiles', 'team_members']
const people = (fingerprint: Fingerprint) => ofPeople.map((table) => fingerprint.get(table)).join()

/** A machine with no time left sheds load, and says when to come back: whoever does must fare better. */
async function sendPatiently(house: FuzzHouse, one: Case): Promise<Answer | null> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await house.wire.send(one)
    const comeBackIn = Number(answer?.status === 503 ? answer.headers['retry-after'] : undefined)
    if (!(comeBackIn > 0) || attempt === 4) return answer
    await wait(comeBackIn * 1000)
  }
}

export async function fuzz(house: FuzzHouse, options: FuzzOptions): Promise<FuzzReport> {
  const { seed, cases, milliseconds, faults: most = 20 } = options
  const api = readApi(house.document)
  const chance = chanceOf(seed)
  const fingerprint = await createFingerprint(house.db)
  const world = openWorld(house)
  const log = await openChangeLog(house.db)
  let undone = true
  let settled = ''
  const succeeded = new Set<string>()
  const refused = new Set<string>()
  const report: FuzzReport = { seed, cases: 0, statuses: {}, succeeded, refused, faults: [] }
  const deadline = performance.now() + milliseconds
  let pool = await readPool(house.db)
  let before = await fingerprint()
  house.errors()

  const blame = (at: number, faults: string[], one: Case | null, answer: Answer | null) => {
    const fault = {
      at,
      faults,
      request: one ? showRequest(one) : '',
      answer: showAnswer(answer),
      logged: house.errors().map((line) => shorten(line, 3000)),
    }
    report.faults.push(fault)
    options.onFault?.(fault)
  }

  /** Null where nothing of the kind is left, or what comes before it is refused by now. */
  async function makeReady(operation: Operation): Promise<Ready | null> {
    if (!requests[operation.name]) return null
    try {
      return await world.prepare(operation.name)
    } catch (error) {
      if (!(error instanceof NothingLikeIt)) throw error
      return null
    } finally {
      before = await fingerprint()
    }
  }

  /** Without an actor, as whom it succeeds. */
  async function ask(operation: Operation, way: Way, asking: ActorName | null, ready: Ready | null): Promise<void> {
    const at = report.cases
    report.cases += 1
    const actor = asking ?? ready?.by ?? (actorsFor(operation)[0] as ActorName)
    const one = buildCase(api, operation, { chance, pool, actor: house.actors[actor], way, ready })
    let answer: Answer | null = null
    const faults: string[] = []
    try {
      answer = await sendPatiently(house, one)
      faults.push(...answerFaults(one, answer, api.schemas))
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
    const after = await fingerprint()
    faults.push(...writeFaults(answer, changedTables(before, after)))
    before = after
    if (answer) {
      report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1
      if (answer.status < 300 && !one.outside) succeeded.add(operation.name)
      if (
        answer.status >= 400 &&
        answer.status < 500 &&
        !one.outside &&
        (answer.status !== 401 || !asksAnything(operation))
      )
        refused.add(operation.name)
    }
    if (faults.length) blame(at, faults, one, answer)
    if (
      !undone &&
      (people(before) !== settled ||
        (answer && answer.status < 400 && one.method !== 'GET' && changesPeople.test(operation.path)))
    ) {
      await house.restorePeople()
      before = await fingerprint()
      settled = people(before)
    }
    if (at % poolEvery === 0) pool = await readPool(house.db)
    if (at % guaranteesEvery === guaranteesEvery - 1) {
      const broken = await house.violations()
      if (broken.length) blame(at, broken, one, answer)
    }
  }

  const over = () => report.cases >= cases || performance.now() > deadline || report.faults.length >= most
  // First each once as it succeeds and as it is refused, and undone, so that none takes from another what it needs.
  // However long that takes: the time is for chance.
  for (const operation of api.operations) {
    if (report.faults.length >= most) break
    const ready = await makeReady(operation)
    await ask(operation, 'valid', null, ready)
    for (const [way, actor] of refusals(operation))
      if (!refused.has(operation.name)) await ask(operation, way, actor, ready)
    await log.undo()
    before = await fingerprint()
  }
  await log.close()
  undone = false
  settled = people(before)
  // Then anybody in any way, and what is done stays done.
  for (let round = 0; !over(); round += 1) {
    for (const operation of api.operations) {
      if (over()) break
      if (slow.test(operation.path) && round % 3 !== 2) continue
      const ready = chance.happens(fromReady) ? await makeReady(operation) : null
      await ask(operation, chance.happens(0.25) ? 'valid' : chance.pick(ways), chance.pick(actorsFor(operation)), ready)
    }
  }
  const broken = await house.violations()
  if (broken.length) blame(report.cases, broken, null, null)
  return report
}

/** Many requests at once, valid and broken: only the properties of single answers and the promises are held. */
export async function fuzzTogether(
  house: FuzzHouse,
  options: { seed: number; bursts: number; width: number },
): Promise<Fault[]> {
  const api = readApi(house.document)
  const chance = chanceOf(options.seed)
  const quick = api.operations.filter(
    (operation) => !slow.test(operation.path) && !operation.path.includes('/admin/users'),
  )
  const found: Fault[] = []
  for (let burst = 0; burst < options.bursts; burst += 1) {
    const pool = await readPool(house.db)
    const batch = Array.from({ length: options.width }, () => {
      const operation = chance.pick(quick)
      const actor = house.actors[chance.pick(actorsFor(operation))]
      return buildCase(api, operation, {
        chance,
        pool,
        actor,
        way: chance.happens(0.6) ? 'valid' : chance.pick(ways),
      })
    })
    await Promise.all(
      batch.map(async (one, index) => {
        const answer = await sendPatiently(house, one).catch((error: unknown) => error as Error)
        const faults = answer instanceof Error ? [answer.message] : answerFaults(one, answer, api.schemas)
        if (faults.length)
          found.push({
            at: burst * options.width + index,
            faults,
            request: showRequest(one),
            answer: answer instanceof Error ? '(none)' : showAnswer(answer),
            logged: house.errors(),
          })
      }),
    )
    await house.restorePeople()
  }
  const broken = await house.violations()
  if (broken.length) found.push({ at: -1, faults: broken, request: '', answer: '', logged: [] })
  return found
}
