/** DATA_DIR/logs: what the servers say, kept off the terminal. */
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** A log larger than this (bytes) is set aside as NAME.1.log when its server is started. */
const ROTATE_BYTES = 5 * 1024 * 1024

/** Opens DATA_DIR/logs/NAME.log for appending. */
export function openLog(dataDir: string, name: string): WriteStream {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.log`)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > ROTATE_BYTES) renameSync(path, join(folder, `${name}.1.log`))
  return createWriteStream(path, { flags: 'a' })
}

const PRETTY_ERROR = /^(\[[^\]]*\]\s*)?(ERROR|FATAL)\b/

/** Whether a log line is for the person at the terminal: an error in JSON or in the pretty form. */
export const isErrorLine = (line: string): boolean =>
  /"level":(50|60|"error"|"fatal")/.test(line) || PRETTY_ERROR.test(stripVTControlCharacters(line))
