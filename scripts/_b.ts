import pg from 'pg'
import { startSimulationDatabases } from './simulation-databases.ts'
import { buildBookingHouse } from '../backend/test-support/build-booking-house.ts'
import { tryHold } from '../backend/src/modules/bookings/hold-statement.ts'
const dbs = await startSimulationDatabases()
const db = await dbs.create('b1')
const house = await buildBookingHouse(db, {})
const first = await house.slot({ capacity: 100000 })
const slots = [first.slotId]
for (let i = 0; i < 199; i++) slots.push((await house.slot({ capacity: 100000, experienceId: first.experienceId })).slotId)
const guests: string[] = []
for (let i = 0; i < 4000; i++) guests.push(await house.guest())
async function par(n: number, c: number, f: (i: number) => Promise<unknown>) { let i = 0; const t = performance.now(); await Promise.all(Array.from({ length: c }, async () => { while (i < n) { const k = i++; await f(k) } })); return n / ((performance.now() - t) / 1000) }
const pool = new pg.Pool({ connectionString: db.url, max: 10 })
for (let round = 0; round < 2; round++) {
const raw = await par(2000, 10, (k) => pool.query({ name: 'raw', text: `WITH s AS (UPDATE slots SET taken = taken + 1 WHERE id = $1 AND taken + 1 <= capacity RETURNING id, experience_id) INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy, commission_bps, hold_expires_at) SELECT gen_random_uuid(), $4, $2, s.id, s.experience_id, $3, 'CONFIRMED'::"BookingStatus", 1, 50000, '[]', '{}', 0, null FROM s RETURNING id`.replace("'CONFIRMED'::\"BookingStatus\"", "'PENDING'").replace(', null FROM', ', now() FROM'), values: [slots[k % 200], guests[k * 2 % 4000], first.hostId, 'R' + round + k] }).catch((e) => { if (!/one_live/.test(e.message)) throw e }))
await db.query('DELETE FROM payments'); await db.query('DELETE FROM bookings')
const hold = await par(2000, 10, (k) => tryHold(house.database, { slotId: slots[k % 200]!, userId: guests[(k * 2) % 4000]!, party: [{ type: 'adult', quantity: 1 }], specialRequests: null, holdSeconds: 900, commissionBps: 1600, livemode: false }).catch((e) => { if (!/one_live/.test(e.message)) throw e }))
await db.query('DELETE FROM payments'); await db.query('DELETE FROM bookings')
const full = await par(400, 10, (k) => house.bookings.hold({ slotId: slots[k % 200]!, userId: guests[k]!, party: [{ type: 'adult', quantity: 1 }] }))
await db.query('DELETE FROM payments'); await db.query('DELETE FROM bookings')
console.log({ raw, hold, ratio: hold / raw, full, fullRatio: full / raw })
}
await house.close(); await pool.end(); await dbs.stop()
