/**
 * Drives every route as everybody, with a request that succeeds for whom its ids belong to: others are turned away and nothing in
 * the database changes; who is let in reads nothing of others', and writes nothing of theirs.
 */
import { parse } from 'csv-parse/sync'
import { can } from '../src/modules/partners/index.ts'
import { actsOf, asksNobody, type Declared, type Principal, principals } from './authorisation.ts'
import { type Change, type ChangeLog, openChangeLog, showChange } from './change-log.ts'
import type { DemoHouse } from './demo-house.ts'
import type { PersonName } from './demo-people.ts'
import { furnishOthers, openOthers, owners } from './others.ts'
import { openPrivateRows } from './private-rows.ts'
import { crossed } from './requests/crossed.ts'
import type { Ready } from './requests/index.ts'
import { openWorld } from './requests/world.ts'
import type { Work } from './work.ts'

/** `own`: nothing of others' is named, they do the same for themselves. */
export type Expectation = { allow: 'thing' | 'own' } | { status: number; code?: string }

const teams: Partial<Record<Principal, 'HELPER' | 'MANAGER'>> = { helper: 'HELPER', manager: 'MANAGER' }
const kindOf: Partial<Record<Principal, 'HOST' | 'SELLER'>> = {
  host: 'HOST',
  host2: 'HOST',
  seller: 'SELLER',
  seller2: 'SELLER',
}
const rank = { user: 0, moderator: 1, admin: 2 }
/** They may read and write what is others'. */
const staff: ReadonlySet<PersonName> = new Set(['moderator', 'admin', 'admin2', 'unproved'])
const roleOf = (principal: Principal) =>
  principal === 'admin' || principal === 'unproved' ? 'admin' : principal === 'moderator' ? 'moderator' : 'user'

export function expectationOf(route: string, access: Declared, ready: Ready, principal: Principal): Expectation {
  const refused = (status: number | 'own' | undefined): Expectation =>
    status === 'own' ? { allow: 'own' } : { status: status ?? 404 }
  if (asksNobody(route)) return { allow: principal === ready.by ? 'thing' : 'own' }
  if (principal === 'banned') return { status: 403, code: 'ACCOUNT_BANNED' }
  if (principal === 'visitor' || principal === 'expired') {
    if (access !== 'public') return { status: 401, code: 'UNAUTHENTICATED' }
    return principal === ready.by ? { allow: 'thing' } : refused(ready.strangers)
  }
  if (access === 'moderator' || access === 'admin') {
    if (rank[roleOf(principal)] < rank[access]) return { status: 403, code: 'FORBIDDEN' }
    if (ready.except?.[principal]) return { status: ready.except[principal] as number }
    return principal === 'unproved' && ready.proof ? { status: 403, code: 'STEP_UP_REQUIRED' } : { allow: 'thing' }
  }
  if (ready.except?.[principal]) return { status: ready.except[principal] as number }
  if (principal === 'unproved' && ready.proof) return { status: 403, code: 'STEP_UP_REQUIRED' }
  if (principal === ready.by || ready.also?.includes(principal)) return { allow: 'thing' }
  const acts = actsOf(route)
  if (acts) {
    const role = teams[principal]
    if (role) return can(role, acts.action) ? { allow: 'thing' } : refused(ready.strangers)
    if (kindOf[principal] === acts.kind) return refused(ready.peers ?? (ready.params ? 404 : 'own'))
  }
  if (principal === 'unverified' && ready.verified) return { status: 403, code: 'EMAIL_NOT_VERIFIED' }
  return refused(ready.strangers)
}

const heard: ReadonlySet<Principal> = new Set(['visitor', 'expired', 'banned', 'ana', 'host'])

/** What anybody's request may change: looks are counted a moment later whoever looked, and a session remembers that it was used. */
const counted = new Set(['daily_figures', 'counted_events'])
const ofUse = new Set(['last_used_at', 'expires_at', 'updated_at', 'ip_address', 'user_agent'])
const changesOnly = (names: ReadonlySet<string>, { before, after }: Change) =>
  Object.keys(after ?? {}).every(
    (name) => names.has(name) || JSON.stringify(before?.[name]) === JSON.stringify(after?.[name]),
  )
const isUse = (change: Change) => change.table === 'sessions' && change.op === 'UPDATE' && changesOnly(ofUse, change)
const real = (changes: readonly Change[]) => changes.filter((change) => !counted.has(change.table) && !isUse(change))
const idsOf = (changes: readonly Change[]) =>
  changes.flatMap(({ after }) =>
    Object.values(after ?? {}).filter(
      (value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value),
    ),
  )
/** Counted on somebody's listing by what others do; a test of the module holds them to their rows. */
const aggregates = new Set(['rating_sum', 'rating_count', 'helpful_count', 'updated_at'])
const onlyCounts = (change: Change) => changesOnly(aggregates, change)
/** Rows of a person's or of a host's that have no name of their own. */
const ofPerson = new Set([
  'passkeys',
  'two_factors',
  'consents',
  'account_closures',
  'review_votes',
  'calendar_feeds',
  'user_blocks',
])
/** In a list of somebody's own each thing stands once: one that stands twice is shown from a side that is not theirs. */
function shownTwice(body: string): string | null {
  const list = body.startsWith('{"items":[') ? (JSON.parse(body) as { items: { id?: string }[] }).items : []
  const ids = list.flatMap(({ id }) => id ?? [])
  return ids.find((id, index) => ids.indexOf(id) !== index) ?? null
}
/** What of a spreadsheet a workshop’s helpers do not get: columns of amounts, nor what stands in them. */
const moneyInCsv = (csv: string): string | null => {
  if (/ MXN\b/.test(csv)) return 'a column of amounts'
  try {
    parse(csv, { bom: true })
    return null
  } catch (error) {
    return `cells without a column: ${String(error)}`
  }
}

export interface Drive {
  log: ChangeLog
  /** What is wrong with a route, one line each; empty when it is guarded as it says. */
  faultsOf(
    route: string,
    access: Declared,
    options?: { only?: readonly Principal[]; first?: boolean },
  ): Promise<string[]>
  /** What is wrong with work that nobody asked for over HTTP. */
  faultsOfWork(work: Work): Promise<string[]>
  /** What of these routes is other than with nobody else there. */
  faultsAmongOthers(routes: readonly { route: string; access: Declared }[]): Promise<string[]>
}

export async function openDrive(house: DemoHouse): Promise<Drive> {
  const { db } = house
  await furnishOthers(db)
  const log = await openChangeLog(db)
  const rows = await openPrivateRows(db)
  const world = openWorld(house)
  const others = await openOthers(house, log)

  /** A guest's phone number or note may be told to a host; to nobody else than staff is anything told of people not their own. */
  function judgeAnswer(principal: PersonName, body: string): string[] {
    if (staff.has(principal)) return []
    return rows.leaks(body, house.people[principal].userId).map((what) => `reads somebody else’s ${what}`)
  }
  /** On open screens, as in answers: whoever asked. */
  function judgeTold(): string[] {
    return house.told().flatMap(({ topic, message }) => {
      const [kind, userId] = topic.split(':')
      const reader = Object.values(house.people).find((person) => person.userId === userId)
      if (kind !== 'user' || !userId || staff.has(reader?.name ?? 'visitor')) return []
      const leaked = rows.leaks(JSON.stringify(message), userId)
      return leaked.map((what) => `the screen of ${reader?.name ?? userId} is told of somebody else’s ${what}`)
    })
  }
  function judgeWrites(principal: PersonName, changes: readonly Change[]): string[] {
    if (staff.has(principal)) return []
    const { userId } = house.people[principal]
    return changes.flatMap((change) => {
      if (change.op === 'INSERT' || (change.op === 'UPDATE' && onlyCounts(change))) return []
      // Whoever takes an invitation makes it theirs.
      if (change.table === 'team_members' && change.after?.['user_id'] === userId) return []
      const { before } = change
      const owned = rows.ownersOf(
        String(
          ofPerson.has(change.table)
            ? (before?.['user_id'] ?? before?.['host_id'] ?? before?.['blocker_id'])
            : before?.['id'],
        ),
      )
      return owned && !(userId && owned.people.has(userId))
        ? [`writes somebody else’s ${owned.kind}: ${showChange(change)}`]
        : []
    })
  }
  /** What helpers may not see stands in no answer to them. */
  const money = /"(price|total|amount|commission|payout|net|gross|balance|refund(ed)?)":\{"amount":/

  async function faultsOfCrossed(one: (typeof crossed)[number], ready: Ready): Promise<string[]> {
    const { route, what, as = ready.by, change, status, counts, finds, says } = one
    const asked = { ...ready, ...(await change?.(ready, world)) }
    await rows.refresh(idsOf(await log.changes()))
    const arranged = await log.mark()
    const { statusCode, body } = await world.send(route, asked, as)
    const changes = real(await log.since(arranged))
    const faults: string[] = []
    if (finds) {
      if (statusCode >= 300) faults.push(`${statusCode} where it is theirs to do: ${body.slice(0, 300)}`)
      else if ((await world.rows(finds)).length === 0) faults.push(`done, yet nothing is found by ${finds}`)
      if (says && !says.test(body)) faults.push(`says something else than ${says}: ${body.slice(0, 200)}`)
      faults.push(...judgeAnswer(as, body), ...judgeWrites(as, changes))
    } else {
      if (status ? statusCode !== status : statusCode < 400 || statusCode >= 500 || statusCode === 401)
        faults.push(`${statusCode} instead of ${status ?? 'a refusal'}: ${body.slice(0, 300)}`)
      if (counts) {
        const judged = counts === 'own' ? changes : changes.filter(({ table }) => table !== 'passkeys')
        faults.push(...judgeWrites(as, judged), ...(changes.length ? [] : ['refused, and counted nowhere']))
      }
      if (!counts && changes.length) faults.push(`refused, yet ${changes.slice(0, 4).map(showChange).join('; ')}`)
    }
    return faults.map((fault) => `${route} ${what} as ${as}: ${fault}`)
  }

  async function faultsOf(
    route: string,
    access: Declared,
    { only = principals, first = false }: { only?: readonly Principal[]; first?: boolean } = {},
  ): Promise<string[]> {
    const wrong: string[] = []
    let mark = '0'
    async function begin(): Promise<Ready> {
      const prepared = await world.prepare(route)
      await rows.refresh(idsOf(await log.changes()))
      mark = await log.mark()
      return prepared
    }
    try {
      const ready = await begin()
      // Where nobody is asked who they are, few are enough to show it.
      const asked = asksNobody(route) ? only.filter((principal) => heard.has(principal)) : only
      for (const principal of asked) {
        if (first && wrong.length) break
        const expected = expectationOf(route, access, ready, principal)
        house.errors()
        house.told()
        const answer = await world.send(route, ready, principal)
        const changes = real(await log.since(mark))
        const say = (what: string) => wrong.push(`${route} as ${principal}: ${what}`)
        const { statusCode, body } = answer
        if ('allow' in expected) {
          const taken =
            expected.allow === 'thing' ? statusCode < 300 : statusCode < 500 && statusCode !== 401 && statusCode !== 403
          if (!taken)
            say(
              `${statusCode} where it is theirs to do: ${body.slice(0, 300)} ${house.errors().join(' ').slice(0, 400)}`,
            )
          // What it carries proves who it is, whoever sends it.
          if (!asksNobody(route))
            for (const fault of [...judgeAnswer(principal, body), ...judgeWrites(principal, changes)]) say(fault)
          for (const fault of judgeTold()) say(fault)
          const twice = statusCode < 300 ? shownTwice(body) : null
          if (twice) say(`is shown ${twice} twice`)
          const { leaves } = ready
          if (leaves && statusCode < 300 && (leaves.as ?? [ready.by]).includes(principal))
            if ((await world.rows(leaves.finds)).length === 0) say(`leaves nothing that is found by ${leaves.finds}`)
          if (principal === 'helper' && actsOf(route) && money.test(body))
            say(`is told amounts: ${money.exec(body)?.[0]}`)
          const told = principal === 'helper' && route.endsWith('.csv') && statusCode < 300 ? moneyInCsv(body) : null
          if (told) say(`is told amounts: ${told}`)
        } else {
          if (statusCode !== expected.status) say(`${statusCode} instead of ${expected.status}: ${body.slice(0, 300)}`)
          else if (expected.code && answer.json<{ code: string }>().code !== expected.code)
            say(`${answer.json<{ code: string }>().code} instead of ${expected.code}`)
          if (changes.length) say(`turned away, yet ${changes.slice(0, 4).map(showChange).join('; ')}`)
        }
        if (changes.length) await log.undo(mark)
      }
      for (const one of crossed.filter((candidate) => candidate.route === route)) {
        if (first && wrong.length) break
        wrong.push(...(await faultsOfCrossed(one, ready)))
        await log.undo(mark)
      }
    } finally {
      await log.undo()
    }
    return wrong
  }
  /** Rows that were there before are theirs whom it is for: by what is known of the row, or by what it says itself. */
  async function faultsOfWork(work: Work): Promise<string[]> {
    const { userId } = house.people[work.for]
    const profiles = await db.query<{ id: string }>(
      'SELECT id FROM host_profiles WHERE user_id = $1 UNION ALL SELECT id FROM seller_profiles WHERE user_id = $1',
      [userId],
    )
    const mine = new Set<unknown>([userId, ...profiles.map(({ id }) => id)])
    try {
      await work.prepare(world)
      await rows.refresh(idsOf(await log.changes()))
      const mark = await log.mark()
      await work.run(world)
      const changes = await log.since(mark)
      return changes.flatMap((change) => {
        const { before } = change
        if (!before) return []
        const named = owners.map((column) => before[column]).filter((id) => typeof id === 'string')
        const owned = rows.ownersOf(String(before['id']))
        const isTheirs = owned
          ? userId && owned.people.has(userId)
          : named.length === 0 || named.some((id) => mine.has(id))
        return isTheirs || named.some((id) => mine.has(id))
          ? []
          : [
              `${work.name}, for ${work.for}: writes somebody else’s ${owned?.kind ?? change.table}: ${showChange(change)}`,
            ]
      })
    } finally {
      await log.undo()
    }
  }
  return { log, faultsOf, faultsOfWork, faultsAmongOthers: others.faultsOf }
}
