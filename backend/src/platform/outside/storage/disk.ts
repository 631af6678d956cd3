/** Files in a folder: what a laptop and a single server need. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Storage } from './storage.ts'

/** A key never leads out of the folder, whoever made it. */
function pathOf(folder: string, key: string): string {
  if (!/^[a-z0-9-]+(\/[a-z0-9.-]+)+$/.test(key) || key.includes('..')) throw new Error('not a storage key')
  return join(folder, key)
}

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function openOrNull(path: string) {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

export function createDiskStorage(folder: string): Storage {
  return {
    async put(key, bytes) {
      const path = pathOf(folder, key)
      await mkdir(dirname(path), { recursive: true })
      // A reader sees the old file or the new one, never half of one; a crash leaves no name behind that anyone reads.
      const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    },
    async open(key) {
      const file = await openOrNull(pathOf(folder, key))
      if (!file) return null
      const { size } = await file.stat()
      return { body: file.createReadStream(), bytes: size }
    },
    async read(key, mostBytes) {
      const file = await openOrNull(pathOf(folder, key))
      if (!file) return null
      try {
        const { size } = await file.stat()
        return size > mostBytes ? 'too-large' : await file.readFile()
      } finally {
        await file.close()
      }
    },
    async remove(keys) {
      for (const key of keys) await rm(pathOf(folder, key), { force: true })
    },
    publicUrl: () => null,
    directUpload: null,
  }
}
