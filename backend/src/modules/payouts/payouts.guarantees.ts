/** Promises about money on its way to payees as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const payoutGuarantees: Guarantee[] = [
  {
    name: 'transfers are in the ledger',
    sql: `SELECT t.id FROM transfers t LEFT JOIN ledger_entries e ON e.subject_id = t.id LEFT JOIN ledger_accounts a ON a.id = e.account_id
          GROUP BY t.id
          HAVING coalesce(-sum(e.amount_cents) FILTER (WHERE a.kind = 'TRANSFERS_IN_FLIGHT'), 0) <> CASE WHEN t.status IN ('SUBMITTING', 'UNKNOWN') THEN t.amount_cents ELSE 0 END
            OR coalesce(-sum(e.amount_cents) FILTER (WHERE a.kind = 'PROVIDER_CLEARING'), 0) <> CASE WHEN t.status = 'SUCCEEDED' THEN t.amount_cents ELSE 0 END`,
  },
  {
    name: 'reversals are in the ledger, and never exceed their transfer',
    sql: `SELECT r.id FROM transfer_reversals r LEFT JOIN ledger_entries e ON e.subject_id = r.id LEFT JOIN ledger_accounts a ON a.id = e.account_id
          GROUP BY r.id
          HAVING coalesce(sum(e.amount_cents) FILTER (WHERE a.kind = 'TRANSFERS_IN_FLIGHT'), 0) <> CASE WHEN r.status IN ('SUCCEEDED', 'FAILED') THEN 0 ELSE r.amount_cents END
            OR coalesce(sum(e.amount_cents) FILTER (WHERE a.kind = 'PROVIDER_CLEARING'), 0) <> CASE WHEN r.status = 'SUCCEEDED' THEN r.amount_cents ELSE 0 END
          UNION ALL
          SELECT t.id FROM transfers t LEFT JOIN transfer_reversals r ON r.transfer_id = t.id AND r.status <> 'FAILED'
          GROUP BY t.id HAVING coalesce(sum(r.amount_cents), 0) <> t.reversed_cents`,
  },
  {
    // Everything but transfers and reversals in a payee's account is what they earned less what was taken back.
    name: 'a payee’s balance is what they earned less what they were sent',
    sql: `SELECT a.owner_id FROM ledger_accounts a
          LEFT JOIN LATERAL (SELECT -sum(e.amount_cents) AS balance, -sum(e.amount_cents) FILTER (WHERE s.kind NOT LIKE 'TRANSFER%' AND s.kind NOT LIKE 'REVERSAL%') AS earned
            FROM ledger_entries e JOIN ledger_sets s ON s.id = e.set_id WHERE e.account_id = a.id) l ON true
          LEFT JOIN LATERAL (SELECT sum(t.amount_cents - t.reversed_cents) AS sent FROM transfers t WHERE t.payee_id = a.owner_id AND t.status NOT IN ('DUE', 'FAILED')) t ON true
          WHERE a.kind = 'SELLER_PAYABLE' AND coalesce(l.balance, 0) <> coalesce(l.earned, 0) - coalesce(t.sent, 0)`,
  },
  {
    name: 'no transfer is in doubt for two hours',
    sql: `SELECT id FROM transfers WHERE status IN ('SUBMITTING', 'UNKNOWN') AND updated_at < app_now() - interval '2 hours'
          UNION ALL SELECT id FROM transfer_reversals WHERE status IN ('REQUESTED', 'SUBMITTING', 'UNKNOWN') AND created_at < app_now() - interval '2 hours'`,
  },
]
