/** How every script ends: quietly, or with one sentence and exit code 1. */

/** A failure that its message explains to the person at the terminal; the stack would say nothing more. */
export class Explained extends Error {}

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Whether the message says it all: our own explanations, and a wrong configuration. */
export const isExplained = (error: unknown): error is Error =>
  error instanceof Explained || (error instanceof Error && error.name === 'ConfigError')

/** Runs a script's work: an explained failure is its sentence on stderr, anything else is a bug and keeps its stack. */
export async function runScript(work: () => Promise<void>): Promise<void> {
  // `npm start | head`: whoever reads has had enough; that is no reason to fall over.
  process.stdout.on('error', () => {})
  try {
    await work()
  } catch (error) {
    console.error(isExplained(error) ? `✗ ${error.message}` : error)
    process.exitCode = 1
  }
}
