/** `npm run db:seed`: the demo data of prisma/seed, into DATABASE_URL or the embedded database; twice changes nothing. */
import './env-file.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { Explained, runScript } from './command.ts'
import { applyMigrations } from './migrations.ts'
import { runSeed } from './seeding.ts'
import { withDatabase } from './with-database.ts'

await runScript(async () => {
  const config = loadConfig()
  if (config.production) throw new Explained('Demo data never goes into production.')
  await withDatabase(config, async (url) => {
    await applyMigrations(url)
    await runSeed(loadConfig({ ...process.env, DATABASE_URL: url }))
  })
  console.log('Demo data is in.')
})
