/** What the requests need to know and to do in a house with the demo's data. */
import { setTimeout as wait } from 'node:timers/promises'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { newId } from '../../src/platform/ids.ts'
import { listCapturedMail } from '../../src/platform/outside/mail/mail-folder.ts'
import type { JobHandler } from '../../src/platform/jobs.ts'
import { type DemoHouse, stripeSignature } from '../demo-house.ts'
import { emailOf, type Person, type PersonName } from '../demo-people.ts'
import { requests } from './index.ts'
import { NothingLikeIt, type Ready, type World } from './ready.ts'

/** Bytes of the body, which a signature is over. */
const written = (body: unknown): string => JSON.stringify(body)

/** As whom it is sent need not be for whom it is meant. */
export function toInject(route: string, ready: Ready, person: Person): InjectOptions {
  const [method = 'GET', path = ''] = route.split(' ')
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ready.params?.[name] ?? ''))
  const query = ready.query ? `?${new URLSearchParams(ready.query).toString()}` : ''
  const headers: Record<string, string> = { ...person.bearer, ...ready.headers }
  if (ready.raw) headers['content-type'] = ready.raw.type
  else if (ready.body !== undefined) headers['content-type'] = 'application/json'
  const payload = ready.raw ? ready.raw.bytes : ready.body === undefined ? undefined : written(ready.body)
  return { method: method as 'GET', url: `${url}${query}`, headers, ...(payload === undefined ? {} : { payload }) }
}

/** Of a job by its name, or of an event for one of those who listen. */
function handlerOf({ modules }: DemoHouse, name: string): JobHandler['handle'] | null {
  const found = modules.all.flatMap((module) => module.jobs ?? []).find(({ job }) => job.name === name)
  if (found) return found.handle
  const listener = modules.all
    .flatMap((module) => module.subscriptions ?? [])
    .find((one) => `${one.event.type}/${one.name}` === name)
  return listener ? async ({ data, ...meta }: { data: never }) => listener.handle(data, meta as never) : null
}

export function openWorld(house: DemoHouse): World & {
  prepare(route: string): Promise<Ready>
  send(route: string, ready: Ready, as: PersonName): Promise<LightMyRequestResponse>
} {
  const { db, people, app } = house
  const profiles = new Map<string, string>()
  async function named(sql: string): Promise<string> {
    if (profiles.size === 0)
      for (const { name, id } of await db.query<{ name: string; id: string }>(
        `SELECT split_part(u.email, '@', 1) || 'Id' AS name, p.id FROM users u
         JOIN (SELECT id, user_id FROM host_profiles UNION ALL SELECT id, user_id FROM seller_profiles) p ON p.user_id = u.id`,
      ))
        profiles.set(name, id)
    return sql.replaceAll(/(?<!:):([a-z]\w*)/g, (whole, name: string) => {
      const id = profiles.get(name) ?? people[name as PersonName]?.userId
      if (!id) throw new Error(`nobody is called ${whole}`)
      return `'${id}'::uuid`
    })
  }
  const rows = async <Row extends object>(sql: string) => db.query<Row>(await named(sql))

  const world = {
    rows,
    async id(sql: string) {
      const [row] = await rows<Record<string, string>>(/ LIMIT \d+$/.test(sql) ? sql : `${sql} LIMIT 1`)
      const value = row && Object.values(row)[0]
      if (!value) throw new NothingLikeIt(sql)
      return value
    },
    userId: (name: PersonName) => people[name].userId ?? '',
    email: emailOf,
    signed: (event: object) => ({ 'stripe-signature': stripeSignature(written(event)) }),
    async prepare(route: string): Promise<Ready> {
      const prepare = requests[route]
      if (!prepare) throw new Error(`${route} has no request that succeeds: add one in backend/test-support/requests`)
      return prepare(world)
    },
    /** A machine with no time left sheds load, and says when to come back. */
    async send(route: string, ready: Ready, as: PersonName) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await app.inject(toInject(route, ready, people[as]))
        if (answer.statusCode !== 503 || attempt === 4) return answer
        await wait(Number(answer.headers['retry-after'] ?? 1) * 1000)
      }
    },
    publicUrl: house.publicUrl,
    async answerOf(route: string, change: Partial<Ready>) {
      // What is changed need not be looked for.
      const ready =
        change.by && Object.keys(change).length > 1 ? (change as Ready) : { ...(await world.prepare(route)), ...change }
      const answer = await world.send(route, ready, ready.by)
      if (answer.statusCode >= 300)
        throw new NothingLikeIt(`before it, ${route} as ${ready.by}: ${answer.statusCode} ${answer.body}`)
      return answer
    },
    async did<Answer>(route: string, change: Partial<Ready> = {}): Promise<Answer> {
      const answer = await world.answerOf(route, change)
      return (answer.body === '' ? {} : answer.json()) as Answer
    },
    async asked<Answer>(route: string, change: Partial<Ready> = {}) {
      const answer = await world.answerOf(route, change)
      const cookies = [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0])
      return { body: answer.json<Answer>(), cookie: cookies.join('; ') }
    },
    async work(name: string) {
      const [job] = await db.query<{ id: string; data: never }>(
        `SELECT id, data FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on DESC, id DESC LIMIT 1`,
        [name],
      )
      if (!job) throw new NothingLikeIt(`no ${name} waits to be run`)
      await world.run(name, (job.data as { data: object }).data, job.id)
    },
    async run(name: string, data: object, id: string = newId()) {
      const handler = handlerOf(house, name)
      if (!handler) throw new NothingLikeIt(`nothing is called ${name}`)
      await handler(data as never, { id, correlationId: id })
    },
    async tokenMailedTo(name: PersonName) {
      const [mail] = await listCapturedMail(house.dataDir, emailOf(name))
      const token = /(?:token=|enlace=|invitacion\/)([\w.-]+)/.exec(mail?.text ?? '')?.[1]
      if (!token) throw new NothingLikeIt(`no link was mailed to ${name}: ${mail?.text}`)
      return token
    },
  }
  return world
}
