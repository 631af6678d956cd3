/**
 * `npm run relock`, after every `npm install`: completes package-lock.json.
 *
 * Some registries do not serve every platform's build of a package (an Android or FreeBSD binary, say). npm then leaves
 * that build out of the lock without a word, and `npm ci` refuses the lock for it. This puts an entry back for each one,
 * with the platform it is for, so that it is skipped everywhere else.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Which word in a package's name means which `os` of package.json; the first that matches counts. */
const SYSTEMS = [
  ['darwin', /(^|-)(darwin|macos)(-|$)/],
  ['win32', /win32|windows|win-/],
  ...['android', 'freebsd', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'aix', 'linux'].map((os) => [
    os,
    new RegExp(os),
  ]),
]

/** The same for `cpu`; arm comes after arm64. */
const PROCESSORS = [
  ...['arm64', 'wasm32', 'loong64', 'riscv64', 's390x', 'mips64el'].map((cpu) => [cpu, new RegExp(cpu)]),
  ['ppc64', /ppc64|powerpc64/],
  ['ia32', /ia32|i686/],
  ['arm', /arm/],
  ['x64', /x64/],
]

const EXACT_VERSION = /^\d+\.\d+\.\d+/

const firstMatch = (table, name) => table.find(([, pattern]) => pattern.test(name))?.[0]

/** The lock's entry that `name` means when it is asked for from `from`: npm looks in every node_modules on the way up. */
function resolveEntry(packages, from, name) {
  let folder = from
  for (;;) {
    const entry = packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]
    if (entry) return entry
    if (!folder) return undefined
    const parent = folder.lastIndexOf('node_modules/')
    folder = parent <= 0 ? '' : folder.slice(0, parent - 1)
  }
}

/** An entry for a build that this registry did not serve: enough for npm to know whom it is for. */
function stubEntry(name, version, dependent) {
  const shortName = name.split('/').pop()
  const os = firstMatch(SYSTEMS, shortName)
  const cpu = firstMatch(PROCESSORS, shortName)
  if (!os && !cpu) return undefined
  const libc = /musl/.test(shortName) ? 'musl' : /gnu/.test(shortName) && os === 'linux' ? 'glibc' : undefined
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dependent.dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  }
}

/** Adds what is missing to a parsed lock file, in place; returns the names added. */
export function completeLock(lock) {
  const added = []
  for (const [path, dependent] of Object.entries({ ...lock.packages })) {
    for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
      const present = resolveEntry(lock.packages, path, name)
      if (!EXACT_VERSION.test(version) || present?.version === version) continue
      const stub = stubEntry(name, version, dependent)
      if (!stub) continue
      const taken = lock.packages[`node_modules/${name}`] !== undefined
      lock.packages[taken ? `${path}/node_modules/${name}` : `node_modules/${name}`] = stub
      added.push(name)
    }
  }
  const byPath = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
  return added
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2] ?? 'package-lock.json'
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = completeLock(lock)
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(added.length ? `Added ${added.length} entries for other platforms.` : 'The lock is complete.')
}
