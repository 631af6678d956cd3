/** Media for houses whose matter it is not: pictures that somebody wrote into the table can be attached and shown. */
import { createHash } from 'node:crypto'
import { createMedia, type Media } from '../src/modules/media/index.ts'
import type { Database } from '../src/platform/database/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createStorage } from '../src/platform/outside/storage/index.ts'
import type { TestDatabase } from './postgres.ts'

export function stillMedia(database: Database): Media {
  return createMedia({
    database,
    jobs: { send: async () => {} },
    storage: createStorage({ dataDir: '/nonexistent', storage: { s3: null } }),
    limits: { perHour: 1000, totalBytes: 1_000_000_000 },
    documentOpened: async () => {},
    logger: { info: () => {}, warn: () => {} },
  })
}

/** A photo of somebody's that is ready, as if its job had run. */
export async function readyPicture(
  db: Pick<TestDatabase, 'query'>,
  ownerId: string,
): Promise<{ id: string; url: string }> {
  const id = newId()
  const hash = createHash('sha256').update(id).digest('hex')
  const sizes = [320, 640].map((width) => ({ width, height: width / 2, key: `media/${hash}-${width}.webp` }))
  await db.query(
    `INSERT INTO media (id, owner_id, purpose, status, content_hash, content_type, bytes, width, height, blur, sizes)
     VALUES ($1, $2, 'LISTING', 'READY', $3, 'image/jpeg', 1000, 640, 320, 'data:image/webp;base64,AA==', $4)`,
    [id, ownerId, hash, JSON.stringify(sizes)],
  )
  return { id, url: `/media/${hash}-640.webp` }
}
