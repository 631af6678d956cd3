import type { Guarantee } from '../../platform/module.ts'

export const messageGuarantees: Guarantee[] = [
  {
    name: 'messages: unread counts equal the messages that were not read',
    sql: `SELECT t.id, t.buyer_unread, t.payee_unread, n.buyer, n.payee
      FROM threads t CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE NOT m.from_buyer AND m.seq > t.buyer_read_seq)::int AS buyer,
          count(*) FILTER (WHERE m.from_buyer AND m.seq > t.payee_read_seq)::int AS payee
        FROM messages m WHERE m.thread_id = t.id AND m.hidden_at IS NULL
      ) n WHERE (t.buyer_unread, t.payee_unread) <> (n.buyer, n.payee)`,
  },
  {
    name: 'messages: a thread counts its messages without a gap',
    sql: `SELECT t.id, t.last_seq, n.messages FROM threads t CROSS JOIN LATERAL (
        SELECT count(*)::int AS messages, coalesce(max(m.seq), 0) AS last FROM messages m WHERE m.thread_id = t.id
      ) n WHERE n.messages <> t.last_seq OR n.last <> t.last_seq OR n.messages = 0`,
  },
]
