import { describe, expect, it } from 'vitest'
import { isShellPage } from './shell-navigation.rules.ts'

describe('what the service worker answers with the shell', () => {
  it.each([
    '/',
    '/experiencias',
    '/experiencias/tejer-con-grana-en-teotitlan',
    '/mis-planes/reservas/01a2',
    '/apicultura',
  ])('answers the page %s', (path) => expect(isShellPage(path)).toBe(true))
  it.each([
    '/api',
    '/api/v1/me',
    '/api/v1/bookings/01a2/calendar.ics',
    '/api/docs',
    '/dev/mail',
    '/health/ready',
    '/metrics',
    '/problems/SOLD_OUT',
    '/boleto.pdf',
  ])('leaves %s to the network', (path) => expect(isShellPage(path)).toBe(false))
})
