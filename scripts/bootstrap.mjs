/**
 * Runs before `npm start`, `npm test`, `npm run dev` and `npm run check`: installs what package-lock.json names, when it
 * is not installed yet, and generates the Prisma client. Plain JavaScript for the Node that happens to be there (20.19 or
 * later); everything after it runs on the Node that the lock pins.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? '.', '..')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules/.package-lock-hash')
const MINIMUM_NODE = [20, 19]

function stop(sentence) {
  console.error(`✗ ${sentence}`)
  process.exit(1)
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

function checkVersions() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
    stop(
      `Node ${process.versions.node} is too old to install this: version ${MINIMUM_NODE.join('.')} or later is needed.`,
    )
  }
  const agent = process.env.npm_config_user_agent ?? ''
  if (agent && !agent.startsWith('npm/')) {
    stop(`Use npm: ${agent.split('/')[0]} does not read package-lock.json, which pins every version.`)
  }
  const npmMajor = Number(agent.match(/^npm\/(\d+)/)?.[1] ?? 10)
  if (npmMajor < 9) stop(`npm ${npmMajor} is too old for this lock file: version 9 or later is needed (npm i -g npm).`)
}

/** Whether node_modules is what the lock names, however it came to be: npm keeps its own note of what it installed. */
function isInstalled(lockHash) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === lockHash) return true
  const note = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readJson(note).packages
  const wanted = Object.entries(readJson(lockFile).packages).filter(([path, entry]) => path && !entry.optional)
  return wanted.every(([path, entry]) => installed[path]?.version === entry.version)
}

/** One line that counts the seconds on a terminal; a begin and an end elsewhere. */
async function withProgress(doing, done, work) {
  const begun = Date.now()
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`
  const live = process.stdout.isTTY
  if (!live) console.log(`… ${doing}`)
  const timer = live ? setInterval(() => process.stdout.write(`\r… ${doing} ${seconds()} `), 200) : undefined
  const outcome = await work()
  clearInterval(timer)
  if (live) process.stdout.write('\r\x1b[K')
  if (outcome.ok) console.log(`✓ ${done} ${seconds()}`)
  return outcome
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => resolve({ ok: false, output: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, output }))
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal) && process.exit(130))
  })
}

async function install(lockHash) {
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']
  const outcome = await withProgress(
    'installing packages (the first time takes a minute or two)',
    'packages installed',
    () => run(command, args),
  )
  if (!outcome.ok) {
    const reasons = outcome.output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line))
    stop(`npm ci failed:\n${(reasons.length ? reasons : outcome.output.split('\n')).slice(-15).join('\n')}`)
  }
  writeFileSync(stampFile, `${lockHash}\n`)
}

/** The Node of the lock; the one at hand, if it is new enough, on a platform for which the lock has none. */
function pinnedNode() {
  const pinned = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(`No Node 24 is shipped for ${process.platform}-${process.arch}: install Node 24 and run this with it.`)
}

async function generate(node) {
  const outcome = await run(node, ['--disable-warning=ExperimentalWarning', join(root, 'scripts/generate.ts')])
  if (!outcome.ok) stop(outcome.output.trim().replace(/^✗ /, ''))
}

checkVersions()
const lockHash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
if (isInstalled(lockHash)) writeFileSync(stampFile, `${lockHash}\n`)
else await install(lockHash)
await generate(pinnedNode())
