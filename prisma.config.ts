/** For the Prisma command line; the scripts in scripts/ do the same without it. */
import { defineConfig } from 'prisma/config'

// Any executable satisfies the command line's look-up, so that `generate` (which needs no engine) downloads none.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
})
