/** An account ends: asked for, fourteen days to take it back, then nothing in the house says who it was. */
import { hash } from 'node:crypto'
import type { Language } from '../../../../contracts/common.ts'
import type { AccountClosure, AccountObstacle } from '../../../../contracts/privacy.ts'
import type { Reader } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { type Leaving, type PersonalData, tracesOf } from '../../platform/personal-data.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { PrivacyDeps } from './deps.ts'
import { closureDoneMail } from './mails/closure-done.ts'
import { privacyErrors } from './privacy.errors.ts'
import { mailClosure } from './privacy.jobs.ts'
import {
  askClosure,
  findClosure,
  findDue,
  lockDue,
  markClosed,
  postponeClosure,
  strikeJobs,
  takeBackClosure,
} from './privacy.repository.ts'

export const graceDays = 14
type Deps = PrivacyDeps & { now: () => Date }
interface Asking {
  userId: string
  sessionId: string
  ipAddress: string
}

/** The account itself is the last to forget: its address is looked up until then. */
const allParts = ({ parts, identity }: Pick<Deps, 'parts' | 'identity'>): PersonalData[] => [
  ...parts,
  identity.personalData,
]

async function obstaclesOf(deps: Deps, reader: Reader, userId: string): Promise<AccountObstacle[]> {
  const found: AccountObstacle[] = []
  for (const part of allParts(deps)) found.push(...((await part.obstacles?.(reader, userId)) ?? []))
  const counts = new Map<AccountObstacle['kind'], number>()
  for (const { kind, count } of found) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}

export async function showClosure(deps: Deps, userId: string): Promise<AccountClosure> {
  const { read } = deps.database
  const [closure, obstacles] = await Promise.all([findClosure(read, userId), obstaclesOf(deps, read, userId)])
  return {
    requestedAt: closure?.requestedAt.toISOString() ?? null,
    effectiveAt: closure?.effectiveAt.toISOString() ?? null,
    graceDays,
    obstacles,
  }
}

/** @throws STEP_UP_REQUIRED, ACCOUNT_NOT_FREE */
export async function askToClose(deps: Deps, who: Asking): Promise<void> {
  await deps.identity.assertProved(who)
  const { userId, ipAddress } = who
  const obstacles = await obstaclesOf(deps, deps.database.read, userId)
  if (obstacles.length > 0) throw privacyErrors.ACCOUNT_NOT_FREE()
  const requestedAt = deps.now()
  const effectiveAt = addSeconds(requestedAt, graceDays * 86_400)
  await deps.database.transaction(async (tx) => {
    if (!(await askClosure(tx, { userId, requestedAt, effectiveAt }))) return
    const subject = `user:${userId}`
    await deps.identity.audit(tx, { actorId: userId, action: 'user.closure-asked', subject, details: {}, ipAddress })
    await deps.jobs.send(tx, mailClosure, {
      userId,
      requestedAt: requestedAt.toISOString(),
      effectiveAt: effectiveAt.toISOString(),
    })
  })
}

/** @throws INVALID_TRANSITION when nobody asked */
export async function takeBack(deps: Deps, who: { userId: string; ipAddress: string }): Promise<void> {
  const { userId, ipAddress } = who
  await deps.database.transaction(async (tx) => {
    if (!(await takeBackClosure(tx, userId))) throw platformErrors.INVALID_TRANSITION()
    const subject = `user:${userId}`
    await deps.identity.audit(tx, {
      actorId: userId,
      action: 'user.closure-taken-back',
      subject,
      details: {},
      ipAddress,
    })
  })
}

const pseudonymOf = (userId: string) => `Persona ${hash('sha256', userId).slice(0, 6).toUpperCase()}`

/** Null when its day has not come, or something stands in the way (it is tried again). */
async function forget(deps: Deps, userId: string): Promise<{ email: string } | null> {
  return deps.database.transaction(async (tx) => {
    const person = await lockDue(tx, userId, deps.now())
    if (!person) return null
    const obstacles = await obstaclesOf(deps, tx, userId)
    if (obstacles.length > 0) {
      await postponeClosure(tx, userId, obstacles)
      return null
    }
    const told = [person.name, person.email]
    for (const part of allParts(deps)) told.push(...((await part.traces?.(tx, userId)) ?? []))
    const leaving: Leaving = { userId, pseudonym: pseudonymOf(userId), traces: tracesOf(told) }
    for (const part of allParts(deps)) await part.forget?.(tx, leaving)
    await strikeJobs(tx, leaving)
    await deps.identity.audit(tx, {
      actorId: null,
      action: 'user.closed',
      subject: `user:${userId}`,
      details: {},
      ipAddress: null,
    })
    await markClosed(tx, userId, deps.now())
    return { email: person.email }
  })
}

/** Those whose day has come; one that fails keeps no other from ending. */
export async function closeDueAccounts(deps: Deps): Promise<{ closed: number }> {
  let closed = 0
  for (const { userId } of await findDue(deps.database.read, deps.now())) {
    try {
      const contact = await deps.identity.contactOf(userId)
      const gone = await forget(deps, userId)
      if (!gone) continue
      closed += 1
      await deps.identity.endedAccount(userId)
      await deps.listingsChanged(userId)
      // The last mail, to an address that we no longer have: should it fail, there is nothing to try again with.
      await deps.mailer.sendOnce(`privacy:closed:${userId}`, 'account-closed', gone.email, async () =>
        closureDoneMail({ language: (contact?.language ?? 'es') as Language, name: contact?.name ?? '' }),
      )
    } catch (error) {
      deps.logger.error({ err: error, userId }, 'an account was not closed')
    }
  }
  if (closed > 0) deps.logger.info({ closed }, 'accounts closed')
  return { closed }
}
