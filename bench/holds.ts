/** The hold itself, without HTTP and without a provider, beside a hand-written booking: both called in this process. */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { createModules } from '../backend/src/modules.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { createPlatform } from '../backend/src/platform/platform.ts'
import { serveBench } from './child.ts'
import { bookSql } from './limit-sql.ts'
import { type Bounds, type Figures, repeat } from './load.ts'

const platform = createPlatform(loadConfig())
const { bookings, payments } = createModules(platform)
// The provider is not asked; everything up to that moment is the hold.
payments.submit = async (payment) => payment
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })

interface Given {
  bounds: Bounds
  slotIds: string[]
  userIds: string[]
  /** Pairs of slot and person that were used up before. */
  skip: number
}

/** Every pair of a slot and a person once: a second hold of the same pair would replace the first. */
function pairs({ slotIds, userIds, skip }: Given) {
  let at = skip
  return () => {
    const slotId = slotIds[at % slotIds.length]
    const userId = userIds[Math.floor(at / slotIds.length)]
    at += 1
    if (!slotId || !userId) throw new Error('no pair of slot and person is left: fewer seconds, please')
    return { slotId, userId }
  }
}

await serveBench({
  start: async () => '',
  async stop() {
    await pool.end()
    await platform.close()
  },
  tasks: {
    async service(given: Given): Promise<Figures> {
      const next = pairs(given)
      return repeat(given.bounds, async () => {
        await bookings.hold({ ...next(), party: [{ type: 'adult', quantity: 1 }] })
        return 'held'
      })
    },
    async written(given: Given): Promise<Figures> {
      const next = pairs(given)
      return repeat(given.bounds, async () => {
        const { slotId, userId } = next()
        const code = randomBytes(6).toString('hex').toUpperCase()
        const values = [slotId, userId, randomUUID(), code, randomUUID()]
        const { rows } = await pool.query({ name: 'book', text: bookSql, values })
        return rows.length === 1 ? 'held' : 'refused'
      })
    },
  },
})
