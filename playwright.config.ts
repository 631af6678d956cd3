import { defineConfig } from '@playwright/test'
import { browserArguments, chromiumPath } from './e2e/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/house.ts',
  outputDir: 'test-results',
  // Journeys book different experiences as different people, so they may run side by side; two cores also carry the house.
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A shared machine may starve a browser for half a minute; what fails twice is broken. Flaky ones are named in the report.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    // globalSetup names it before any worker reads this file.
    baseURL: process.env.E2E_BASE_URL,
    actionTimeout: 30_000,
    browserName: 'chromium',
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    // Each journey is a first visit: keeping the whole shell would cost it more than its own pages. Where it matters it is on.
    serviceWorkers: 'block',
    // A phone; a journey that is about the wide screen says so.
    viewport: { width: 360, height: 740 },
    // Moves and fades would only be waited for.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: await chromiumPath(), args: browserArguments },
    // Kept of failures only; its film strip would cost every journey.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
  },
})
