/** Generates the Prisma client with the command line of the lockfile and without any download. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hashFiles, inProject, projectRoot, readStamp, writeStamp } from './project.ts'

/** `failed` carries what the Prisma command line said. */
export type Generated = { kind: 'generated' } | { kind: 'unchanged' } | { kind: 'failed'; output: string }

/** Writes backend/src/platform/database/generated unless schema and Prisma version are those of the last time. */
export async function generateClient(): Promise<Generated> {
  const prisma = dirname(createRequire(import.meta.url).resolve('prisma/package.json'))
  const inputs = hashFiles(['prisma/schema/*.prisma', 'node_modules/prisma/package.json'])
  const client = inProject('backend/src/platform/database/generated/client.ts')
  if (readStamp('prisma-client') === inputs && existsSync(client)) return { kind: 'unchanged' }

  const child = spawn(process.execPath, [join(prisma, 'build/index.js'), 'generate', '--no-hints'], {
    cwd: projectRoot,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code !== 0) return { kind: 'failed', output: output.trim() }
  writeStamp('prisma-client', inputs)
  return { kind: 'generated' }
}
