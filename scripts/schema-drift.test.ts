import { describe, expect, test } from 'vitest'
import { testDatabase } from '../backend/test-support/postgres.ts'
import { type CatalogueEntry, compareCatalogues, readCatalogue } from './schema-drift.ts'

const entry = (key: string, definition: string, beyondPrisma = false): CatalogueEntry => ({
  key,
  definition,
  beyondPrisma,
})

describe('comparing two catalogues', () => {
  const column = entry('column slots.taken', 'integer not null default 0')

  test('equal ones agree', () => {
    expect(compareCatalogues([column], [column])).toEqual({ differences: [], extras: [] })
  })

  test.each([
    ['a column with another type', [column], [entry(column.key, 'bigint not null default 0')]],
    ['a column the migrations forgot', [column], []],
    ['a column the schema does not know', [], [column]],
    ['a plain index the schema does not know', [], [entry('index slots_a', 'CREATE INDEX slots_a ON slots (a)')]],
    ['a foreign key of the schema that is missing', [entry('constraint a.b', 'FOREIGN KEY (x) REFERENCES c(id)')], []],
  ])('%s is a difference', (_, schema, migrated) => {
    expect(compareCatalogues(schema, migrated).differences).toHaveLength(1)
  })

  test('what Prisma has no words for, and foreign keys between modules, are extras', () => {
    const check = entry('constraint slots.seats', 'CHECK (taken <= capacity)', true)
    const foreign = entry('constraint slots.experience', 'FOREIGN KEY (experience_id) REFERENCES experiences(id)')
    const drift = compareCatalogues([], [check, foreign])
    expect(drift.differences).toEqual([])
    expect(drift.extras).toHaveLength(2)
  })
})

describe('reading a catalogue', async () => {
  const database = await testDatabase()

  test('names types, nullability, defaults, keys, partial indexes and checks', async () => {
    const client = await database.connect()
    await client.query(`
      CREATE TABLE drift_parent (id uuid PRIMARY KEY);
      CREATE TABLE drift_child (
        id uuid PRIMARY KEY,
        parent_id uuid NOT NULL REFERENCES drift_parent (id),
        amount int NOT NULL DEFAULT 0 CONSTRAINT amount_is_positive CHECK (amount >= 0),
        doubled int GENERATED ALWAYS AS (amount * 2) STORED
      );
      CREATE INDEX drift_plain ON drift_child (amount);
      CREATE INDEX drift_partial ON drift_child (amount) WHERE amount > 0;
      CREATE INDEX drift_covering ON drift_child (amount) INCLUDE (parent_id);`)
    const found = new Map((await readCatalogue(client)).map((one) => [one.key, one]))
    expect(found.get('column drift_child.amount')).toMatchObject({
      definition: 'integer not null default 0',
      beyondPrisma: false,
    })
    expect(found.get('column drift_child.doubled')).toMatchObject({ beyondPrisma: true })
    expect(found.get('constraint drift_child.drift_child_parent_id_fkey')).toMatchObject({ beyondPrisma: false })
    expect(found.get('constraint drift_child.amount_is_positive')).toMatchObject({ beyondPrisma: true })
    expect(found.get('index drift_plain')).toMatchObject({ beyondPrisma: false })
    expect(found.get('index drift_partial')).toMatchObject({ beyondPrisma: true })
    expect(found.get('index drift_covering')).toMatchObject({ beyondPrisma: true })
  })
})
