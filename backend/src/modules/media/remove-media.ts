import { platformErrors } from '../../platform/errors.ts'
import type { MediaDeps } from './deps.ts'
import { mediaErrors } from './media.errors.ts'
import { processMediaJob } from './media.jobs.ts'
import {
  deleteRemoved,
  findLeftOriginals,
  findOwnMedia,
  findStuck,
  markRemoved,
  type MediaRow,
  takeLoose,
} from './media.repository.ts'
import { dropOriginal } from './process-media.ts'

const filesOf = ({ sizes, originalKey }: MediaRow): string[] => [
  ...sizes.map(({ key }) => key),
  ...(originalKey ? [originalKey] : []),
]

/**
 * What its owner does not want after all. The row stays until the sweep: it counts for the hour, and names the files if
 * the storage does not answer now.
 * @throws NOT_FOUND, MEDIA_IN_USE
 */
export async function removeMedia(deps: MediaDeps, input: { ownerId: string; mediaId: string }): Promise<void> {
  const { database, storage, logger } = deps
  const row = await findOwnMedia(database.read, input.ownerId, input.mediaId)
  if (!row) throw platformErrors.NOT_FOUND()
  if (!(await database.transaction((tx) => markRemoved(tx, row.id)))) throw mediaErrors.MEDIA_IN_USE()
  await storage
    .remove(filesOf(row))
    .catch((error: unknown) => logger.warn({ err: error, mediaId: row.id }, 'files wait for the sweep'))
}

const batch = 100

/**
 * Everything overdue: what nothing showed within a day, originals that outlived their use, jobs that gave up. What
 * fails is there again for the next run.
 */
export async function sweepMedia(deps: MediaDeps): Promise<{ removed: number; originals: number; again: number }> {
  const { database, storage, jobs, logger } = deps
  const swept = { removed: 0, originals: 0, again: 0 }
  for (;;) {
    const loose = await database.transaction((tx) => takeLoose(tx, batch))
    for (const row of loose) {
      await storage.remove(filesOf(row))
      await database.transaction((tx) => deleteRemoved(tx, row.id))
    }
    swept.removed += loose.length
    if (loose.length < batch) break
  }
  for (const row of await findLeftOriginals(database.read, batch)) {
    await dropOriginal(deps, row)
    swept.originals += 1
  }
  for (const mediaId of await findStuck(database.read, batch)) {
    await jobs.send(null, processMediaJob, { mediaId }, { singletonKey: mediaId })
    swept.again += 1
  }
  if (swept.removed + swept.originals + swept.again > 0) logger.info({ ...swept }, 'media swept')
  return swept
}
