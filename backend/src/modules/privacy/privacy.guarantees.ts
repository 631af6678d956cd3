import type { Guarantee } from '../../platform/module.ts'

export const privacyGuarantees: Guarantee[] = [
  {
    name: 'a closed account says nothing of who it was',
    sql: `SELECT u.id FROM users u WHERE u.closed_at IS NOT NULL AND (u.email <> u.id || '@closed.invalid' OR u.image IS NOT NULL
            OR EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id) OR EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = u.id)
            OR EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id AND (o.shipping_address ? 'phone' OR o.shipping_address ->> 'line1' <> '•••')))`,
  },
  {
    name: 'an account is closed within a day of its day, or something stands in the way',
    sql: `SELECT user_id FROM account_closures WHERE done_at IS NULL AND obstacles = '[]' AND effective_at < app_now() - interval '1 day'`,
  },
]
