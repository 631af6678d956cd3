/** Secrets that development need not configure: made once in DATA_DIR, readable by their owner only. Production configures its own. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

export interface Secrets {
  /** Signs session cookies and verification links. */
  auth: string
  /** Ed25519 private key that signs tickets. */
  ticketKeyPem: string
}

/** Two processes that start together must end up with one secret: whoever links the finished file first wins. */
function keptIn(folder: string, name: string, make: () => string): string {
  const path = join(folder, name)
  const read = () => readFileSync(path, 'utf8').trim()
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${make()}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return read()
}

/** What is configured, else what DATA_DIR keeps. In production loadConfig has already refused to go on without. */
export function loadSecrets(config: Pick<Config, 'auth' | 'tickets' | 'dataDir'>): Secrets {
  const folder = join(config.dataDir, 'secrets')
  return {
    auth: config.auth.secret ?? keptIn(folder, 'auth-secret', () => randomBytes(32).toString('base64url')),
    ticketKeyPem:
      config.tickets.signingKeyPem ??
      keptIn(folder, 'ticket-key.pem', () =>
        generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ),
  }
}
