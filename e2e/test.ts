/** Playwright's test with what every journey of ours needs: it fails on anything the browser complains about. */
import { type BrowserContext, expect, test as base } from '@playwright/test'

/** Watches the consoles of a context. */
export interface Watch {
  /** The journey provokes this on purpose, for example the 402 of a declined card. */
  allow(pattern: RegExp): void
  /** Fails with everything the browser complained about that was not allowed. */
  check(): void
}

export function watchConsole(context: BrowserContext): Watch {
  const seen: string[] = []
  const allowed: RegExp[] = []
  context.on('console', (message) => {
    if (message.type() === 'error')
      seen.push(`${message.text()} (${message.location().url} on ${message.page()?.url()})`)
  })
  context.on('weberror', (error) => void seen.push(String(error.error().stack)))
  return {
    allow: (pattern) => void allowed.push(pattern),
    check: () =>
      expect(
        seen.filter((line) => !allowed.some((pattern) => pattern.test(line))),
        'what the browser complained about',
      ).toEqual([]),
  }
}

// A violation that only reports leaves nothing else in the console.
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('content security policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))`

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context }, use) => {
      await context.addInitScript(reportViolations)
      const watch = watchConsole(context)
      await use(watch)
      watch.check()
    },
    { auto: true },
  ],
})
export { expect }
