/** A manifest as a spreadsheet opens and prints it. */
import { stringify } from 'csv-stringify/sync'
import type { Language } from '../../../../contracts/common.ts'
import type { Manifest } from '../../../../contracts/schedules.ts'

const headings: Record<Language, string[]> = {
  es: ['Nombre', 'Código', 'Lugares', 'Grupo', 'Llegaron', 'Peticiones', 'No llegó'],
  en: ['Name', 'Code', 'Places', 'Party', 'Arrived', 'Requests', 'No-show'],
}

/** A spreadsheet runs what begins like a formula; an apostrophe makes it the text it is. */
const asText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

export function manifestCsv({ bookings }: Manifest, language: Language): string {
  const yes = language === 'es' ? 'sí' : 'yes'
  const rows = bookings.map((booking) => [
    asText(booking.guest.name),
    booking.code,
    String(booking.seats),
    booking.party.map(({ quantity, label }) => `${quantity} × ${label}`).join(', '),
    `${booking.admitted}/${booking.seats}`,
    asText(booking.specialRequests ?? ''),
    booking.noShowAt ? yes : '',
  ])
  // With a byte order mark, or Excel reads accents as something else.
  return `\uFEFF${stringify([headings[language], ...rows])}`
}
