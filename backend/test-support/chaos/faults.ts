/** The faults that are rehearsed, each hit at its exact point from outside: by the provider's own faults, row locks and cut lines. */
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type ChaosHouse, graceSeconds, holdSeconds, type Role } from './house.ts'
import { waitUntil } from './wait.ts'

export interface Fault {
  name: string
  /** Makes it happen and returns while it lasts, with the killed processes dead. */
  strike(house: ChaosHouse): Promise<void>
  /** What ends it, before everything that does not run is started. */
  end?(house: ChaosHouse): Promise<void>
}

/** How long an outage without an exact point lasts under load. */
const outageMs = 5000
const toCreate = { method: 'POST', path: '/v1/payment_intents' }
const toCancel = { method: 'POST', path: '/v1/payment_intents/*/cancel' }
const toRefund = { method: 'POST', path: '/v1/refunds' }
type Call = typeof toCreate
/** How the statements that lock a booking or a whole purchase begin, as a pattern; the server shows their first kilobyte only. */
const lockOfPayable = 'SELECT b.id, b.code, b.user_id|WITH checkout AS MATERIALIZED'

/** Locks what is paid for, purchases first, as everybody does. */
const lockRows = (checkouts: string, bookings: string) =>
  `SELECT id FROM checkouts WHERE ${checkouts} ORDER BY id FOR UPDATE; SELECT id FROM bookings WHERE ${bookings} ORDER BY id FOR UPDATE`

/** The process is killed while its call hangs at the provider, before or after it has had its effect there. */
const whileCalling =
  (call: Call, kind: 'hang_before' | 'hang_after', ...killed: Role[]): Fault['strike'] =>
  async (house) => {
    await house.provider.failNext({ ...call, kind })
    await house.provider.struck()
    await pause(100)
    await house.kill(...killed)
  }

/** The provider has answered; a lock held from outside keeps the process from saving the answer, and there it is killed. */
const beforeSaving =
  (call: Call, rows: string, statement: string, ...killed: Role[]): Fault['strike'] =>
  async (house) => {
    // The answer takes its time, so that the lock is there first. Somebody else may be the one who stands in front of it: again.
    for (let attempt = 1; ; attempt += 1) {
      await house.provider.failNext({ ...call, kind: 'latency', ms: 700 })
      await house.provider.struck()
      const client = await house.db.connect()
      try {
        await client.query('BEGIN')
        await client.query(rows)
        await waitUntil('the process stands right before its save', 3, () => isWaiting(house, statement))
        await house.kill(...killed)
        return
      } catch (error) {
        if (attempt === 5) throw error
      } finally {
        await client.end()
      }
    }
  }

async function isWaiting({ db }: ChaosHouse, statement: string): Promise<boolean> {
  const waiting = await db.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ $1`,
    [statement],
  )
  return waiting.length > 0
}

const underLoad =
  (...killed: Role[]): Fault['strike'] =>
  async (house) => {
    await pause(Math.random() * 1500)
    await house.kill(...killed)
  }

export const crashPoints: Fault[] = [
  {
    name: 'API killed after the hold, its call to the provider still on the wire',
    async strike(house) {
      const held = async () => (await house.db.query(`SELECT 1 FROM payments WHERE status = 'SUBMITTING'`)).length > 0
      house.provider.freeze()
      await waitUntil('a hold is committed', 20, held)
      await house.kill('api')
    },
    end: (house) => Promise.resolve(house.provider.thaw()),
  },
  { name: 'API killed before the intent is made', strike: whileCalling(toCreate, 'hang_before', 'api') },
  {
    name: 'API killed after the intent is made, answer not arrived',
    strike: whileCalling(toCreate, 'hang_after', 'api'),
  },
  {
    name: 'API killed before the intent’s id is saved',
    strike: beforeSaving(
      toCreate,
      lockRows(`status = 'PENDING_PAYMENT'`, `status = 'PENDING_PAYMENT' AND checkout_id IS NULL`),
      'attached AS',
      'api',
    ),
  },
  {
    name: 'all killed after the event is stored, before it is worked off',
    async strike(house) {
      const client = await house.db.connect()
      try {
        await waitUntil('an event is stored and its worker stands before what it pays for', 30, async () => {
          await client.query('BEGIN')
          await client.query(lockRows(`status = 'PENDING'`, `status = 'PENDING' AND checkout_id IS NULL`))
          for (let look = 0; look < 25; look += 1) {
            const stored = await house.db.query(
              `SELECT 1 FROM webhook_events WHERE status = 'RECEIVED' AND type = 'payment_intent.succeeded'`,
            )
            if (stored.length > 0 && (await isWaiting(house, lockOfPayable))) return true
            await pause(40)
          }
          await client.query('ROLLBACK')
          return false
        })
        await house.kill('api', 'jobs')
      } finally {
        await client.end()
      }
    },
  },
  {
    name: 'API killed after it stored the event, before the provider has its 200',
    async strike(house) {
      const kept = await house.relay.keepNextAnswer()
      await house.kill('api')
      kept.lose()
    },
  },
  { name: 'jobs killed before a refund is made', strike: whileCalling(toRefund, 'hang_before', 'jobs') },
  {
    name: 'jobs killed after a refund is made, answer not arrived',
    strike: whileCalling(toRefund, 'hang_after', 'jobs'),
  },
  {
    name: 'jobs killed before a refund’s answer is saved',
    strike: beforeSaving(
      toRefund,
      lockRows(`status = 'PAID'`, `status = 'CANCELLED' AND cancel_reason = 'BY_GUEST'`),
      lockOfPayable,
      'jobs',
    ),
  },
  { name: 'jobs killed before an expired intent is cancelled', strike: whileCalling(toCancel, 'hang_before', 'jobs') },
  {
    name: 'jobs killed after it is cancelled, seats not yet free',
    strike: whileCalling(toCancel, 'hang_after', 'jobs'),
  },
  {
    name: 'jobs killed mid-mail, before it is taken',
    async strike(house) {
      await house.postOffice.hangNext('before')
      await house.kill('jobs')
    },
  },
  {
    name: 'jobs killed mid-mail, taken but not noted',
    async strike(house) {
      await house.postOffice.hangNext('after')
      await house.kill('jobs')
    },
  },
]

export const outages: Fault[] = [
  { name: 'API killed under load', strike: underLoad('api') },
  { name: 'jobs killed under load', strike: underLoad('jobs') },
  { name: 'API and jobs killed together', strike: underLoad('api', 'jobs') },
  {
    name: 'provider down for longer than hold and grace',
    async strike(house) {
      await house.provider.kill()
      await pause((holdSeconds + graceSeconds + 6) * 1000)
    },
  },
]

export const databaseFaults: Fault[] = [
  {
    name: 'PostgreSQL killed',
    async strike(house) {
      await house.postgres?.kill()
      await pause(1000)
    },
    end: async (house) => house.postgres?.restart(),
  },
]

export const redisFaults: Fault[] = [
  {
    name: 'Redis killed',
    async strike(house) {
      await house.redis?.kill()
      await pause(outageMs)
    },
    end: async (house) => house.redis?.restart(),
  },
  {
    name: 'Redis frozen',
    async strike(house) {
      house.redis?.hang()
      await pause(outageMs)
    },
    end: async (house) => house.redis?.resume(),
  },
  {
    name: 'Redis full',
    async strike(house) {
      await house.redis?.command('CONFIG SET maxmemory 1')
      await pause(outageMs)
    },
    async end(house) {
      await house.redis?.command('CONFIG SET maxmemory 0')
    },
  },
]

/** The clocks of API and jobs are wrong from their start; nothing more has to happen than a while of sales. */
export const clockFault = (name: string): Fault => ({ name, strike: () => pause(outageMs) })

/** @param folder the PostgreSQL data's file system, small and its own */
export function diskFault(folder: string, free: () => void): Fault {
  return {
    name: 'the database’s disk is full',
    async strike(house) {
      fill(folder)
      await waitUntil('the database has no room left', 30, () => refusesRows(house))
      await pause(outageMs)
    },
    async end(house) {
      free()
      await house.postgres?.restart()
      await house.db.query('DROP TABLE IF EXISTS chaos_filler')
    },
  }
}

/** Takes what the files that are already there still have room for; true once that is all gone. */
async function refusesRows({ db }: ChaosHouse): Promise<boolean> {
  try {
    await db.query('CREATE TABLE IF NOT EXISTS chaos_filler AS SELECT gen_random_uuid() AS id')
    await db.query('INSERT INTO chaos_filler SELECT gen_random_uuid() FROM generate_series(1, 20000)')
    return false
  } catch {
    return true
  }
}

/** Writes until there is no room for another kilobyte. */
function fill(folder: string): void {
  for (const [index, size] of [1 << 20, 1 << 12, 1 << 10].entries()) {
    for (let n = 0; ; n += 1) {
      try {
        writeFileSync(`${folder}/filler-${index}-${n}`, Buffer.alloc(size))
      } catch {
        break
      }
    }
  }
}
