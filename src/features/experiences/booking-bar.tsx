import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { useDates } from '../../lib/dates.ts'
import { type ElementRef, useInSight } from '../../lib/use-in-sight.ts'
import { Button } from '../../ui/button.tsx'
import { Price } from '../../ui/price.tsx'
import { ReserveButton, showDates } from './booking-panel.tsx'
import type { Choice } from './use-choice.ts'

type Props = { experience: Experience; choice: Choice; hideBeside: readonly [panel: ElementRef, end: ElementRef] }

/**
 * On a phone, price and next step stay under the thumb while the panel with the calendar is out of sight; at the end of
 * the page they make room for the footer.
 */
export function BookingBar({ experience, choice, hideBeside: [panel, end] }: Props) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const isPanelInSight = useInSight(panel)
  const isAtEnd = useInSight(end)
  const { slot, total } = choice
  const { nextSlotAt, timeZone, priceFrom } = experience
  if (isPanelInSight || isAtEnd) return null
  const when = slot?.startsAt ?? nextSlotAt
  return (
    <div className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 animate-appear border-t border-line-strong bg-surface lg:hidden">
      <div className="wrap-page flex items-center justify-between gap-3 py-2.5">
        <div className="min-w-0 leading-tight">
          <p>
            {slot ? (
              total.amount === 0 ? (
                <span className="font-display text-lg font-semibold">{t('book.free')}</span>
              ) : (
                <Price money={total} form="short" />
              )
            ) : (
              <>
                <span className="mr-1 text-sm text-ink-soft">{t('card.from')}</span>
                <Price money={priceFrom} form="short" />
              </>
            )}
          </p>
          <p className="tabular truncate text-sm text-ink-soft first-letter:uppercase">
            {when === null ? t('card.noNext') : dates.dateTime(when, timeZone)}
          </p>
        </div>
        {slot ? (
          <ReserveButton experience={experience} choice={choice} />
        ) : (
          <Button variant="primary" size="lg" onPress={showDates}>
            {t('book.seeDates')}
          </Button>
        )}
      </div>
    </div>
  )
}
