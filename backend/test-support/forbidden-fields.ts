/** Fields that nobody may write, put into every object of every body that succeeds: refused by name, or nowhere to be found. */
import { type ChangeLog, showChange } from './change-log.ts'
import type { DemoHouse } from './demo-house.ts'
import type { Operation } from './fuzz/operations.ts'
import { resolveSchema, type Schema, type Schemas } from './fuzz/schema.ts'
import { requests } from './requests/index.ts'
import { openWorld } from './requests/world.ts'

/** No row has them: wherever one stands afterwards, the request put it there. */
const sentinel = { id: 'feedface-0000-7000-8000-00000000feed', number: 3_133_731, text: 'by-nobody' }
const forbidden: Record<string, unknown> = {
  ...Object.fromEntries(
    [
      'id',
      'userId',
      'ownerId',
      'hostId',
      'sellerId',
      'buyerId',
      'payeeId',
      'partnerId',
      'createdBy',
      'requestedBy',
      'decidedBy',
    ].map((name) => [name, sentinel.id]),
  ),
  ...Object.fromEntries(
    [
      'totalCents',
      'amountCents',
      'priceCents',
      'refundedCents',
      'capturedCents',
      'commissionBps',
      'taken',
      'reserved',
      'onHand',
      'used',
      'ratingSum',
      'ratingCount',
      'helpfulCount',
      'version',
      'attempt',
    ].map((name) => [name, sentinel.number]),
  ),
  ...Object.fromEntries(['role', 'status', 'state', 'cancelReason', 'intentId'].map((name) => [name, sentinel.text])),
  ...Object.fromEntries(
    ['verified', 'emailVerified', 'banned', 'hiddenAt', 'paidAt', 'provedAt', 'createdAt'].map((name) => [name, true]),
  ),
}
/** Of what was accepted and ignored: columns that say so without a sentinel. */
const flags = ['email_verified', 'verified', 'banned', 'hidden_at', 'paid_at', 'proved_at']

interface Place {
  /** Keys from the root on. */
  path: string[]
  names: string[]
}

/** Every object of a body with the fields that its schema does not have; maps with free keys have none. */
function placesIn(given: Schema | undefined, value: unknown, schemas: Schemas, path: string[] = []): Place[] {
  if (!given || value === null || typeof value !== 'object') return []
  const schema = resolveSchema(given, schemas)
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (branches) {
    const wanted = Array.isArray(value) ? 'array' : 'object'
    const branch = branches.find((one) => resolveSchema(one, schemas).type === wanted)
    return placesIn(branch, value, schemas, path)
  }
  if (Array.isArray(value)) return placesIn(schema.items as Schema, value[0], schemas, [...path, '0'])
  if (!schema.properties) return []
  const names = Object.keys(forbidden).filter((name) => !schema.properties?.[name])
  return [
    { path, names },
    ...Object.entries(value).flatMap(([key, child]) =>
      placesIn(schema.properties?.[key], child, schemas, [...path, key]),
    ),
  ]
}

/** The body with all of them at one place. */
function withFields(body: unknown, { path, names }: Place): unknown {
  const copy = structuredClone(body)
  const target = path.reduce((at, key) => (at as Record<string, unknown>)[key], copy)
  Object.assign(target as object, Object.fromEntries(names.map((name) => [name, forbidden[name]])))
  return copy
}

export async function forbiddenFieldFaults(
  house: DemoHouse,
  log: ChangeLog,
  operations: readonly Operation[],
  schemas: Schemas,
): Promise<{ faults: string[]; tried: number }> {
  const world = openWorld(house)
  const faults: string[] = []
  let tried = 0
  for (const { name: route, body: schema } of operations) {
    if (!schema || !requests[route]) continue
    const ready = await world.prepare(route)
    const mark = await log.mark()
    for (const place of placesIn(schema, ready.body, schemas)) {
      tried += 1
      const answer = await world.send(route, { ...ready, body: withFields(ready.body, place) }, ready.by)
      const changes = await log.since(mark)
      const say = (what: string) => faults.push(`${route} at /${place.path.join('/')}: ${what}`)
      if (answer.statusCode === 400) {
        const pointers = new Set(
          answer.json<{ errors?: { pointer: string }[] }>().errors?.map(({ pointer }) => pointer),
        )
        const unnamed = place.names.filter((name) => !pointers.has(`/${[...place.path, name].join('/')}`))
        if (unnamed.length) say(`refused, but not for ${unnamed.join(', ')}`)
        if (changes.length) say(`refused, yet ${changes.map(showChange).join('; ')}`)
      } else if (answer.statusCode < 300) {
        // Whoever only reads what it knows may be sent more; none of it may arrive.
        for (const change of changes) {
          const written = JSON.stringify(change.after ?? {})
          const turned = flags.filter(
            (flag) =>
              change.op === 'UPDATE' && JSON.stringify(change.before?.[flag]) !== JSON.stringify(change.after?.[flag]),
          )
          if (Object.values(sentinel).some((value) => written.includes(String(value))) || turned.length)
            say(`written: ${showChange(change)}`)
        }
      } else say(`${answer.statusCode} ${answer.body.slice(0, 200)}`)
      if (changes.length) await log.undo(mark)
    }
    await log.undo()
  }
  return { faults, tried }
}
