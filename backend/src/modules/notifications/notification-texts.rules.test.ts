import { describe, expect, test } from 'vitest'
import { notificationTypes } from '../../../../contracts/notifications.ts'
import { notificationText, pesosText, whenAtPlace } from './notification-texts.rules.ts'

const data = {
  bookingId: '01a200cd-ddd9-7211-8467-58fb6374bc3f',
  code: 'GX7K2M9Q',
  titleEs: 'Taller de barro negro',
  titleEn: 'Black clay workshop',
  startsAt: '2027-07-19T16:00:00.000Z',
  timeZone: 'America/Mexico_City',
  seats: 2,
  amountCents: 125_000,
  reason: 'BY_HOST',
  status: 'SUCCEEDED',
  text: 'El taller de barro negro empieza en el patio de atrás.',
}

describe.each(notificationTypes)('%s', (type) => {
  test.each(['es', 'en'] as const)('says something whole in %s', (language) => {
    const { title, body } = notificationText(type, data, language)
    expect(title.length).toBeGreaterThan(5)
    expect(`${title} ${body}`).not.toMatch(/undefined|null|NaN|\(\)/)
    // Of a purchase its code; of anything else what it is about.
    expect(body).toMatch(/GX7K2M9Q|barro negro|lack clay/)
  })
  test('the two languages differ', () => {
    expect(notificationText(type, data, 'es').title).not.toBe(notificationText(type, data, 'en').title)
  })
})

test('the time is the place’s, not the server’s', () => {
  expect(whenAtPlace(data.startsAt, data.timeZone, 'es')).toMatch(/19 de julio.*10:00/)
  expect(whenAtPlace(data.startsAt, data.timeZone, 'en')).toMatch(/July 19.*10:00/)
})

test('a refund of nothing is not promised', () => {
  expect(notificationText('BOOKING_CANCELLED', { ...data, amountCents: 0 }, 'es').body).not.toContain('devolvemos')
  expect(notificationText('BOOKING_CANCELLED', data, 'es').body).toContain(pesosText(125_000, 'es'))
})

test('a failed refund is not called done', () => {
  expect(notificationText('BOOKING_REFUNDED', { ...data, status: 'FAILED' }, 'en').title).not.toContain('done')
})

test('a notification that kept less still reads', () => {
  expect(notificationText('BOOKING_CONFIRMED', { code: 'GX7K2M9Q' }, 'es').body).not.toMatch(/undefined|null/)
})

test('a suspension says until when', () => {
  const suspended = { ...data, action: 'SUSPEND', reason: 'Cobra por fuera.', until: '2027-08-02T18:30:00.000Z' }
  const said = notificationText('CONTENT_DECIDED', suspended, 'es').body
  expect(said).toContain('Cobra por fuera.')
  expect(said).toMatch(/2 de agosto de 2027.*12:30 \(hora de Oaxaca\)/)
  expect(notificationText('CONTENT_DECIDED', { ...suspended, until: null }, 'en').body).toContain('no end date')
})
