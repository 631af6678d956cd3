/** What runs without a request, for one person or one business: held to their rows as requests are. */
import type { PersonName } from './demo-people.ts'
import { confirmedBooking } from './requests/guests.ts'
import { inDays, type World } from './requests/ready.ts'

export interface Work {
  /** Stands where a route's name does. */
  name: string
  for: PersonName
  /** What is there before; not looked at. */
  prepare(world: World): Promise<unknown>
  run(world: World): Promise<void>
}

const due = (w: World, person: string) =>
  w.rows(
    `INSERT INTO account_closures (user_id, requested_at, effective_at) VALUES (${person}, now() - interval '15 days', now() - interval '1 day')`,
  )

export const works: readonly Work[] = [
  {
    name: 'an account ends',
    // Nothing of theirs stands in the way, and little is theirs to go.
    for: 'unverified',
    async prepare(w) {
      await w.did('POST /api/v1/me/applications')
      await w.did('POST /api/v1/moderation/decisions')
      // What the provider told of somebody else's payment, whatever it says.
      await w.rows(
        `INSERT INTO webhook_events (id, type, object_id, payload, provider_at)
         SELECT 'evt_other', 'charge.updated', intent_id, '{"receipt": "unverified@guelaguetza.test"}', now() FROM payments WHERE user_id = :ana AND intent_id IS NOT NULL ORDER BY id LIMIT 1`,
      )
      await w.did('POST /api/v1/host/slots/{id}/announce')
      const message = 'Pregunta a unverified@guelaguetza.test'
      await w.did('POST /api/v1/host/slots/{id}/move', {
        body: { startsAt: inDays(9.5), message },
      })
      await due(w, ':unverified')
    },
    async run(w) {
      await w.run('privacy.close-accounts', {})
      await w.id('SELECT user_id FROM account_closures WHERE user_id = :unverified AND done_at IS NOT NULL')
      await w.id(`SELECT id FROM webhook_events WHERE id = 'evt_other' AND payload ->> 'receipt' LIKE 'unverified@%'`)
    },
  },
  {
    name: 'an account cannot end yet',
    for: 'ana',
    prepare: (w) => due(w, ':ana'),
    async run(w) {
      await w.run('privacy.close-accounts', {})
      await w.id(
        `SELECT user_id FROM account_closures WHERE user_id = :ana AND done_at IS NULL AND obstacles::text LIKE '%BOOKINGS%'`,
      )
    },
  },
  {
    name: 'a day is counted',
    for: 'host',
    // On a day of which others have figures.
    prepare: (w) =>
      w.rows(`UPDATE bookings SET confirmed_at = now() - interval '3 days' WHERE id = (${confirmedBooking} LIMIT 1)`),
    async run(w) {
      const bookingId = await w.id(confirmedBooking)
      await w.run('booking.confirmed/insights', { data: { bookingId } })
      await w.id(`SELECT payee_id FROM daily_figures WHERE payee_id = :hostId AND day > current_date - 5 AND sales > 0`)
    },
  },
]
