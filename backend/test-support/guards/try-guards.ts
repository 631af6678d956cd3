/** Takes each guard away in turn and drives the routes that ask it, until the authorisation matrix notices. */
import './switch.ts'
import type { Declared } from '../authorisation.ts'
import { openDrive } from '../authorisation-matrix.ts'
import { buildDemoHouse, type HouseDatabase } from '../demo-house.ts'
import { readApi } from '../fuzz/operations.ts'
import { requests } from '../requests/index.ts'
import { type Work, works } from '../work.ts'
import type { Guard } from './find-guards.ts'
import { doubledRoutes } from './no-guards.ts'
import { askedSince, switchOff, weaken } from './switch.ts'

export interface Verdict {
  guard: string
  /** What noticed; null when nothing did. */
  noticed: string | null
  /** Whether any request of the matrix asks it at all. */
  reached: boolean
  /** What was wrong before anything was taken away. */
  before?: string
  /** It stands twice, and is not taken away. */
  why?: string
}

const weaker: Record<string, [name: string, access: unknown][]> = {
  'signed-in': [['public', 'public']],
  moderator: [['signed-in', 'signed-in']],
  admin: [
    ['moderator', { role: 'moderator' }],
    ['signed-in', 'signed-in'],
  ],
}

export async function tryGuards(
  db: HouseDatabase,
  guards: readonly Guard[],
  { only, say }: { only: readonly string[]; say: (verdict: Verdict) => void },
): Promise<void> {
  const house = await buildDemoHouse(db, { CACHE: 'off' })
  try {
    const drive = await openDrive(house)
    const routes = readApi(house.document)
      .operations.map(({ name, access }) => ({ route: name, access: access as Declared }))
      .filter(({ route }) => requests[route])
    for (const { why } of doubledRoutes.filter(({ fits }) => !routes.some(({ route }) => fits(route))))
      say({ guard: 'an entry of doubledRoutes', noticed: null, reached: true, before: `is about no route: ${why}` })
    // Which routes ask which guard, as things are.
    const sound: typeof routes = []
    const asking = new Map<number, typeof routes>()
    for (const one of routes) {
      askedSince()
      const faults = await drive.faultsOf(one.route, one.access).catch((error: unknown) => [String(error)])
      // Nothing can be shown by a route that is red as it is.
      if (faults.length) {
        say({ guard: `${one.route}, as it is`, noticed: null, reached: true, before: faults.join('\n') })
        continue
      }
      sound.push(one)
      for (const id of askedSince()) asking.set(id, [...(asking.get(id) ?? []), one])
    }
    const askedByWork = new Map<number, Work[]>()
    for (const work of works) {
      askedSince()
      const faults = await drive.faultsOfWork(work).catch((error: unknown) => [String(error)])
      if (faults.length)
        say({ guard: `${work.name}, as it is`, noticed: null, reached: true, before: faults.join('\n') })
      else for (const id of askedSince()) askedByWork.set(id, [...(askedByWork.get(id) ?? []), work])
    }
    const isWanted = (guard: string) => only.some((text) => guard.includes(text))
    const firstFault = async (some: typeof routes, done: readonly Work[] = []) => {
      for (const work of done) {
        const [fault] = await drive.faultsOfWork(work).catch((error: unknown) => [String(error)])
        if (fault) return fault.slice(0, 160)
      }
      for (const { route, access } of some) {
        const [fault] = await drive.faultsOf(route, access, { first: true }).catch((error: unknown) => [String(error)])
        if (fault) return fault.slice(0, 160)
      }
      const [told] = await drive.faultsAmongOthers(some).catch((error: unknown) => [String(error)])
      return told?.slice(0, 160) ?? null
    }
    const asIs = await drive.faultsAmongOthers(sound)
    if (asIs.length)
      say({ guard: 'what is read without others, as it is', noticed: null, reached: true, before: asIs.join('\n') })
    for (const one of sound) {
      for (const [name, access] of weaker[one.access] ?? []) {
        const guard = `${one.route}: ${one.access} → ${name}`
        if (!isWanted(guard)) continue
        const twice = doubledRoutes.find(({ fits }) => fits(one.route))
        if (twice) {
          say({ guard, noticed: null, reached: true, why: twice.why })
          continue
        }
        weaken({ route: one.route, access })
        say({ guard, noticed: await firstFault([one]), reached: true })
        weaken(null)
      }
    }
    for (const { id, file, line, text } of guards) {
      const guard = `${file}:${line}: ${text}`
      if (!isWanted(guard)) continue
      const [some, done] = [asking.get(id) ?? [], askedByWork.get(id) ?? []]
      switchOff(id)
      say({ guard, noticed: await firstFault(some, done), reached: some.length + done.length > 0 })
      switchOff(null)
    }
  } finally {
    await house.close()
  }
}
