/** `npm run db:migrate`: brings the database (DATABASE_URL, or the embedded one) to the newest migration. */
import './env-file.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { runScript } from './command.ts'
import { applyMigrations } from './migrations.ts'
import { withDatabase } from './with-database.ts'

await runScript(async () => {
  const applied = await withDatabase(loadConfig(), (url) => applyMigrations(url))
  for (const name of applied) console.log(`applied ${name}`)
  console.log(applied.length ? `${applied.length} applied.` : 'Nothing to apply: the database is up to date.')
})
