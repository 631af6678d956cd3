import type { Guarantee } from '../../platform/module.ts'

/** Promises of the catalogue as SQL: each row returned is a violation. */
export const experienceGuarantees: Guarantee[] = [
  {
    name: 'the price shown is the cheapest ticket',
    sql: `SELECT e.id FROM experiences e LEFT JOIN ticket_types t ON t.experience_id = e.id
          GROUP BY e.id HAVING min(t.price_cents) IS DISTINCT FROM e.price_from_cents`,
  },
]
