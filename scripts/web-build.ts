/** The built PWA in dist/, made again only when something it is made from has changed. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { Explained } from './command.ts'
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

/** Builds into a folder of its own and swaps it in, so that a server that runs never serves half a build. */
export async function buildWebIfChanged(): Promise<'built' | 'unchanged'> {
  const inputs = hashFiles(INPUTS)
  if (readStamp('web-build') === inputs && existsSync(inProject('dist/index.html'))) return 'unchanged'
  const making = inProject('.cache/web-build')
  const output = await runVite(['build', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'])
  if (output.failed) throw new Explained(`The PWA could not be built:\n${output.text.trim()}`)
  const previous = inProject('.cache/web-previous')
  mkdirSync(inProject('.cache'), { recursive: true })
  rmSync(previous, { recursive: true, force: true })
  if (existsSync(inProject('dist'))) renameSync(inProject('dist'), previous)
  renameSync(making, inProject('dist'))
  rmSync(previous, { recursive: true, force: true })
  writeStamp('web-build', inputs)
  return 'built'
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
