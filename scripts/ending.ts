/** Ctrl-C, SIGTERM and the end of whoever forked us: the first ends everything in order, the second at once. */

/** Calls `stop` on the first signal and exits when it is done; `kill` on the second, then exits with 1. */
export function endOnSignals(options: { stop(): Promise<void>; kill(): void; say(text: string): void }): void {
  let asked = false
  const onSignal = () => {
    if (asked) {
      options.kill()
      process.exit(1)
    }
    asked = true
    options.say('Stopping … (again to stop at once)')
    options.stop().then(
      () => {
        options.say('✓ stopped')
        process.exit(0)
      },
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  if (process.send) process.once('disconnect', onSignal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
