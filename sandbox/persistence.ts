import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** The state file cannot be read; the message is one sentence for the person at the terminal. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StateFileError'
  }
}

export type Journal = {
  /** Every line ever written, oldest first; a half-written last line is cut off. */
  load: () => unknown[]
  /** Returns when the line is with the operating system: killing this process can no longer lose it. */
  append: (entry: unknown) => void
  /** True when the file has grown well past what it holds. */
  wantsCompaction: () => boolean
  /** Replaces the file in one step by these lines. */
  compact: (entries: Iterable<unknown>) => void
  close: () => void
}

const COMPACT_FROM_BYTES = 16 * 1024 * 1024

export const memoryJournal: Journal = {
  load: () => [],
  append: () => {},
  wantsCompaction: () => false,
  compact: () => {},
  close: () => {},
}

/**
 * A file of JSON lines, one per commit. Written synchronously and without fsync: it survives the death of
 * the process at any instant (not of the machine, which a stand-in need not).
 */
export function openJournal(file: string): Journal {
  let descriptor: number
  try {
    mkdirSync(dirname(file), { recursive: true })
    descriptor = openSync(file, 'a')
  } catch (cause) {
    throw new StateFileError(`The sandbox cannot write its state file ${file}: ${(cause as Error).message}.`)
  }
  let bytes = fstatSync(descriptor).size
  let bytesAfterCompaction = bytes

  return {
    load: () => {
      if (!existsSync(file)) return []
      const content = readFileSync(file, 'utf8')
      const complete = content.lastIndexOf('\n') + 1
      if (complete < content.length) {
        ftruncateSync(descriptor, Buffer.byteLength(content.slice(0, complete)))
        bytes = fstatSync(descriptor).size
      }
      const entries: unknown[] = []
      for (const [index, line] of content.slice(0, complete).split('\n').entries()) {
        if (line === '') continue
        try {
          entries.push(JSON.parse(line))
        } catch {
          throw new StateFileError(
            `The sandbox's state file ${file} is damaged at line ${index + 1}; move it away to begin with an empty one.`,
          )
        }
      }
      return entries
    },
    append: (entry) => {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`)
      let written = 0
      try {
        while (written < line.length) written += writeSync(descriptor, line, written)
      } catch (cause) {
        // A disk that filled up half-way must not leave a torn line in front of the next good one.
        ftruncateSync(descriptor, bytes)
        throw cause
      }
      bytes += line.length
    },
    wantsCompaction: () => bytes > COMPACT_FROM_BYTES && bytes > 3 * bytesAfterCompaction,
    compact: (entries) => {
      const next = `${file}.next`
      // Should it fail (a full disk), it is not tried again at each commit but when the file has tripled.
      bytesAfterCompaction = bytes
      rmSync(next, { force: true })
      const target = openSync(next, 'a')
      let size = 0
      for (const entry of entries) {
        const line = `${JSON.stringify(entry)}\n`
        writeFileSync(target, line)
        size += Buffer.byteLength(line)
      }
      renameSync(next, file)
      closeSync(descriptor)
      descriptor = target
      bytes = size
      bytesAfterCompaction = size
    },
    close: () => closeSync(descriptor),
  }
}
