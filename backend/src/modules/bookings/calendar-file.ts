/** A booking as an .ics file that any calendar takes. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Booking } from '../../../../contracts/bookings.ts'

/** Times are UTC instants; the calendar shows them in its owner's zone. */
export function calendarFile(booking: Booking, publicUrl: string): string {
  const calendar = ical({
    name: 'Guelaguetza Connect',
    prodId: { company: 'Guelaguetza Connect', product: 'bookings' },
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    // The same id each time: importing twice, or after a change of time, updates the one event.
    id: `booking-${booking.id}@guelaguetza-connect`,
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    summary: booking.experience.title,
    description: `${booking.code} · ${booking.seats} × ${booking.experience.host.name}`,
    location: {
      title: booking.experience.meetingPoint.address,
      geo: { lat: booking.experience.meetingPoint.lat, lon: booking.experience.meetingPoint.lng },
    },
    url: `${publicUrl}/mis-planes/reservas/${booking.id}`,
    status: booking.status === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
