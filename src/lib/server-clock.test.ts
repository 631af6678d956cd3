import { expect, test } from 'vitest'
import { noteServerDate, serverNow } from './server-clock.ts'

const header = (ms: number) => new Date(ms).toUTCString()

test('a device whose clock is wrong counts with the server', () => {
  const now = Date.now()
  noteServerDate(header(now + 600_000), now, now + 40)
  expect(Math.abs(serverNow() - (Date.now() + 600_000))).toBeLessThan(1500)

  // A slow answer that agrees within its doubt changes nothing.
  const before = serverNow() - Date.now()
  noteServerDate(header(Date.now() + 599_000), Date.now() - 3000, Date.now())
  expect(Math.abs(serverNow() - Date.now() - before)).toBeLessThan(5)

  // The clock was set right meanwhile: even a slow answer is believed.
  noteServerDate(header(Date.now()), Date.now() - 300, Date.now())
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(1500)

  noteServerDate(null, 0, 0)
  noteServerDate('gibberish', 0, 0)
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(1500)
})
