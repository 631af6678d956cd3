/** A host's bookings as a spreadsheet; for whoever sees no money, without it. */
import type { BookingStatus, DoorBooking, HostBooking } from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const words = {
  es: {
    name: 'reservas',
    heads: ['reserva', 'estado', 'experiencia', 'empieza', 'invitado', 'lugares', 'grupo', 'llegaron', 'mensaje'],
    total: 'total MXN',
    status: {
      PENDING_PAYMENT: 'por pagar',
      PENDING: 'por pagar',
      PAYMENT_FAILED: 'por pagar',
      CONFIRMED: 'confirmada',
      COMPLETED: 'terminada',
      CANCELLED: 'cancelada',
    },
  },
  en: {
    name: 'bookings',
    heads: ['booking', 'status', 'experience', 'begins', 'guest', 'places', 'party', 'arrived', 'note'],
    total: 'total MXN',
    status: {
      PENDING_PAYMENT: 'to be paid',
      PENDING: 'to be paid',
      PAYMENT_FAILED: 'to be paid',
      CONFIRMED: 'confirmed',
      COMPLETED: 'done',
      CANCELLED: 'cancelled',
    },
  },
} as const satisfies Record<Language, { status: Record<BookingStatus, string> } & Record<string, unknown>>

type Item = HostBooking | DoorBooking
export function hostBookingsCsv(language: Language, hidesMoney: boolean, page: CsvList<Item>['page']): CsvList<Item> {
  const { name, heads, total, status } = words[language]
  return {
    name,
    heads: hidesMoney ? heads : [...heads, total],
    page,
    row: (booking) => [
      booking.code,
      status[booking.status],
      booking.experience.title,
      sheetTime(booking.startsAt, booking.timeZone),
      booking.guest.name,
      booking.seats,
      booking.party.map(({ quantity, label }) => `${quantity} × ${label}`).join(', '),
      booking.admitted,
      booking.specialRequests ?? '',
      ...('total' in booking && !hidesMoney ? [decimalOf(booking.total.amount)] : []),
    ],
  }
}
