/** Where things are in this repository, and the hash helpers that the other scripts decide "nothing changed" by. */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Absolute path of the checkout. */
export const projectRoot = join(import.meta.dirname, '..')

/** Absolute path of something inside the checkout. */
export const inProject = (...parts: string[]): string => join(projectRoot, ...parts)

/** Hash over the paths and contents of every file that the globs match (relative to `root`); order does not matter. */
export function hashFiles(patterns: string[], root: string = projectRoot): string {
  const hash = createHash('sha256')
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()
  for (const file of new Set(files)) {
    const path = join(root, file)
    if (!statSync(path).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** The stamp a previous run left under .cache, or null. */
export function readStamp(name: string): string | null {
  try {
    return readFileSync(inProject('.cache', `${name}.stamp`), 'utf8').trim()
  } catch {
    return null
  }
}

/** Remembers under .cache what a finished step was made from. */
export function writeStamp(name: string, value: string): void {
  const path = inProject('.cache', `${name}.stamp`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${value}\n`)
}
