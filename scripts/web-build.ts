/** The built PWA in dist/, made again only when something it is made from has changed. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Explained } from './command.ts'
import { isAlive } from './process-identity.ts'
import { hashFiles, inProject, projectRoot, readStamp, writeStamp } from './project.ts'

/** Everything the bundle is made from. */
const INPUTS = [
  'src/**/*',
  'public/**/*',
  'contracts/*.ts',
  'index.html',
  'vite.config.ts',
  'tsconfig.web.json',
  'package-lock.json',
]

const FOLDERS = inProject('.cache/web-build')
/** The files of the build in dist/, without those it kept from the one before. */
const OWN = inProject('.cache/web-build-files.json')

/** Builds into a folder of its own and moves that in, so that a server that runs never serves half a build. */
export async function buildWebIfChanged(): Promise<'built' | 'unchanged'> {
  const inputs = hashFiles(INPUTS)
  if (readStamp('web-build') === inputs && existsSync(inProject('dist/index.html'))) return 'unchanged'
  removeLeftovers()
  const making = join(FOLDERS, String(process.pid))
  const output = await runVite(['build', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'])
  if (output.failed) throw new Explained(`The PWA could not be built:\n${output.text.trim()}`)
  writeFileSync(OWN, JSON.stringify(moveIn(making, inProject('dist'), ownFiles())))
  writeStamp('web-build', inputs)
  return 'built'
}

/**
 * Moves a build into the folder that is served, file by file: first what pages ask for, last the page itself. The assets of
 * the build before stay, for whoever has its page open; older ones go.
 * @param previous the files of the build before; everything there when null
 * @returns the files of this build
 */
export function moveIn(made: string, served: string, previous: string[] | null): string[] {
  const files = filesBelow(made).toSorted((a, b) => rank(a) - rank(b))
  const kept = new Set([...files, ...(previous ?? filesBelow(served)).filter(isAsset)])
  for (const file of files) {
    mkdirSync(dirname(join(served, file)), { recursive: true })
    renameSync(join(made, file), join(served, file))
  }
  for (const file of filesBelow(served)) if (!kept.has(file)) rmSync(join(served, file), { force: true })
  rmSync(made, { recursive: true, force: true })
  return files
}

const isAsset = (file: string) => file.startsWith('assets/')
const rank = (file: string) => (isAsset(file) ? 0 : file === 'index.html' ? 2 : 1)

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

function ownFiles(): string[] | null {
  try {
    return JSON.parse(readFileSync(OWN, 'utf8')) as string[]
  } catch {
    return null
  }
}

/** Of builds that were killed; another start may be building at this moment. */
function removeLeftovers(): void {
  if (!existsSync(FOLDERS)) return
  for (const name of readdirSync(FOLDERS))
    if (!isAlive(Number(name))) rmSync(join(FOLDERS, name), { recursive: true, force: true })
}

function runVite(args: string[]): Promise<{ failed: boolean; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject('node_modules/vite/bin/vite.js'), ...args], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const endWithUs = () => child.kill()
    process.once('exit', endWithUs)
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.stderr.on('data', (chunk) => (text += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', endWithUs)
      resolve({ failed: code !== 0, text })
    })
  })
}
