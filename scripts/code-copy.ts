import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from './project.ts'

const copied = [
  'backend',
  'contracts',
  'sandbox',
  'prisma',
  'scripts',
  'package.json',
  'prisma.config.ts',
  'tsconfig.json',
]

/** A copy of the server's code that may be damaged, for as long as `use` runs; the packages are ours. */
export function withCodeCopy<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-copy-'))
  try {
    for (const part of copied) cpSync(inProject(part), join(folder, part), { recursive: true })
    symlinkSync(inProject('node_modules'), join(folder, 'node_modules'))
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
