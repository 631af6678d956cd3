import { CalendarDays } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CartSlot } from '../../../contracts/checkout.ts'
import { useDates } from '../../lib/dates.ts'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'

/** One experience that is bought along: what, when, who. */
export function SlotLine({
  slot,
}: {
  slot: Pick<CartSlot, 'experience' | 'startsAt' | 'timeZone' | 'party' | 'total'>
}) {
  const { t } = useTranslation('market')
  const dates = useDates()
  return (
    <article className="flex gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <span className="w-16 shrink-0 self-stretch overflow-hidden rounded-[4px]">
        <Picture id={slot.experience.id} src={slot.experience.images[0]} alt="" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-3">
          <h3 className="font-sans text-base leading-snug font-semibold">{slot.experience.title}</h3>
          <Price money={slot.total} form="short" size="sm" />
        </div>
        <p className="tabular mt-1 flex items-center gap-2 text-sm">
          <CalendarDays aria-hidden className="size-4 shrink-0 text-grana" />
          <time dateTime={slot.startsAt} className="first-letter:uppercase">
            {dates.dateTime(slot.startsAt, slot.timeZone)}
          </time>
        </p>
        <p className="tabular text-sm text-ink-soft">
          {slot.party.map(({ label, quantity }) => t('party', { label, quantity })).join(' · ')}
        </p>
      </div>
    </article>
  )
}
