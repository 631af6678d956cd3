import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../contracts/bookings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { spokenCode } from './trip.rules.ts'

type Props = {
  tickets: readonly Ticket[]
  /** Null is closed. */
  index: number | null
  onIndex: (index: number | null) => void
  onDownload: (ticket: Ticket) => void
}

/** One ticket as large as the screen allows; the screen stays awake while it stands. */
export function TicketViewer({ tickets, index, onIndex, onDownload }: Props) {
  const { t } = useTranslation('bookings')
  const isOpen = index !== null
  useWakeLock(isOpen)
  const ticket = index === null ? undefined : tickets[index]
  const go = (by: number) => {
    if (index !== null && tickets[index + by]) onIndex(index + by)
  }
  useEffect(() => {
    if (index === null) return
    const onKeyDown = ({ key }: KeyboardEvent) => {
      const next = key === 'ArrowLeft' ? index - 1 : key === 'ArrowRight' ? index + 1 : -1
      if (next >= 0 && next < tickets.length) onIndex(next)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [index, tickets.length, onIndex])
  return (
    <Dialog
      title={
        ticket && index !== null
          ? `${ticket.label} · ${t('ticketOf', { number: index + 1, count: tickets.length })}`
          : ''
      }
      isOpen={isOpen}
      onOpenChange={(open) => !open && onIndex(null)}
    >
      {ticket && index !== null && (
        <div className="flex flex-col items-center gap-3">
          <QrCode
            text={ticket.qr}
            label={t('ticketQr', { code: ticket.code })}
            className="w-full max-w-[min(26rem,58dvh)] rounded-md"
          />
          <div className="flex w-full items-center justify-between gap-1">
            <IconButton label={t('previous')} isDisabled={index === 0} onPress={() => go(-1)}>
              <ChevronLeft aria-hidden className="size-6" />
            </IconButton>
            <p className="tabular text-xl font-semibold tracking-wider sm:text-2xl" aria-live="polite">
              {spokenCode(ticket.code)}
            </p>
            <IconButton label={t('next')} isDisabled={index === tickets.length - 1} onPress={() => go(1)}>
              <ChevronRight aria-hidden className="size-6" />
            </IconButton>
          </div>
          <p className="text-center text-sm text-ink-soft">{t('brightness')}</p>
          <Button variant="quiet" onPress={() => onDownload(ticket)}>
            <Download aria-hidden className="size-4" />
            {t('download')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

/** A phone that goes dark at the door makes a queue. Browsers without the lock do without. */
function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    let over = false
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      navigator.wakeLock.request('screen').then(
        (granted) => {
          if (over) void granted.release()
          else lock = granted
        },
        () => undefined,
      )
    }
    ask()
    // The lock ends when the page is hidden.
    document.addEventListener('visibilitychange', ask)
    return () => {
      over = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [isWanted])
}
