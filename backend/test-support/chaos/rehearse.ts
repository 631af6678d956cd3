/** One fault from beginning to end: guests at work, the fault, the restart, quiet, and the reckoning. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import { bookAndBuyOnce, startLoad } from './guests.ts'
import type { ChaosHouse } from './house.ts'
import { newLedger } from './requests.ts'
import { judge, type Verdict, whatIsOpen } from './verdict.ts'
import { waitUntil } from './wait.ts'

export interface Rehearsal extends Verdict {
  /** From the end of the fault until a new guest held a ticket and a paid purchase and nothing from before was in doubt; null when never. */
  secondsToRecover: number | null
  /** What took longest: the last that was in doubt before it recovered. */
  last: string[]
  /** How many bookings were made and confirmed meanwhile, and how many purchases were made and paid. */
  booked: number
  confirmed: number
  bought: number
  purchased: number
}

/** A killed worker's jobs are given to another one when their time is up; nothing takes longer. */
const quietWithinSeconds = 150
const underWaySeconds = 3

async function isQuiet(house: ChaosHouse): Promise<boolean> {
  return (await whatIsOpen(house)).inDoubt.length === 0
}

export async function rehearse(house: ChaosHouse, fault: Fault): Promise<Rehearsal> {
  const ledger = newLedger()
  const load = startLoad(house, ledger)
  const begun = load.confirmed()
  await waitUntil('guests have booked and bought', 60, () =>
    Promise.resolve(load.confirmed() >= begun + 3 && load.purchased() >= 2),
  )
  await fault.strike(house)

  const ended = performance.now()
  const since = () => (performance.now() - ended) / 1000
  await fault.end?.(house)
  const died = house.deaths()
  await house.provider.clearFaults().catch(() => {})
  await house.restart()
  await house.provider.clearFaults()
  const quiet = load.end()
  let idle = false
  void quiet.then(() => (idle = true))
  let booksAgain = false
  const canary = bookAndBuyOnce(house, ledger).then((held) => (booksAgain = held))

  let secondsToRecover: number | null = null
  let last: string[] = []
  while (since() < quietWithinSeconds) {
    // The provider repeats what it could not deliver for half a minute and more: what has just come in is not in doubt.
    const open = await whatIsOpen(house, underWaySeconds).catch(() => null)
    if (open && open.inDoubt.length === 0 && booksAgain) {
      secondsToRecover ??= since()
      if (idle && open.holds.length === 0 && (await isQuiet(house))) break
    } else if (open && secondsToRecover === null) last = open.inDoubt
    await pause(200)
  }
  await Promise.all([quiet, canary])
  const verdict = await judge(house, ledger)
  verdict.stuck.push(...died, ...house.deaths())
  if (!booksAgain) verdict.stuck.push('no new guest could book and buy')
  const { booked, confirmed, bought, purchases } = ledger
  return {
    ...verdict,
    secondsToRecover,
    last,
    booked: booked.size,
    confirmed: confirmed.size,
    bought: bought.size,
    purchased: purchases.size,
  }
}
