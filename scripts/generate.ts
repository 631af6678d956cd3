/** `npm run db:generate`: the typed Prisma client from prisma/schema, written only when the schema changed. */
import { Explained, runScript } from './command.ts'
import { generateClient } from './prisma-client.ts'

await runScript(async () => {
  const outcome = await generateClient()
  if (outcome.kind === 'failed') throw new Explained(`prisma generate failed:\n${outcome.output}`)
  console.log(outcome.kind === 'generated' ? 'Prisma client generated.' : 'Prisma client is up to date.')
})
