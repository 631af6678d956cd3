import { useTranslation } from 'react-i18next'
import type { Experience, Slot } from '../../../contracts/experiences.ts'
import { clocksDiffer, useDates } from '../../lib/dates.ts'
import { cx } from '../../ui/cx.ts'
import { Skeleton } from '../../ui/states.tsx'
import { FullTimes } from './full-times.tsx'
import { canTake, fewPlaces, hourOf } from './slot-calendar.rules.ts'
import type { Choice } from './use-choice.ts'

/** The times of the chosen day with what is left of each; what is full or closed stays in sight and cannot be chosen. */
export function SlotTimes({ experience, choice }: { experience: Experience; choice: Choice }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { timeZone } = experience
  const { day, ofDay, slot: chosen, seats } = choice
  if (day === undefined) return <p className="text-sm text-ink-soft">{t('book.pickDay')}</p>
  const first = ofDay[0]
  return (
    <div>
      <fieldset>
        <legend className="mb-2 font-semibold">{t('book.times', { day: dates.civilDay(day) })}</legend>
        {choice.isLoading ? (
          <div className="flex gap-2">
            <Skeleton className="h-14 w-28" />
            <Skeleton className="h-14 w-28" />
          </div>
        ) : (
          <div className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
            {ofDay.map((slot) => {
              const isFree = canTake(slot, seats)
              const isChosen = slot.id === chosen?.id
              return (
                <label
                  key={slot.id}
                  className={cx(
                    'relative flex min-h-14 flex-col items-center justify-center rounded-lg border px-2 py-1.5 text-center leading-tight transition-colors has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
                    isChosen && isFree && 'border-grana bg-grana-soft',
                    !isChosen && isFree && 'border-line-strong bg-surface hover:border-grana',
                    !isFree && 'cursor-not-allowed! border-dashed border-line-strong bg-sunken text-ink-soft',
                  )}
                >
                  <input
                    type="radio"
                    name="hora"
                    className="sr-only"
                    checked={isChosen && isFree}
                    disabled={!isFree}
                    onChange={() => choice.chooseHour(hourOf(slot, timeZone))}
                  />
                  <time
                    dateTime={slot.startsAt}
                    className={cx('tabular text-[1.0625rem] font-semibold', !isFree && 'line-through')}
                  >
                    {dates.time(slot.startsAt, timeZone)}
                  </time>
                  <span
                    className={cx(
                      'text-sm',
                      isFree && slot.available <= fewPlaces ? 'font-semibold text-barro' : 'text-ink-soft',
                    )}
                  >
                    <Places slot={slot} seats={seats} />
                  </span>
                </label>
              )
            })}
          </div>
        )}
        {!choice.isLoading && ofDay.length === 0 && <p className="text-sm text-ink-soft">{t('book.timesNone')}</p>}
        {first && clocksDiffer(first.startsAt, timeZone) && (
          <p className="mt-2 text-sm text-ink-soft">{t('book.placeTime')}</p>
        )}
      </fieldset>
      {!choice.isLoading && <FullTimes experience={experience} choice={choice} />}
    </div>
  )
}

function Places({ slot, seats }: { slot: Slot; seats: number }) {
  const { t } = useTranslation('experiences')
  switch (slot.status) {
    case 'FULL':
      return t('book.full')
    case 'CLOSED':
      return t('book.closed')
    case 'CANCELLED':
      return t('book.cancelled')
    case 'OPEN':
      if (slot.available === 0) return t('book.full')
      if (slot.available < seats) return t('book.places', { count: slot.available })
      return slot.available <= fewPlaces
        ? t('book.places', { count: slot.available })
        : t('book.placesFree', { count: slot.available })
  }
}
