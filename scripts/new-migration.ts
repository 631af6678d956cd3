/** `npm run db:migration -- NAME [--empty]`: writes the SQL that takes the last migration's schema to today's. */
import { parseArgs } from 'node:util'
import { Explained, runScript } from './command.ts'
import { writeMigration } from './migration-author.ts'
import { inProject } from './project.ts'
import { readSchemaFiles, shownPath } from './schema-engine.ts'

await runScript(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { empty: { type: 'boolean' } } })
  const name = positionals.join('_')
  if (!name) throw new Explained('Say what the migration does: npm run db:migration -- add_reviews')
  const authored = await writeMigration({
    migrationsDir: inProject('prisma/migrations'),
    schema: readSchemaFiles(),
    name,
    now: new Date(),
    allowEmpty: values.empty ?? false,
  })
  if (authored.kind === 'unchanged') {
    console.log(
      'The schema is what the last migration made it; nothing written (--empty writes a file to fill by hand).',
    )
    return
  }
  console.log(`Wrote ${shownPath(authored.directory)}/migration.sql${authored.empty ? ', to be filled by hand' : ''}.`)
})
