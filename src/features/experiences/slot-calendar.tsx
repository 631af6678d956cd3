import { parseDate } from '@internationalized/date'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { civilDateAt, useDates } from '../../lib/dates.ts'
import { slotsBetweenQuery } from '../../lib/slot-queries.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { ErrorState } from '../../ui/states.tsx'
import { MonthButton } from './month-button.tsx'
import { dayState, monthRange, slotsByDay } from './slot-calendar.rules.ts'
import { type Choice, freshSlots } from './use-choice.ts'

/** A month of days: those with room for the party are marked, those that are full can be looked at, the rest is quiet. */
export function SlotCalendar({ experience, choice }: { experience: Experience; choice: Choice }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { timeZone, nextSlotAt } = experience
  const { today, day, seats } = choice
  const nextFree = nextSlotAt === null ? undefined : civilDateAt(nextSlotAt, timeZone)
  const [focused, setFocused] = useState(day ?? nextFree ?? today)
  const range = monthRange(focused, today)
  const query = useQuery({ ...slotsBetweenQuery(experience.id, range.from, range.to), ...freshSlots })
  const byDay = useMemo(() => slotsByDay(query.data ?? [], timeZone), [query.data, timeZone])
  const hasRoom = [...byDay.values()].some((slots) => dayState(slots, seats).isBookable)
  return (
    <div>
      <Calendar
        aria-label={t('book.month')}
        value={day === undefined ? null : parseDate(day)}
        focusedValue={parseDate(focused)}
        onFocusChange={(date) => setFocused(date.toString())}
        onChange={(date) => choice.chooseDay(date.toString())}
        minValue={parseDate(today)}
        isDateUnavailable={(date) => !byDay.has(date.toString())}
      >
        <header className="mb-1 flex items-center justify-between">
          <MonthButton slot="previous" />
          <Heading className="font-display text-lg font-semibold first-letter:uppercase" />
          <MonthButton slot="next" />
        </header>
        <CalendarGrid
          className={cx(
            // On a phone the days reach out to the panel's edge: seven of 44 px need all of its width.
            '-mx-2 w-[calc(100%+1rem)] table-fixed border-collapse sm:mx-0 sm:w-full',
            query.isPending && 'animate-breathe',
          )}
          weekdayStyle="short"
        >
          <CalendarGridHeader>
            {(name) => (
              <CalendarHeaderCell className="pb-1 text-sm font-normal text-ink-soft">
                {name.replace('.', '')}
              </CalendarHeaderCell>
            )}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => {
              const state = dayState(byDay.get(date.toString()), seats)
              return (
                <CalendarCell
                  date={date}
                  className={({ isSelected, isOutsideMonth, isDisabled, isUnavailable }) =>
                    cx(
                      // The target is the whole cell; what is drawn stands two pixels inside it.
                      'tabular relative isolate flex h-11 items-center justify-center rounded-md -outline-offset-1',
                      'before:absolute before:inset-0.5 before:-z-10 before:rounded-md before:border',
                      isOutsideMonth && 'hidden',
                      isSelected
                        ? 'font-semibold text-on-grana before:border-grana before:bg-grana'
                        : state.isBookable
                          ? 'cursor-pointer font-semibold text-ink before:border-nopal/45 before:bg-nopal-soft hover:before:border-nopal'
                          : 'text-ink-soft before:border-transparent',
                      !state.isBookable &&
                        state.times > 0 &&
                        !isSelected &&
                        'cursor-pointer line-through hover:before:bg-sunken',
                      (isDisabled || isUnavailable) && 'opacity-60',
                    )
                  }
                >
                  {({ formattedDate, isSelected }) => (
                    <>
                      {formattedDate}
                      {state.isBookable && (
                        <span
                          aria-hidden
                          className={cx(
                            'absolute bottom-1.5 size-1.5 rotate-45',
                            isSelected ? 'bg-on-grana' : 'bg-nopal',
                          )}
                        />
                      )}
                    </>
                  )}
                </CalendarCell>
              )
            }}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
      <output className="mt-2 block text-sm">
        {query.isSuccess && !hasRoom && (
          <span className="mb-1 block">{t('book.monthEmptyParty', { count: seats })}</span>
        )}
      </output>
      {query.isSuccess && !hasRoom && nextFree !== undefined && nextFree.slice(0, 7) !== focused.slice(0, 7) && (
        <Button onPress={() => setFocused(nextFree)}>
          {t('book.goNext', { day: dates.civilDay(nextFree, 'short') })}
        </Button>
      )}
      {query.isError ? (
        <ErrorState error={query.error} title={t('book.loadFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          <span className="flex items-center gap-2">
            <span className="size-3.5 rounded-[3px] border border-nopal/45 bg-nopal-soft" />
            {t('book.legendRoom')}
          </span>
          <span className="flex items-center gap-2">
            <span className="line-through">12</span>
            {t('book.legendFull')}
          </span>
        </p>
      )}
    </div>
  )
}
