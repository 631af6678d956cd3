/** Compares what the Prisma schema says with what the migrations made, through PostgreSQL's own catalogue. */
import pg from 'pg'
import type { startEmbeddedPostgres } from './embedded-postgres.ts'
import { applyMigrations } from './migrations.ts'
import { readSchemaFiles, sqlBetween } from './schema-engine.ts'

/** One thing in a database. `beyondPrisma`: of a kind that the schema language has no words for. */
export interface CatalogueEntry {
  key: string
  definition: string
  beyondPrisma: boolean
}

/** `differences` must be empty; `extras` is what the migrations add on purpose. */
export interface Drift {
  differences: string[]
  extras: string[]
}

/** What compares: `schema` made from the schema files, `migrated` by the migrations. */
export function compareCatalogues(schema: CatalogueEntry[], migrated: CatalogueEntry[]): Drift {
  const differences: string[] = []
  const extras: string[] = []
  const said = new Map(schema.map((entry) => [entry.key, entry]))
  const made = new Map(migrated.map((entry) => [entry.key, entry]))
  for (const entry of migrated) {
    const wanted = said.get(entry.key)
    if (wanted?.definition === entry.definition) continue
    // Modules do not see each other's models, so a foreign key between two modules is said in SQL alone.
    const betweenModules = !wanted && entry.definition.startsWith('FOREIGN KEY')
    if (entry.beyondPrisma || betweenModules) extras.push(`${entry.key}: ${entry.definition}`)
    else if (!wanted) differences.push(`${entry.key} is in the migrations only: ${entry.definition}`)
    else
      differences.push(`${entry.key} is ${wanted.definition} in the schema and ${entry.definition} in the migrations`)
  }
  for (const entry of schema) {
    if (!made.has(entry.key)) differences.push(`${entry.key} is in the schema only: ${entry.definition}`)
  }
  return { differences: differences.sort(), extras: extras.sort() }
}

/** Makes both databases on `server`, compares them and drops them. */
export async function findDrift(server: Awaited<ReturnType<typeof startEmbeddedPostgres>>): Promise<Drift> {
  const names = ['drift_schema', 'drift_migrated'] as const
  const urlOf = (database: string): string => Object.assign(new URL(server.url), { pathname: `/${database}` }).href
  await withClient(server.url, async (admin) => {
    for (const name of names) {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await admin.query(`CREATE DATABASE ${name}`)
    }
  })
  await applyMigrations(urlOf('drift_migrated'))
  const migrated = await withClient(urlOf('drift_migrated'), async (client) => ({
    catalogue: await readCatalogue(client),
    prelude: await readPrelude(client),
  }))
  const schema = await withClient(urlOf('drift_schema'), async (client) => {
    // A default may call a function that only a migration can make.
    await client.query(migrated.prelude)
    await client.query(await sqlBetween(null, readSchemaFiles()))
    return readCatalogue(client)
  })
  return compareCatalogues(schema, migrated.catalogue)
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Objects that came with an extension are the extension's affair. */
const OWN = (oid: string) => `NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = ${oid} AND d.deptype = 'e')`
const OURS = `n.nspname = 'public' AND c.relname <> '_prisma_migrations'`

/** Extensions and functions of a database as SQL that makes them again. */
async function readPrelude(client: pg.Client): Promise<string> {
  const extensions = await client.query<{ sql: string }>(
    `SELECT format('CREATE EXTENSION IF NOT EXISTS %I', extname) AS sql FROM pg_extension WHERE extname <> 'plpgsql'`,
  )
  const functions = await client.query<{ sql: string }>(
    `SELECT pg_get_functiondef(p.oid) AS sql FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'public' AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype AND ${OWN('p.oid')}
     ORDER BY p.oid`,
  )
  return ['SET check_function_bodies = off', ...[...extensions.rows, ...functions.rows].map((row) => row.sql)].join(
    ';\n',
  )
}

/** Everything in the schema `public` that decides what data may be stored and how it is found. */
export async function readCatalogue(client: pg.Client): Promise<CatalogueEntry[]> {
  const found = await client.query<CatalogueEntry>(`
    SELECT 'table ' || c.relname AS key,
           concat_ws(' ', CASE c.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'plain' END,
                          CASE c.relkind WHEN 'p' THEN 'partitioned' END, array_to_string(c.reloptions, ', ')) AS definition,
           c.relpersistence = 'u' OR c.relkind = 'p' OR c.reloptions IS NOT NULL AS "beyondPrisma"
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND ${OURS} AND ${OWN('c.oid')}
    UNION ALL
    SELECT 'column ' || c.relname || '.' || a.attname,
           concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
                     CASE WHEN a.attgenerated <> '' THEN 'generated as' ELSE 'default' END || ' ' || pg_get_expr(d.adbin, d.adrelid)),
           a.attgenerated <> ''
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${OURS} AND ${OWN('c.oid')}
    UNION ALL
    SELECT 'constraint ' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid), k.contype NOT IN ('p', 'f')
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.contype IN ('p', 'f', 'c', 'x') AND ${OURS}
    UNION ALL
    SELECT 'index ' || i.relname,
           concat_ws(' ', pg_get_indexdef(x.indexrelid), array_to_string(i.reloptions, ', ')),
           x.indpred IS NOT NULL OR x.indexprs IS NOT NULL OR x.indnatts > x.indnkeyatts
             OR x.indisexclusion OR i.reloptions IS NOT NULL OR x.indnullsnotdistinct
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT x.indisprimary AND ${OURS}
    UNION ALL
    SELECT 'enum ' || t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder), false
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE n.nspname = 'public' GROUP BY t.typname
    UNION ALL
    SELECT 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid), true
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND ${OURS}
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure, 'made in SQL', true
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname = 'public' AND ${OWN('p.oid')}
    UNION ALL
    SELECT 'view ' || c.relname, pg_get_viewdef(c.oid), true
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('v', 'm') AND ${OURS} AND ${OWN('c.oid')}
    UNION ALL
    SELECT 'extension ' || extname, 'installed', true FROM pg_extension WHERE extname <> 'plpgsql'
    ORDER BY 1`)
  return found.rows
}
