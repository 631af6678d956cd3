/** Where files live: S3 (or what speaks it) when configured, else a folder below DATA_DIR. Both keep the same promises. */
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { assertNoTransaction } from '../../database/index.ts'
import { createDiskStorage } from './disk.ts'
import { createS3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

export { type Storage, StorageFailure, type StoredFile } from './storage.ts'

/** What reaches the outside refuses to do so while a transaction holds locks. */
function outsideTransactions(storage: Storage): Storage {
  const { directUpload } = storage
  return {
    put(...given) {
      assertNoTransaction('storage')
      return storage.put(...given)
    },
    open(key) {
      assertNoTransaction('storage')
      return storage.open(key)
    },
    read(key, mostBytes) {
      assertNoTransaction('storage')
      return storage.read(key, mostBytes)
    },
    async remove(keys) {
      assertNoTransaction('storage')
      if (keys.length > 0) await storage.remove(keys)
    },
    publicUrl: (key) => storage.publicUrl(key),
    directUpload,
  }
}

export function createStorage({ dataDir, storage }: Pick<Config, 'dataDir' | 'storage'>): Storage {
  return outsideTransactions(storage.s3 ? createS3Storage(storage.s3) : createDiskStorage(join(dataDir, 'uploads')))
}
