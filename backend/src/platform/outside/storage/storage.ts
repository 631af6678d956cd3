/** What every place for files promises. */
import type { Readable } from 'node:stream'

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
