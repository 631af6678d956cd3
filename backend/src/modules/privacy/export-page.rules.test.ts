import { expect, test } from 'vitest'
import { exportPage } from './export-page.rules.ts'

const rows = {
  bookings: [
    {
      code: '93PK4E21',
      status: 'CONFIRMED',
      startsAt: '2027-07-19T16:00:00.000Z',
      party: [{ type: 'adult', label: { es: 'Persona adulta', en: 'Adult' }, quantity: 2, unitPriceCents: 69_000 }],
      totalCents: 138_000,
      currency: 'MXN',
      specialRequests: '<b>"Sin nuez"</b>',
    },
  ],
  refunds: [{ status: 'PENDING', amountCents: 5, settledAt: null }],
  passkeys: [],
}

test('a page in the reader’s words: names of fields, states, money and times', () => {
  const page = exportPage(rows, 'es', '2027-07-01T00:30:00.000Z')
  for (const text of [
    '<h2>Reservas (1)</h2>',
    '<th>Empieza</th><td>19 de julio de 2027',
    '<th>Total</th><td>$1,380.00 MXN</td>',
    '<th>Estado</th><td>Confirmado</td>',
    '<th>Para quién</th><td>Persona adulta</td>',
    '&lt;b&gt;&quot;Sin nuez&quot;&lt;/b&gt;',
    '<th>Estado</th><td>En camino</td>',
    '<h2>Llaves de acceso (0)</h2><p>Nada.</p>',
    'Reunidos el 30 de junio de 2027',
  ])
    expect(page).toContain(text)
  expect(exportPage(rows, 'en', '2027-07-01T00:30:00.000Z')).toContain('<th>For whom</th><td>Adult</td>')
})

test('what a person wrote stands as they wrote it, also when it is the name of a state', () => {
  expect(exportPage({ messages: [{ text: 'OPEN', about: 'BOOKING' }] }, 'es', '2027-07-01T00:30:00.000Z')).toContain(
    '<th>Texto</th><td>OPEN</td>',
  )
})
