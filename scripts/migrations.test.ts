import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { testDatabase } from '../backend/test-support/postgres.ts'
import { migrationFolder, writeMigration } from './migration-author.ts'
import { applyMigrations, readMigrations } from './migrations.ts'
import { testFolder } from './test-folders.ts'

/** A folder of migrations, and an empty database beside the test's own. */
async function setting(migrations: Record<string, string>) {
  const dir = testFolder()
  const write = (name: string, sql: string) => {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'migration.sql'), sql)
  }
  for (const [name, sql] of Object.entries(migrations)) write(name, sql)
  writeFileSync(join(dir, 'migration_lock.toml'), 'provider = "postgresql"\n')
  const database = await testDatabase()
  await database.query('DROP SCHEMA public CASCADE')
  await database.query('CREATE SCHEMA public')
  return { ...database, write, apply: () => applyMigrations(database.url, readMigrations(dir)) }
}

const COUNTED = 'CREATE TABLE counted (n int); INSERT INTO counted VALUES (1);'

describe('applying', () => {
  test('two at once apply everything once between them', async () => {
    const { apply, query } = await setting({
      '20270101000000_a': COUNTED,
      '20270102000000_b': 'INSERT INTO counted VALUES (2)',
    })
    const applied = await Promise.all([apply(), apply(), apply()])
    expect(applied.flat().sort()).toEqual(['20270101000000_a', '20270102000000_b'])
    expect(await query('SELECT n FROM counted ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
    expect(await apply()).toEqual([])
  })

  test('bodies with semicolons stay whole', async () => {
    const sql = `CREATE FUNCTION twice() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$; -- one; two`
    const { apply, query } = await setting({ '20270101000000_a': sql })
    await apply()
    expect(await query('SELECT twice() AS n')).toEqual([{ n: 2 }])
  })

  test('a failed one leaves nothing behind, and can be mended and tried again', async () => {
    const { apply, query, write } = await setting({ '20270101000000_a': `${COUNTED} SELECT 1/0;` })
    await expect(apply()).rejects.toThrow('division by zero')
    expect(await query(`SELECT to_regclass('counted')::text AS name`)).toEqual([{ name: null }])
    write('20270101000000_a', COUNTED)
    expect(await apply()).toEqual(['20270101000000_a'])
  })

  test('one that was interrupted is taken up again', async () => {
    const { apply, query } = await setting({
      '20270101000000_a': COUNTED,
      '20270102000000_b': 'INSERT INTO counted VALUES (2)',
    })
    await apply()
    // What a kill leaves: the beginning on record, the transaction rolled back.
    await query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_b'`)
    await query('DELETE FROM counted WHERE n = 2')
    expect(await apply()).toEqual(['20270102000000_b'])
    expect(await query('SELECT n FROM counted ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
  })

  test('a rewritten history is refused', async () => {
    const { apply, write } = await setting({ '20270101000000_a': COUNTED })
    await apply()
    write('20270101000000_a', `${COUNTED} -- improved`)
    await expect(apply()).rejects.toThrow('20270101000000_a was changed after this database applied it')
  })

  test('a database that cannot be reached is a sentence', async () => {
    const nobody = new URL(inject('templateUrl'))
    nobody.port = '1'
    await expect(applyMigrations(nobody.href)).rejects.toThrow('The database cannot be reached')
  })
})

describe('writing', () => {
  const schema = (fields: string) => [
    { path: 'base.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' },
    { path: 'a.prisma', content: `model A {\n  id Int @id\n  ${fields}\n}\n` },
  ]
  const minute = (n: number) => new Date(Date.UTC(2027, 0, 1, 0, n))

  test('is the difference to the last one, and applies', async () => {
    const migrationsDir = testFolder()
    const write = (fields: string, now: Date, allowEmpty = false) =>
      writeMigration({ migrationsDir, schema: schema(fields), name: 'Añade algo', now, allowEmpty })
    expect(await write('one Int', minute(1))).toMatchObject({ kind: 'written', empty: false })
    expect(await write('one Int', minute(2))).toEqual({ kind: 'unchanged' })
    expect(await write('one Int\n  two String?', minute(3))).toMatchObject({ kind: 'written', empty: false })
    expect(await write('one Int\n  two String?', minute(4), true)).toMatchObject({ kind: 'written', empty: true })
    await expect(write('one Int\n  two Text', minute(5))).rejects.toThrow('"Text" is neither a built-in type')
    await expect(write('one Int', minute(0))).rejects.toThrow('dated after this one')

    const database = await testDatabase()
    await database.query('DROP SCHEMA public CASCADE')
    expect(await applyMigrations(database.url, readMigrations(migrationsDir))).toHaveLength(3)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const columns = await client.query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'A'`,
    )
    await client.end()
    expect(columns.rows.map((row: { name: string }) => row.name).sort()).toEqual(['id', 'one', 'two'])
  })

  test('names sort by time and are plain', () => {
    expect(migrationFolder('Añade reseñas!', minute(7))).toBe('20270101000700_anade_resenas')
    expect(() => migrationFolder('¿?', minute(7))).toThrow('is no name for a migration')
  })
})
