import { Download, Megaphone, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostSlot } from '../../../contracts/schedules.ts'
import { useMay } from '../../lib/acting.ts'
import { apiUrl } from '../../lib/http.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { AnchorButton, Button } from '../../ui/button.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChangeSlot } from './schedule-queries.ts'

export type SlotTask = 'capacity' | 'move' | 'announce'

/** What can be done with a time as a whole. */
export function SlotActions({
  slot,
  hasGuests,
  onAsk,
}: {
  slot: HostSlot
  hasGuests: boolean
  onAsk: (asked: SlotTask) => void
}) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const now = useServerNow(60_000)
  const change = useChangeSlot(slot)
  const may = useMay('HOST')
  const isAhead = Date.parse(slot.startsAt) > now && slot.status !== 'CANCELLED'
  const isClosed = slot.status === 'CLOSED'
  return (
    <div className="flex flex-col gap-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        {isAhead && may('schedule') && (
          <>
            <Button onPress={() => onAsk('capacity')}>{t('changeCapacity')}</Button>
            <Button onPress={() => onAsk('move')}>{t('move')}</Button>
            {!slot.bookingOver && (
              <Button
                isPending={change.isPending}
                onPress={() =>
                  change.mutate(
                    { status: isClosed ? 'OPEN' : 'CLOSED' },
                    { onSuccess: () => toast({ tone: 'success', message: t(isClosed ? 'reopened' : 'closed') }) },
                  )
                }
              >
                {t(isClosed ? 'reopen' : 'close')}
              </Button>
            )}
          </>
        )}
        {hasGuests && (
          <>
            {isAhead && may('schedule') && (
              <Button onPress={() => onAsk('announce')}>
                <Megaphone aria-hidden className="size-5" />
                {t('announce')}
              </Button>
            )}
            <Button onPress={() => print()}>
              <Printer aria-hidden className="size-5" />
              {t('print')}
            </Button>
            <AnchorButton href={apiUrl(`/host/slots/${slot.id}/manifest`, { format: 'csv' })} download>
              <Download aria-hidden className="size-5" />
              {t('csv')}
            </AnchorButton>
          </>
        )}
      </div>
      <SaveProblem error={change.error} />
    </div>
  )
}
