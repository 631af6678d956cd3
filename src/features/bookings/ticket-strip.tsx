import { Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Booking, Ticket } from '../../../contracts/bookings.ts'
import { useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Textile } from '../../ui/textile.tsx'
import { QrCode, ticketPicture } from '../../ui/qr-code.tsx'
import { TicketViewer } from './ticket-viewer.tsx'
import { spokenCode } from './trip.rules.ts'

/** The tickets side by side, to be swiped through; each with the edge of its listing's rug. */
export function TicketStrip({ booking, tickets }: { booking: Booking; tickets: readonly Ticket[] }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const [shown, setShown] = useState<number | null>(null)

  const download = async (ticket: Ticket) => {
    const when = dates.dateTime(booking.startsAt, booking.timeZone)
    const picture = await ticketPicture(ticket, [booking.experience.title, `${when} · ${ticket.label}`])
    const link = document.createElement('a')
    link.href = URL.createObjectURL(picture)
    link.download = `guelaguetza-${ticket.code}.png`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }

  // Nothing in it can be focused once everybody was let in: then the keyboard pushes the strip itself.
  const isAllUsed = tickets.every(({ admittedAt }) => admittedAt !== null)
  return (
    <>
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        tabIndex={isAllUsed ? 0 : undefined}
        aria-label={t('tickets')}
        className="scroll-row -mx-4 gap-4 px-4 pb-2 md:-mx-8 md:px-8 lg:mx-0 lg:px-0"
        style={{ scrollPaddingInline: '1rem' }}
      >
        {tickets.map((ticket, i) => (
          <li
            key={ticket.id}
            className="flex w-[17rem] shrink-0 snap-center flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-low"
          >
            <div aria-hidden className="h-10 overflow-hidden">
              <Textile id={booking.experience.id} />
            </div>
            <div className="flex flex-1 flex-col items-center gap-2 p-4">
              <div className="flex w-full items-baseline justify-between gap-2">
                <h3 className="font-sans text-base font-semibold">{ticket.label}</h3>
                <span className="text-sm text-ink-soft">{t('ticketOf', { number: i + 1, count: tickets.length })}</span>
              </div>
              <QrCode
                text={ticket.qr}
                label={t('ticketQr', { code: ticket.code })}
                className={ticket.admittedAt ? 'w-44 rounded-md opacity-30' : 'w-44 rounded-md'}
              />
              <p className="tabular text-lg font-semibold tracking-wider">{spokenCode(ticket.code)}</p>
              {ticket.admittedAt ? (
                <StatusChip tone="success">
                  {t('ticketUsed', { when: dates.time(ticket.admittedAt, booking.timeZone) })}
                </StatusChip>
              ) : (
                <Button variant="quiet" onPress={() => setShown(i)}>
                  <Maximize2 aria-hidden className="size-4" />
                  {t('showBig')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <TicketViewer tickets={tickets} index={shown} onIndex={setShown} onDownload={(ticket) => void download(ticket)} />
    </>
  )
}
