import { defineConfig } from '@playwright/test'
import { browserArguments, chromiumPath } from './e2e/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/house.ts',
  outputDir: 'test-results',
  // One browser at a time: two cores also carry the house.
  workers: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    // globalSetup names it before any worker reads this file.
    baseURL: process.env.E2E_BASE_URL,
    browserName: 'chromium',
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: await chromiumPath(), args: browserArguments },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
