import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button as AriaButton } from 'react-aria-components'

/** Turns a calendar's pages. */
export function MonthButton({ slot }: { slot: 'previous' | 'next' }) {
  const { t } = useTranslation('experiences')
  const Icon = slot === 'previous' ? ChevronLeft : ChevronRight
  return (
    <AriaButton
      slot={slot}
      aria-label={t(`book.${slot}`)}
      className="inline-flex size-11 items-center justify-center rounded-full hover:bg-sunken disabled:opacity-35"
    >
      <Icon aria-hidden className="size-5" />
    </AriaButton>
  )
}
