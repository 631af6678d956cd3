/** What can be reported, as it is now: other modules' tables, read only. */
import type { ContentCopy, ReportedKind } from '../../../../contracts/moderation.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from '../products/index.ts'

export interface Content {
  authorId: string
  /** Whether everyone sees it; of a message only its two sides do. */
  visible: boolean
  /** Of a PROFILE: whose. */
  profile: 'HOST' | 'SELLER' | 'PERSON' | null
  copy: ContentCopy
  /** What was answered to it, and by whom. */
  answer: { by: string; text: string; at: string } | null
  authorName: string
  at: Date
}
type Row = Omit<Content, 'copy'> & ContentCopy

/** The Spanish title of what a review or question is about. */
const listing = (table: string) =>
  Prisma.raw(`(CASE ${table}.listing_kind WHEN 'EXPERIENCE'
    THEN (SELECT jsonb_build_object('kind', 'EXPERIENCE', 'id', e.id, 'title', e.title) FROM experiences e WHERE e.id = ${table}.listing_id)
    ELSE (SELECT jsonb_build_object('kind', 'PRODUCT', 'id', p.id, 'title', p.name) FROM products p WHERE p.id = ${table}.listing_id) END)`)
const answer = (table: string) =>
  Prisma.raw(`CASE WHEN ${table}.answer IS NOT NULL THEN jsonb_build_object('by', coalesce((SELECT a.name FROM users a WHERE a.id = ${table}.answered_by), ''),
    'text', ${table}.answer, 'at', to_char(${table}.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END`)
const nothing = Prisma.sql`null::jsonb`

function statement(kind: ReportedKind, id: string): Prisma.Sql {
  switch (kind) {
    case 'EXPERIENCE':
      return Prisma.sql`
        SELECT h.user_id AS "authorId", ${onOffer('e')} AS visible, null AS profile, e.title, e.description AS text, e.images AS pictures, null::int AS rating,
          e.hidden_at IS NOT NULL AS hidden, jsonb_build_object('kind', 'HOST', 'id', h.id, 'title', h.name) AS about, ${nothing} AS answer,
          u.name AS "authorName", e.created_at AS at
        FROM experiences e JOIN host_profiles h ON h.id = e.host_id JOIN users u ON u.id = h.user_id WHERE e.id = ${id}::uuid`
    case 'PRODUCT':
      return Prisma.sql`
        SELECT s.user_id AS "authorId", ${onSale('p')} AS visible, null AS profile, p.name AS title, p.description AS text, p.images AS pictures, null::int AS rating,
          p.hidden_at IS NOT NULL AS hidden, jsonb_build_object('kind', 'SELLER', 'id', s.id, 'title', s.name) AS about, ${nothing} AS answer,
          u.name AS "authorName", p.created_at AS at
        FROM products p JOIN seller_profiles s ON s.id = p.seller_id JOIN users u ON u.id = s.user_id WHERE p.id = ${id}::uuid`
    case 'REVIEW':
      return Prisma.sql`
        SELECT r.user_id AS "authorId", r.hidden_at IS NULL AS visible, null AS profile, coalesce(${listing('r')} ->> 'title', '') AS title, r.text, r.images AS pictures,
          r.rating, r.hidden_at IS NOT NULL AS hidden, ${listing('r')} AS about, ${answer('r')} AS answer, u.name AS "authorName", r.created_at AS at
        FROM reviews r JOIN users u ON u.id = r.user_id WHERE r.id = ${id}::uuid`
    case 'QUESTION':
      return Prisma.sql`
        SELECT q.user_id AS "authorId", q.hidden_at IS NULL AS visible, null AS profile, coalesce(${listing('q')} ->> 'title', '') AS title, q.text, '{}'::text[] AS pictures,
          null::int AS rating, q.hidden_at IS NOT NULL AS hidden, ${listing('q')} AS about, ${answer('q')} AS answer, u.name AS "authorName", q.created_at AS at
        FROM questions q JOIN users u ON u.id = q.user_id WHERE q.id = ${id}::uuid`
    case 'MESSAGE':
      return Prisma.sql`
        SELECT m.sender_id AS "authorId", m.hidden_at IS NULL AS visible, null AS profile, u.name AS title, m.text, m.images AS pictures, null::int AS rating,
          m.hidden_at IS NOT NULL AS hidden, ${nothing} AS about, ${nothing} AS answer, u.name AS "authorName", m.created_at AS at
        FROM messages m JOIN users u ON u.id = m.sender_id WHERE m.id = ${id}::uuid`
    case 'PROFILE':
      return Prisma.sql`
        SELECT h.user_id AS "authorId", h.hidden_at IS NULL AND h.closed_at IS NULL AS visible, 'HOST' AS profile, h.name AS title, h.bio AS text, '{}'::text[] AS pictures,
          null::int AS rating, h.hidden_at IS NOT NULL AS hidden, ${nothing} AS about, ${nothing} AS answer, u.name AS "authorName", h.created_at AS at
        FROM host_profiles h JOIN users u ON u.id = h.user_id WHERE h.id = ${id}::uuid
        UNION ALL
        SELECT s.user_id, s.hidden_at IS NULL AND s.closed_at IS NULL, 'SELLER', s.name, s.story, s.images, null, s.hidden_at IS NOT NULL, null, null, u.name, s.created_at
        FROM seller_profiles s JOIN users u ON u.id = s.user_id WHERE s.id = ${id}::uuid
        UNION ALL
        SELECT u.id, true, 'PERSON', u.name, '', '{}', null, false, null, null, u.name, u.created_at FROM users u WHERE u.id = ${id}::uuid`
  }
}

export async function findContent(reader: Reader | Tx, kind: ReportedKind, id: string): Promise<Content | null> {
  const [row] = await reader.$queryRaw<Row[]>(statement(kind, id))
  if (!row) return null
  const { authorId, visible, profile, answer: answered, authorName, at, ...copy } = row
  return { authorId, visible, profile, answer: answered, authorName, at, copy }
}
