/** A house with the demo's data, listening on a port, to be broken into; people are put back as they were. */
import type { AddressInfo } from 'node:net'
import { buildDemoHouse, type DemoHouse, type HouseDatabase } from '../demo-house.ts'
import type { Person, PersonName } from '../demo-people.ts'
import { openWire, type Wire } from './wire.ts'

export type ActorName = PersonName
export type Actor = Person

export interface FuzzHouse extends DemoHouse {
  port: number
  wire: Wire
  actors: Record<ActorName, Actor>
  /** People, their passwords and sessions as they were at the beginning, whatever was done to them. */
  restorePeople(): Promise<void>
}

export async function buildFuzzHouse(db: HouseDatabase): Promise<FuzzHouse> {
  const house = await buildDemoHouse(db)
  const { app } = house
  // Slow senders are cut by the same means as in production, only sooner.
  Object.assign(app.server, { headersTimeout: 1000, requestTimeout: 1500, connectionsCheckingInterval: 100 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const wire = openWire(port)
  return {
    ...house,
    port,
    wire,
    actors: house.people,
    restorePeople: await rememberPeople(db),
    async close() {
      wire.close()
      await house.close()
    },
  }
}

async function rememberPeople(db: HouseDatabase): Promise<() => Promise<void>> {
  const kept: { table: string; rows: string; columns: string }[] = []
  for (const table of ['users', 'accounts', 'sessions', 'host_profiles', 'seller_profiles', 'team_members']) {
    const [row] = await db.query<{ rows: string }>(`SELECT jsonb_agg(to_jsonb(t))::text AS rows FROM ${table} t`)
    const columns = await db.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    )
    kept.push({
      table,
      rows: row?.rows ?? '[]',
      columns: columns.map(({ name }) => `${name} = EXCLUDED.${name}`).join(', '),
    })
  }
  return async () => {
    // A session that goes on under another id has its token; and nobody had a second factor.
    for (const table of ['sessions', 'two_factors', 'passkeys']) await db.query(`DELETE FROM ${table}`)
    for (const { table, rows, columns } of kept) {
      await db.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT (id) DO UPDATE SET ${columns}`,
        [rows],
      )
    }
  }
}
