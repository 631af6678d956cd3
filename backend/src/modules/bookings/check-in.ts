/** The door: a ticket admits once, whoever scans it and however often. */
import type { CheckInResult } from '../../../../contracts/bookings.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { normaliseCode } from '../../platform/pure/codes.ts'
import { bookingErrors } from './bookings.errors.ts'
import { admit, admittedCount, type DoorTicket, lockTicketByCode, setNoShow } from './bookings.repository.ts'
import type { BookingDeps } from './deps.ts'
import { doorHours, isDoorOpen } from './door-hours.rules.ts'

/**
 * @param input.code a ticket's code, as typed or spoken, or the whole text of its QR code; a booking's code admits the next of
 *   its party
 * @param input.duringHours refuse a ticket whose slot is not about now, so that a July ticket is not used up in November
 * @throws NOT_FOUND for unknown codes and other hosts' tickets, TICKET_INVALID, ALREADY_ADMITTED, OUTSIDE_CHECK_IN_HOURS
 */
export async function checkIn(
  deps: BookingDeps,
  input: { code: string; duringHours: boolean; hostId: string; userId: string; language: Language },
): Promise<CheckInResult> {
  const code = ticketCodeOf(deps, input.code)
  if (!code) throw platformErrors.NOT_FOUND()
  const { result, booking, status } = await deps.database.transaction(async (tx) => {
    const ticket = await lockTicketByCode(tx, code)
    if (ticket?.hostId !== input.hostId) throw platformErrors.NOT_FOUND()
    if (ticket.voidedAt || (ticket.status !== 'CONFIRMED' && ticket.status !== 'COMPLETED'))
      throw bookingErrors.TICKET_INVALID()
    const hours = doorHours(ticket, deps.config.door)
    if (input.duringHours && !ticket.admittedAt && !isDoorOpen(hours, ticket.now))
      throw outsideHours(ticket, hours, input.language)
    const admittedAt = ticket.admittedAt ? null : await admit(tx, ticket.id, input.userId)
    if (!admittedAt)
      throw bookingErrors.ALREADY_ADMITTED({
        params: { time: momentOf(ticket.admittedAt ?? ticket.now, ticket, input.language) },
      })
    // Who is here came, whatever was noted of them.
    if (ticket.noShowAt) await setNoShow(tx, ticket.bookingId, false)
    const guest = await deps.contactOf(ticket.userId)
    const result: CheckInResult = {
      result: 'ADMITTED',
      admittedAt: admittedAt.toISOString(),
      ticket: { id: ticket.id, code: ticket.code, type: ticket.type, label: ticket.label[input.language] },
      booking: {
        id: ticket.bookingId,
        code: ticket.bookingCode,
        guestName: guest?.name ?? '',
        seats: ticket.seats,
        admitted: await admittedCount(tx, ticket.bookingId),
      },
      slot: {
        id: ticket.slotId,
        startsAt: ticket.startsAt.toISOString(),
        endsAt: ticket.endsAt.toISOString(),
        timeZone: ticket.timeZone,
        experience: { id: ticket.experienceId, title: titleIn(ticket, input.language) },
      },
    }
    return {
      result,
      booking: { id: ticket.bookingId, userId: ticket.userId, hostId: ticket.hostId },
      status: ticket.status,
    }
  })
  // The other helpers' lists at the door.
  await deps.bookingChanged(booking, status)
  return result
}

function ticketCodeOf(deps: BookingDeps, typed: string): string | null {
  if (typed.includes('.')) return deps.signer.read(typed)?.t ?? null
  return normaliseCode(typed)
}

const titleIn = ({ title, titleEn }: DoorTicket, language: Language): string =>
  language === 'en' && titleEn ? titleEn : title

const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : 'es-MX')

function outsideHours(ticket: DoorTicket, { opens, closes }: { opens: Date; closes: Date }, language: Language) {
  const { startsAt, timeZone } = ticket
  const date = new Intl.DateTimeFormat(localeOf(language), {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(startsAt)
  return bookingErrors.OUTSIDE_CHECK_IN_HOURS({
    params: { date, time: clock(startsAt, timeZone), opens: clock(opens, timeZone), closes: clock(closes, timeZone) },
  })
}

/** The hour, and of another day than today that too. */
function momentOf(at: Date, { now, timeZone }: DoorTicket, language: Language): string {
  const day = new Intl.DateTimeFormat(localeOf(language), { timeZone, day: 'numeric', month: 'long' })
  const isToday = day.format(at) === day.format(now)
  return isToday ? clock(at, timeZone) : `${clock(at, timeZone)} (${day.format(at)})`
}

function clock(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('es-MX', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}
