/** The part of pino's interface that the sandbox writes to. */
export type SandboxLogger = {
  info: (facts: object, message: string) => void
  warn: (facts: object, message: string) => void
  error: (facts: object, message: string) => void
}

export const silentLogger: SandboxLogger = { info: () => {}, warn: () => {}, error: () => {} }
