/** Folders for the tests of these scripts: gone after the file, and passable for the user PostgreSQL runs as. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** An empty folder under the system's temporary one. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-scripts-'))
  chmodSync(folder, 0o755)
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
