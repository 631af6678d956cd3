/** What runs without a request, for one person or one business: held to their rows as requests are. */
import type { PersonName } from './demo-people.ts'
import { confirmedBooking } from './requests/guests.ts'
import type { World } from './requests/ready.ts'

export interface Work {
  /** Stands where a route's name does. */
  name: string
  for: PersonName
  run(world: World): Promise<void>
}

export const works: readonly Work[] = [
  {
    name: 'an account ends',
    // Nothing of theirs stands in the way, and little is theirs to go.
    for: 'unverified',
    async run(w) {
      await w.rows(
        `INSERT INTO account_closures (user_id, requested_at, effective_at) VALUES (:unverified, now() - interval '15 days', now() - interval '1 day')`,
      )
      await w.run('privacy.close-accounts', {})
      await w.id('SELECT user_id FROM account_closures WHERE user_id = :unverified AND done_at IS NOT NULL')
    },
  },
  {
    name: 'a day is counted',
    for: 'host',
    async run(w) {
      const bookingId = await w.id(confirmedBooking)
      // On a day of which others have figures.
      await w.rows(`UPDATE bookings SET confirmed_at = now() - interval '3 days' WHERE id = '${bookingId}'`)
      await w.run('booking.confirmed/insights', { data: { bookingId } })
      await w.id(`SELECT payee_id FROM daily_figures WHERE payee_id = :hostId AND day > current_date - 5 AND sales > 0`)
    },
  },
]
