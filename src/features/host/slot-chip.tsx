import { useTranslation } from 'react-i18next'
import type { HostSlot } from '../../../contracts/schedules.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { StatusChip, type Tone } from '../../ui/chip.tsx'

const tones: Record<HostSlot['status'], Tone> = {
  OPEN: 'success',
  FULL: 'accent',
  CLOSED: 'neutral',
  CANCELLED: 'danger',
}

/** How a time stands. That it is over, or too late to book, is not something its host closed and could open again. */
export function SlotChip({ slot }: { slot: HostSlot }) {
  const { t } = useTranslation('hosting')
  const now = useServerNow(60_000)
  const { status } = slot
  const passed =
    status === 'CANCELLED'
      ? null
      : Date.parse(slot.endsAt) < now
        ? 'slotOver'
        : slot.bookingOver
          ? 'slotBookingOver'
          : null
  return <StatusChip tone={tones[status]}>{passed ? t(passed) : t(`slotStatus.${status}`)}</StatusChip>
}
