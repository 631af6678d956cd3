import { join } from 'node:path'

export type SandboxConfig = {
  port: number
  stateFile: string
  webhookUrl: string
  webhookSecret: string
}

/** A setting is wrong; the message is one sentence for the person at the terminal. */
export class SandboxConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SandboxConfigError'
  }
}

function portOf(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined || value === '') return fallback
  const port = Number(value)
  if (/^\d+$/.test(value) && port <= 65_535) return port
  throw new SandboxConfigError(`${name} must be a port number such as ${fallback}, not "${value}".`)
}

/** Reads the sandbox's settings from an environment; refuses production, where real money is at stake. */
export function readSandboxConfig(env: Record<string, string | undefined>): SandboxConfig {
  if (env.NODE_ENV === 'production') {
    throw new SandboxConfigError(
      'The payment sandbox does not run with NODE_ENV=production; set STRIPE_SECRET_KEY to take real payments.',
    )
  }
  const webhookUrl =
    env.SANDBOX_WEBHOOK_URL || `http://127.0.0.1:${portOf('PORT', env.PORT, 3001)}/api/v1/webhooks/stripe`
  if (!/^https?:$/.test(URL.parse(webhookUrl)?.protocol ?? '')) {
    throw new SandboxConfigError(
      `SANDBOX_WEBHOOK_URL must be an address such as http://127.0.0.1:3001/api/v1/webhooks/stripe, not "${webhookUrl}".`,
    )
  }
  return {
    port: portOf('SANDBOX_PORT', env.SANDBOX_PORT, 12_111),
    stateFile: join(env.DATA_DIR || '.data', 'sandbox', 'state.jsonl'),
    webhookUrl,
    // The receiver may know several while one replaces the other; the first is the current one.
    webhookSecret: env.STRIPE_WEBHOOK_SECRET?.split(',')[0]?.trim() || 'whsec_sandbox',
  }
}
