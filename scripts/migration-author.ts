/** Writes migrations by comparing prisma/schema with the snapshot taken at the last migration; needs no database. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SchemaContainer } from '@prisma/schema-engine-wasm'
import { Explained } from './command.ts'
import { sqlBetween } from './schema-engine.ts'

/** What `writeMigration` did: `unchanged` when there was nothing to write. */
export type Authored = { kind: 'written'; directory: string; empty: boolean } | { kind: 'unchanged' }

const SNAPSHOT = 'schema.snapshot.prisma'
const EMPTY_NOTE =
  '-- Written by hand: what the Prisma schema language cannot say (CHECK, partial indexes, triggers …).\n'

/** Folder name of a migration: UTC to the second, so that names sort in the order of writing. */
export function migrationFolder(name: string, now: Date): string {
  const slug = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  if (!slug)
    throw new Explained(`"${name}" is no name for a migration: use letters and digits, for example add_reviews.`)
  const stamp = now.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
  return `${stamp}_${slug}`
}

/** Compares, writes migration.sql and moves the snapshot on; `allowEmpty` writes a file to be filled by hand. */
export async function writeMigration(options: {
  migrationsDir: string
  schema: SchemaContainer[]
  name: string
  now: Date
  allowEmpty: boolean
}): Promise<Authored> {
  const { migrationsDir, schema, name, now, allowEmpty } = options
  const snapshotPath = join(migrationsDir, SNAPSHOT)
  const before = existsSync(snapshotPath) ? readFileSync(snapshotPath, 'utf8') : null
  const from = before?.trim() ? [{ path: SNAPSHOT, content: before }] : null
  const script = await sqlBetween(from, schema)
  const empty = script.replaceAll(/^\s*--.*$/gm, '').trim() === ''
  if (empty && !allowEmpty) return { kind: 'unchanged' }

  const folder = migrationFolder(name, now)
  const last = existsSync(migrationsDir)
    ? readdirSync(migrationsDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
        .at(-1)
    : undefined
  if (last && last.slice(0, 14) >= folder.slice(0, 14)) {
    throw new Explained(
      `The last migration (${last}) is dated after this one (${folder}): check the clock, or wait a second.`,
    )
  }
  const directory = join(migrationsDir, folder)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'migration.sql'), empty ? EMPTY_NOTE : script)
  writeFileSync(snapshotPath, schema.map((file) => `// ${file.path}\n${file.content.trim()}\n`).join('\n'))
  const lockPath = join(migrationsDir, 'migration_lock.toml')
  if (!existsSync(lockPath)) writeFileSync(lockPath, '# Read by the Prisma tools.\nprovider = "postgresql"\n')
  return { kind: 'written', directory, empty }
}
