/** Media behind the HTTP edge: a database of the test's own, and a folder or a local S3 server for its files. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFauxqs } from 'fauxqs'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import type { MediaPurpose } from '../../contracts/media.ts'
import { createMedia, type Media } from '../src/modules/media/index.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createDatabase, type Database } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import type { JobDefinition } from '../src/platform/jobs.ts'
import { createStorage, type Storage } from '../src/platform/outside/storage/index.ts'
import { signedInAs, testApp } from './app.ts'
import { testDatabase, type TestDatabase } from './postgres.ts'

export interface Answer {
  status: number
  headers: Record<string, unknown>
  /** Whatever the route answers: tests look at what they expect. */
  body: ReturnType<typeof JSON.parse>
  bytes: Buffer
}

export interface MediaHouse {
  db: TestDatabase
  database: Database
  media: Media
  storage: Storage
  app: FastifyInstance
  dataDir: string
  person(): Promise<string>
  /** As a browser's form sends it. */
  upload(
    as: string | null,
    file: Buffer,
    options?: { purpose?: MediaPurpose; name?: string; type?: string },
  ): Promise<Answer>
  ask(
    as: string | { moderator: string } | { admin: string } | null,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer>
  /** Documents that others than their owner read. */
  opened: { mediaId: string; ownerId: string; byUserId: string }[]
  /** Jobs that were sent and not run yet, by media id. */
  waiting: string[]
  /** Runs them. */
  work(): Promise<void>
  /** Uploads, processes and answers what GET says. */
  ready(as: string, file: Buffer, purpose?: MediaPurpose): Promise<Answer['body']>
  /** What lies in the folder of uploads, each as `folder/name`. */
  files(): Promise<string[]>
}

// Here and not in the house, which a test may also open for itself.
const endings: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of endings.splice(0)) await end()
})

const quiet = { info: () => {}, warn: () => {} }

/** Where files live: S3's settings as environment; stopped after the file's tests. */
export async function localS3(): Promise<Record<string, string>> {
  const server = await startFauxqs({ port: 0, logger: false })
  server.createBucket('uploads')
  afterAll(() => server.stop())
  return {
    S3_ENDPOINT: `http://127.0.0.1:${server.port}`,
    S3_BUCKET: 'uploads',
    S3_ACCESS_KEY_ID: 'test',
    S3_SECRET_ACCESS_KEY: 'test',
  }
}

export async function mediaHouse(env: Record<string, string> = {}): Promise<MediaHouse> {
  const db = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'media-house-'))
  const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env })
  const database = createDatabase(config)
  const storage = createStorage(config)
  const waiting: string[] = []
  const jobs = {
    async send(_tx: unknown, _job: JobDefinition, data: unknown) {
      waiting.push((data as { mediaId: string }).mediaId)
    },
  }
  const opened: MediaHouse['opened'] = []
  const media = createMedia({
    database,
    jobs,
    storage,
    limits: config.uploads,
    logger: quiet,
    documentOpened: async (_tx, facts) => void opened.push(facts),
  })
  const app = await testApp({ databaseUrl: db.url, database, modules: [media], env: { DATA_DIR: dataDir, ...env } })
  endings.push(async () => {
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const answerOf = (answer: Awaited<ReturnType<typeof app.inject>>): Answer => ({
    status: answer.statusCode,
    headers: answer.headers,
    body: /json/.test(String(answer.headers['content-type'])) ? answer.json() : null,
    bytes: answer.rawPayload,
  })
  const house: MediaHouse = {
    db,
    database,
    media,
    storage,
    app,
    dataDir,
    waiting,
    opened,
    async person() {
      const id = newId()
      await db.query('INSERT INTO users (id, name, email) VALUES ($1, $2, $3)', [id, 'Ana', `${id}@guelaguetza.test`])
      return id
    },
    async upload(as, file, { purpose = 'LISTING', name = 'foto.jpg', type = 'image/jpeg' } = {}) {
      const form = new FormData()
      form.set('purpose', purpose)
      form.set('file', new Blob([new Uint8Array(file)], { type }), name)
      const request = new Request('http://localhost/', { method: 'POST', body: form })
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/media',
        headers: {
          ...(as ? signedInAs({ userId: as }) : {}),
          'content-type': request.headers.get('content-type') ?? '',
        },
        payload: Buffer.from(await request.arrayBuffer()),
      })
      return answerOf(answer)
    },
    async ask(as, method, path, body) {
      const who =
        as === null
          ? {}
          : typeof as === 'string'
            ? signedInAs({ userId: as })
            : 'admin' in as
              ? signedInAs({ userId: as.admin, role: 'admin' })
              : signedInAs({ userId: as.moderator, role: 'moderator' })
      const url = path.startsWith('/media/') && path.endsWith('.webp') ? path : `/api/v1${path}`
      return answerOf(await app.inject({ method, url, headers: who, ...(body ? { payload: body } : {}) }))
    },
    async work() {
      for (const mediaId of waiting.splice(0)) await media.process(mediaId)
    },
    async ready(as, file, purpose = 'LISTING') {
      const { status, body } = await house.upload(as, file, { purpose })
      if (status !== 201) throw new Error(JSON.stringify(body))
      await house.work()
      return (await house.ask(as, 'GET', `/media/${body.id}`)).body
    },
    async files() {
      const below = { recursive: true, withFileTypes: true } as const
      const entries = await readdir(join(dataDir, 'uploads'), below).catch(() => [])
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name, parentPath }) => `${parentPath.split('/').at(-1)}/${name}`)
    },
  }
  return house
}
