/** Promises about the ledger as SQL: each row returned is a violation. What transfers promise stands with payouts. */
import type { Guarantee } from '../../platform/module.ts'

export const ledgerGuarantees: Guarantee[] = [
  {
    name: 'every ledger set sums to zero',
    sql: `SELECT set_id FROM ledger_entries GROUP BY set_id HAVING sum(amount_cents) <> 0`,
  },
  {
    name: 'every charge is in the ledger, and nothing else',
    sql: `SELECT p.id FROM payments p LEFT JOIN ledger_sets s ON s.payment_id = p.id AND s.kind = 'CAPTURE'
            LEFT JOIN ledger_entries e ON e.set_id = s.id AND e.subject_id = p.id AND e.amount_cents > 0
          GROUP BY p.id HAVING coalesce(sum(e.amount_cents), 0) <> CASE WHEN p.status = 'SUCCEEDED' THEN p.captured_cents ELSE 0 END`,
  },
  {
    name: 'every refund is in the ledger',
    sql: `SELECT r.id FROM refunds r LEFT JOIN ledger_entries e ON e.subject_id = r.id LEFT JOIN ledger_accounts a ON a.id = e.account_id
          GROUP BY r.id
          HAVING coalesce(-sum(e.amount_cents) FILTER (WHERE a.kind = 'REFUNDS_PAYABLE'), 0) <> CASE WHEN r.status IN ('SUCCEEDED', 'FAILED') THEN 0 ELSE r.amount_cents END
            OR coalesce(-sum(e.amount_cents) FILTER (WHERE a.kind = 'PROVIDER_CLEARING'), 0) <> CASE WHEN r.status = 'SUCCEEDED' THEN r.amount_cents ELSE 0 END`,
  },
  {
    // The provider's balance: what came in less what went back, was kept there, and went to the payees.
    name: 'clearing is what the provider holds for us',
    sql: `SELECT * FROM (SELECT
            (SELECT coalesce(sum(e.amount_cents), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'PROVIDER_CLEARING') AS clearing,
            (SELECT coalesce(sum(captured_cents), 0) FROM payments WHERE status = 'SUCCEEDED')
            - (SELECT coalesce(sum(amount_cents), 0) FROM refunds WHERE status = 'SUCCEEDED')
            - (SELECT coalesce(sum(e.amount_cents), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE a.kind = 'PROVIDER_FEES')
            - (SELECT coalesce(sum(amount_cents), 0) FROM transfers WHERE status = 'SUCCEEDED')
            + (SELECT coalesce(sum(amount_cents), 0) FROM transfer_reversals WHERE status = 'SUCCEEDED') AS expected) t
          WHERE clearing <> expected`,
  },
]
