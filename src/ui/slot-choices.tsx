import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../contracts/experiences.ts'
import { civilDateAt, useDates } from '../lib/dates.ts'

type Props = {
  slots: readonly Slot[]
  timeZone: string
  /** Of the radio group, when one is chosen; without it each slot is a link made by `renderLink`. */
  label: string
  chosenId?: string | null
  onChoose?: (slot: Slot) => void
  renderLink?: (slot: Slot, className: string, children: ReactNode) => ReactNode
  /** Days shown; the rest is for the experience's own calendar. */
  mostDays?: number
}

const look =
  'flex min-h-12 min-w-24 flex-col items-center justify-center rounded-lg border px-3 py-1.5 text-center leading-tight transition-colors'

/** Times by day, to pick one of or to go to. */
export function SlotChoices({ slots, timeZone, label, chosenId, onChoose, renderLink, mostDays = 8 }: Props) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = civilDateAt(slot.startsAt, timeZone)
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return (
    <div role={onChoose ? 'radiogroup' : undefined} aria-label={onChoose ? label : undefined} className="space-y-4">
      {[...days].slice(0, mostDays).map(([day, ofDay]) => (
        <div key={day}>
          <h3 className="mb-2 font-sans text-sm font-semibold text-ink-soft first-letter:uppercase">
            {dates.civilDay(day)}
          </h3>
          <div className="flex flex-wrap gap-2">
            {ofDay.map((slot) => {
              const content = (
                <>
                  <span className="tabular font-semibold">{dates.time(slot.startsAt, timeZone)}</span>
                  <span className="text-xs text-ink-soft">{t('placesFree', { count: slot.available })}</span>
                </>
              )
              if (renderLink) {
                return (
                  <div key={slot.id}>
                    {renderLink(slot, `${look} border-line-strong bg-surface hover:border-grana`, content)}
                  </div>
                )
              }
              const chosen = slot.id === chosenId
              return (
                <label
                  key={slot.id}
                  className={`${look} has-focus-visible:outline-3 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 ${chosen ? 'border-grana bg-grana-soft' : 'border-line-strong bg-surface hover:border-grana'}`}
                >
                  <input
                    type="radio"
                    name="slot"
                    className="sr-only"
                    checked={chosen}
                    onChange={() => onChoose?.(slot)}
                    aria-label={`${dates.civilDay(day)}, ${dates.time(slot.startsAt, timeZone)}, ${t('placesFree', { count: slot.available })}`}
                  />
                  {content}
                </label>
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}
