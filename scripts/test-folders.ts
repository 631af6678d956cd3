/** Folders for the tests of these scripts: gone after the file, and passable for the user PostgreSQL runs as. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []
// Registered on import, so that folders made within a test go too.
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** An empty folder under the system's temporary one. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-scripts-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return folder
}
