/** `npm run db:drift`: proves that the migrations make exactly what prisma/schema says, and lists what they add to it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Explained, runScript } from './command.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { findDrift } from './schema-drift.ts'

await runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-drift-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false })
  try {
    const { differences, extras } = await findDrift(server)
    if (differences.length) {
      const list = differences.map((line) => `  ${line}`).join('\n')
      throw new Explained(`Schema and migrations differ; write a migration (npm run db:migration -- NAME):\n${list}`)
    }
    console.log(`Schema and migrations agree. The migrations add ${extras.length} things Prisma cannot say:`)
    for (const line of extras) console.log(`  ${line.length > 150 ? `${line.slice(0, 149)}…` : line}`)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
