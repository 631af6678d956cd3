import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Rules, contracts and pure helpers: no database, no browser, milliseconds. */
const unit = [
  'contracts/**/*.test.ts',
  'backend/src/platform/pure/**/*.test.ts',
  '**/*.rules.test.ts',
  'scripts/{env-example,structure,boundaries,test-results,containers}.test.ts',
]
const nowhere = ['**/node_modules/**', 'dist/**', '.cache/**', '.data/**', 'e2e/**']
/** The same clock face and sort order on every computer. */
const env = { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', NODE_ENV: 'test' }

/** A file that takes a minute and is begun last keeps one core busy while the other has nothing left. */
const slow =
  /(test-support\/(chaos\/chaos|simulation\/(market|bookings))|src\/(fuzz|authorisation|main)|start-life|new-module)\.test\.ts$/
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => Number(slow.test(moduleId))
    return (await super.sort(files)).toSorted((a, b) => isSlow(b) - isSlow(a))
  }
}

export default defineConfig({
  test: {
    passWithNoTests: false,
    sequence: { sequencer: SlowFirst },
    // Vitest leaves a core free; on two cores that is one test file after the other.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          isolate: false,
          env,
          include: unit,
          exclude: [...nowhere, 'src/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'jsdom',
          // A page made anew for each file was nine tenths of the time.
          isolate: false,
          env,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: nowhere,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          env,
          include: ['{backend,sandbox,scripts,prisma,ops}/**/*.test.ts'],
          exclude: [...nowhere, ...unit],
          globalSetup: ['backend/test-support/postgres-setup.ts'],
          pool: 'forks',
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
