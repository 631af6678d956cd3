/**
 * What was written in a test's database, row by row, noted by triggers: so that a refusal can be held to having written nothing,
 * a success to rows it may touch, and everything be undone before the next request.
 */
import type { HouseDatabase } from './demo-house.ts'

export interface Change {
  table: string
  op: 'INSERT' | 'UPDATE' | 'DELETE'
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export interface ChangeLog {
  changes(): Promise<Change[]>
  /** Puts back what was there at that mark; without one, at the beginning. */
  undo(mark?: string): Promise<void>
  /** Takes rows out, whatever refers to them; undone like everything else. */
  take(table: string, which: string): Promise<void>
  /** Takes the triggers away: what is written from now on stays. */
  close(): Promise<void>
  /** How far it is now, and what was written after such a place. */
  mark(): Promise<string>
  since(mark: string): Promise<Change[]>
}

const setup = `
CREATE SCHEMA witness;
CREATE UNLOGGED TABLE witness.changes (at bigserial PRIMARY KEY, rel oid NOT NULL, op text NOT NULL, before jsonb, after jsonb);
CREATE FUNCTION witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO witness.changes (rel, op, before, after)
    VALUES (TG_RELID, TG_OP, CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
  RETURN NULL;
END $$;
-- Of every table: how to find a row again, and which columns may be written.
CREATE TABLE witness.tables AS
  SELECT c.oid AS rel, c.oid::regclass::text AS name,
    (SELECT string_agg(format('t.%1$I = r.%1$I', a.attname), ' AND ') FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
      WHERE i.indrelid = c.oid AND i.indisprimary) AS found,
    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND (n.nspname = 'public' AND c.relname NOT LIKE '\\_%' OR n.nspname = 'pgboss' AND c.relname LIKE 'job%');
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM witness.tables LOOP
    EXECUTE format('CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION witness.note()', one.name);
  END LOOP;
END $$;
CREATE FUNCTION witness.undo(mark bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE one record;
BEGIN
  -- Neither these triggers nor those that keep rows from being changed: what was, was right.
  PERFORM set_config('session_replication_role', 'replica', true);
  FOR one IN SELECT * FROM witness.changes JOIN witness.tables USING (rel) WHERE at > mark ORDER BY at DESC LOOP
    IF one.after IS NOT NULL THEN
      EXECUTE format('DELETE FROM %1$s t USING jsonb_populate_record(NULL::%1$s, $1) r WHERE %2$s', one.name, one.found) USING one.after;
    END IF;
    IF one.before IS NOT NULL THEN
      EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)', one.name, one.columns) USING one.before;
    END IF;
  END LOOP;
  DELETE FROM witness.changes WHERE at > mark;
END $$;
CREATE FUNCTION witness.take(name text, which text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);
  EXECUTE format('WITH gone AS (DELETE FROM %1$s WHERE %2$s RETURNING *)
    INSERT INTO witness.changes (rel, op, before) SELECT %1$L::regclass, ''DELETE'', to_jsonb(gone) FROM gone', name, which);
END $$;
`

export async function openChangeLog(db: HouseDatabase): Promise<ChangeLog> {
  await db.query(setup)
  const [broken] = await db.query<{ names: string | null }>(
    `SELECT string_agg(name, ', ') AS names FROM witness.tables WHERE found IS NULL`,
  )
  if (broken?.names) throw new Error(`without a primary key no row is found again: ${broken.names}`)
  const since = (mark: string) =>
    db.query<Change & object>(
      `SELECT name AS "table", op, before, after FROM witness.changes JOIN witness.tables USING (rel) WHERE at > $1 ORDER BY at`,
      [mark],
    )
  return {
    changes: () => since('0'),
    since,
    async mark() {
      const [row] = await db.query<{ at: string }>('SELECT coalesce(max(at), 0)::text AS at FROM witness.changes')
      return row?.at ?? '0'
    },
    async close() {
      await db.query('DROP SCHEMA witness CASCADE')
    },
    async take(table, which) {
      await db.query('SELECT witness.take($1, $2)', [table, which])
    },
    async undo(mark = '0') {
      await db.query('SELECT witness.undo($1)', [mark])
    },
  }
}

/** What of a row is other than before, in words. */
export function showChange({ table, op, before, after }: Change): string {
  const columns = Object.keys(after ?? before ?? {}).filter(
    (name) => op !== 'UPDATE' || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
  )
  const row = after ?? before ?? {}
  return `${op} ${table} ${columns
    .slice(0, 8)
    .map((name) => `${name}=${JSON.stringify(row[name])?.slice(0, 60)}`)
    .join(' ')}`
}
