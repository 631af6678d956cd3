/** The files of a new module: small, whole and tested, to be grown or cut. */
import type { Names } from './names.ts'

/** Paths from the checkout with their text. */
export function templates(names: Names): Record<string, string> {
  const { module, item } = names
  const folder = `backend/src/modules/${module}`
  return {
    [`contracts/${module}.ts`]: contract(names),
    [`prisma/schema/${module}.prisma`]: schema(names),
    [`${folder}/README.md`]: readme(names),
    [`${folder}/index.ts`]: door(names),
    [`${folder}/deps.ts`]: dependencies(names),
    [`${folder}/${module}.routes.ts`]: routes(names),
    [`${folder}/create-${item}.ts`]: createVerb(names),
    [`${folder}/archive-old-${module}.ts`]: archiveVerb(names),
    [`${folder}/${item}-age.rules.ts`]: rules(names),
    [`${folder}/${module}.repository.ts`]: repository(names),
    [`${folder}/${module}.queries.ts`]: queries(names),
    [`${folder}/${module}.errors.ts`]: errors(names),
    [`${folder}/${module}.events.ts`]: events(names),
    [`${folder}/${module}.jobs.ts`]: jobs(names),
    [`${folder}/${item}-age.rules.test.ts`]: rulesTest(names),
    [`${folder}/${module}.test.ts`]: moduleTest(names),
  }
}

const contract = ({ Module, Item }: Names): string => `import { z } from 'zod'
import { Id, Instant, PageQuery, page, plainText } from './common.ts'

export const ${Item} = z.object({ id: Id, title: z.string(), createdAt: Instant }).meta({ id: '${Item}' })
export type ${Item} = z.infer<typeof ${Item}>

export const ${Item}Create = z
  .object({ title: plainText(120, 1) })
  .strict()
  .meta({ id: '${Item}Create' })
export const ${Item}IdParams = z.object({ id: Id })
export const ${Module}Query = PageQuery
export const ${Item}Page = page(${Item}).meta({ id: '${Item}Page' })
`

const schema = ({ Item, table }: Names): string => `model ${Item} {
  id         String    @id @db.Uuid
  userId     String    @map("user_id") @db.Uuid
  title      String
  archivedAt DateTime? @map("archived_at") @db.Timestamptz(3)
  createdAt  DateTime  @default(now()) @map("created_at") @db.Timestamptz(3)

  @@index([userId, id(sort: Desc)], map: "${table}_user_id_id_idx")
  @@map("${table}")
}
`

const readme = ({ module, item, Item, table }: Names): string => `# ${module}

What this domain is about, in two sentences a newcomer understands.

**Owns** the table \`${table}\` (\`prisma/schema/${module}.prisma\`).

**States**: a ${item} is there, then archived once it is a year old; nothing un-archives it.

**Always true**: only its owner sees a ${item}; to everybody else it does not exist.

**Called by**: HTTP. **Publishes** \`${item}.created\`; **subscribes** to nothing.

**Jobs**: \`${module}.archive-old\`, daily, archives whatever is overdue; running it twice changes nothing.

Where to begin reading: \`create-${item}.ts\`; the contract is \`contracts/${module}.ts\` (\`${Item}\`).
`

const dependencies = ({
  Module,
  module,
}: Names): string => `import type { Database } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'

/** What the use cases of ${module} are given. */
export interface ${Module}Deps {
  database: Database
  events: Pick<Events, 'publish'>
}
`

const door = ({ module, Module, moduleVar }: Names): string => `/** The door of ${module}. */
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { archiveOld${Module} } from './archive-old-${module}.ts'
import type { ${Module}Deps } from './deps.ts'
import { archiveOld } from './${module}.jobs.ts'
import { ${moduleVar}Routes } from './${module}.routes.ts'

export * from './${module}.events.ts'

const DAY_SECONDS = 86_400

export function create${Module}(deps: ${Module}Deps): Module {
  return {
    name: '${module}',
    routes: (app) => ${moduleVar}Routes(app, deps),
    jobs: [handleJob(archiveOld, () => archiveOld${Module}(deps, new Date()))],
    schedules: [{ job: archiveOld, everySeconds: DAY_SECONDS }],
  }
}
`

const routes = ({
  module,
  item,
  Module,
  Item,
  moduleVar,
  itemVar,
}: Names): string => `import type { FastifyInstance } from 'fastify'
import { ${Item}, ${Item}Create, ${Item}IdParams, ${Item}Page, ${Module}Query } from '../../../../contracts/${module}.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { route } from '../../platform/http/route.ts'
import { create${Item} } from './create-${item}.ts'
import type { ${Module}Deps } from './deps.ts'
import { ${itemVar}Errors } from './${module}.errors.ts'
import { find${Item}, list${Module} } from './${module}.queries.ts'

const tags = ['${Module}'] as const

export function ${moduleVar}Routes(app: FastifyInstance, deps: ${Module}Deps): void {
  const { database } = deps
  route(app, {
    method: 'POST',
    url: '/${module}',
    access: 'signed-in',
    idempotent: true,
    summary: 'Create a ${item}',
    tags,
    schema: { body: ${Item}Create, response: { 201: ${Item} } },
    handler: (request) => create${Item}(deps, { userId: request.viewer.userId, ...request.body }),
  })
  route(app, {
    method: 'GET',
    url: '/${module}',
    access: 'signed-in',
    summary: 'My ${module}, newest first',
    tags,
    schema: { querystring: ${Module}Query, response: { 200: ${Item}Page } },
    handler: async (request) => {
      const { cursor, limit } = request.query
      const rows = await list${Module}(database.read, request.viewer.userId, { before: readIdCursor(cursor), limit })
      return idPage(rows, limit, (row) => row)
    },
  })
  route(app, {
    method: 'GET',
    url: '/${module}/:id',
    access: 'signed-in',
    summary: 'One of my ${module}',
    tags,
    schema: { params: ${Item}IdParams, response: { 200: ${Item} } },
    handler: async (request) => {
      const ${itemVar} = await find${Item}(database.read, request.viewer.userId, request.params.id)
      if (!${itemVar}) throw ${itemVar}Errors.NOT_FOUND()
      return ${itemVar}
    },
  })
}
`

const createVerb = ({
  module,
  Module,
  Item,
  item,
  itemVar,
}: Names): string => `import type { ${Item} } from '../../../../contracts/${module}.ts'
import type { ${Module}Deps } from './deps.ts'
import { ${itemVar}Created } from './${module}.events.ts'
import { insert${Item} } from './${module}.repository.ts'

/** Creates a ${item} and tells the other modules, in one transaction. */
export function create${Item}(deps: ${Module}Deps, input: { userId: string; title: string }): Promise<${Item}> {
  return deps.database.transaction(async (tx) => {
    const ${itemVar} = await insert${Item}(tx, input)
    await deps.events.publish(tx, ${itemVar}Created, { ${itemVar}Id: ${itemVar}.id, userId: input.userId })
    return ${itemVar}
  })
}
`

const archiveVerb = ({ module, Module, item }: Names): string => `import type { ${Module}Deps } from './deps.ts'
import { archiveBefore } from './${item}-age.rules.ts'
import { archiveCreatedBefore } from './${module}.repository.ts'

/** Archives everything overdue, whenever it last ran; a second run finds nothing. */
export async function archiveOld${Module}({ database }: Pick<${Module}Deps, 'database'>, now: Date): Promise<void> {
  await database.transaction((tx) => archiveCreatedBefore(tx, archiveBefore(now), now))
}
`

const rules = ({ module }: Names): string => `const DAY_MS = 86_400_000
/** How long ${module} stay on the list. */
export const keptDays = 365

/** What was created before this instant is archived at \`now\`. */
export const archiveBefore = (now: Date): Date => new Date(now.getTime() - keptDays * DAY_MS)
`

const repository = ({ Item, itemVar, module }: Names): string => `/** Writes on the ${module} table. */
import type { ${Item} } from '../../../../contracts/${module}.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { show${Item}, shown${Item} } from './${module}.queries.ts'

export async function insert${Item}(tx: Tx, input: { userId: string; title: string }): Promise<${Item}> {
  return show${Item}(await tx.${itemVar}.create({ data: { id: newId(), ...input }, select: shown${Item} }))
}

/** Conditional on not being archived yet, so that the first instant stays. */
export async function archiveCreatedBefore(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx.${itemVar}.updateMany({ where: { archivedAt: null, createdAt: { lt: before } }, data: { archivedAt: now } })
}
`

const queries = ({ Item, Module, itemVar, module, item }: Names): string => `/** What the screens read. */
import type { ${Item} } from '../../../../contracts/${module}.ts'
import type { Reader } from '../../platform/database/index.ts'

export const shown${Item} = { id: true, title: true, createdAt: true } as const

/** The row as the contract has it. */
export const show${Item} = (row: { id: string; title: string; createdAt: Date }): ${Item} => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
})

/** Newest first; one row more than \`limit\` says that there is a next page. */
export async function list${Module}(
  reader: Reader,
  userId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<${Item}[]> {
  const rows = await reader.${itemVar}.findMany({
    where: { userId, archivedAt: null, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: shown${Item},
  })
  return rows.map(show${Item})
}

/** Null for what does not exist and for another person's ${item} alike. */
export async function find${Item}(reader: Reader, userId: string, id: string): Promise<${Item} | null> {
  const row = await reader.${itemVar}.findFirst({ where: { id, userId }, select: shown${Item} })
  return row && show${Item}(row)
}
`

const errors = ({ module, itemVar }: Names): string => `import { defineErrors } from '../../platform/errors.ts'

export const ${itemVar}Errors = defineErrors('${module}', {
  NOT_FOUND: { status: 404, es: 'No encontramos lo que buscas.', en: 'We could not find what you are looking for.' },
})
`

const events = ({ item, itemVar, module }: Names): string => `/** What other modules may know of ${module}. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

export const ${itemVar}Created = defineEvent('${item}.created', z.object({ ${itemVar}Id: Id, userId: Id }))
`

const jobs = ({ module }: Names): string => `import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

export const archiveOld = defineJob({ name: '${module}.archive-old', schema: z.object({}), timeoutSeconds: 60 })
`

const rulesTest = ({ item }: Names): string => `import { expect, test } from 'vitest'
import { archiveBefore, keptDays } from './${item}-age.rules.ts'

test('what is older than the days kept is archived', () => {
  const now = new Date('2027-07-19T16:00:00.000Z')
  expect((now.getTime() - archiveBefore(now).getTime()) / 86_400_000).toBe(keptDays)
})
`

const moduleTest = ({
  module,
  Module,
  item,
  itemVar,
}: Names): string => `import { afterAll, expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { loadConfig } from '../../platform/config.ts'
import { createDatabase } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { archiveOld${Module} } from './archive-old-${module}.ts'
import type { ${Module}Deps } from './deps.ts'
import { create${Module} } from './index.ts'

const { url, query } = await testDatabase()
const database = createDatabase(loadConfig({ NODE_ENV: 'test', DATABASE_URL: url }))
afterAll(() => database.close())
const published: unknown[] = []
const events: ${Module}Deps['events'] = {
  publish: async (_, event, facts) => void published.push({ type: event.type, facts }),
}
const app = await testApp({ databaseUrl: url, database, modules: [create${Module}({ database, events })] })

const owner = newId()
const as = (userId: string) => signedInAs({ userId })

test('a ${item} is created, announced, and shown to its owner only', async () => {
  const created = await app.inject({ method: 'POST', url: '/api/v1/${module}', headers: as(owner), payload: { title: 'Grana' } })
  expect(created.statusCode).toBe(201)
  const ${itemVar} = created.json<{ id: string }>()
  expect(${itemVar}).toMatchObject({ title: 'Grana' })
  expect(published).toEqual([{ type: '${item}.created', facts: { ${itemVar}Id: ${itemVar}.id, userId: owner } }])

  const address = \`/api/v1/${module}/\${${itemVar}.id}\`
  expect((await app.inject({ url: address, headers: as(owner) })).json()).toEqual(${itemVar})
  expect((await app.inject({ url: address, headers: as(newId()) })).statusCode).toBe(404)
  expect((await app.inject({ url: address })).statusCode).toBe(401)
  const list = await app.inject({ url: '/api/v1/${module}', headers: as(owner) })
  expect(list.json()).toEqual({ items: [${itemVar}], nextCursor: null })
})

test('what is overdue is archived once', async () => {
  const later = new Date(Date.now() + 400 * 86_400_000)
  await archiveOld${Module}({ database }, later)
  await archiveOld${Module}({ database }, new Date(later.getTime() + 1000))
  const archived = 'SELECT archived_at FROM ${module.replaceAll('-', '_')}'
  expect(await query(archived)).toEqual([{ archived_at: later }])
  const list = await app.inject({ url: '/api/v1/${module}', headers: as(owner) })
  expect(list.json()).toEqual({ items: [], nextCursor: null })
})
`
