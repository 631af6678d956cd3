/** Where files live: S3 (or what speaks it) when configured, else a folder below DATA_DIR. Both keep the same promises. */
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '../../config.ts'
import { assertNoTransaction } from '../../database/index.ts'
import { createDiskStorage } from './disk.ts'
import { createS3Storage } from './s3.ts'

export interface StoredFile {
  body: Readable
  bytes: number
}

/** A place a browser may put one file, itself. */
export interface DirectUpload {
  url: string
  /** To be sent exactly so: they are part of the signature. */
  headers: Record<string, string>
}

/** Keys are made by us, from ids and hashes: letters, digits, `-`, `.` and `/`. */
export interface Storage {
  /** Whole or not at all; the same key again replaces. */
  put(key: string, bytes: Buffer, about: { contentType: string; isPublic: boolean }): Promise<void>
  /** Null when there is none. */
  open(key: string): Promise<StoredFile | null>
  /** At most `mostBytes` of it; null when there is none, `too-large` when there is more. */
  read(key: string, mostBytes: number): Promise<Buffer | 'too-large' | null>
  /** What is not there any more is no failure. */
  remove(keys: readonly string[]): Promise<void>
  /** Where everyone reads a public file without us; null: at our own address. */
  publicUrl(key: string): string | null
  /** Null where files can only come through us. */
  directUpload:
    | ((key: string, file: { contentType: string; bytes: number; seconds: number }) => Promise<DirectUpload>)
    | null
}

/** The storage did not do what was asked: gone, slow, or refusing our key. */
export class StorageFailure extends Error {
  override name = 'StorageFailure'
}

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
