import { type CalendarDate, parseDate } from '@internationalized/date'
import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import {
  Button as AriaButton,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
  RangeCalendar,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { addDays, todayAt, weekdayOf } from '../../lib/dates.ts'
import { festivalMoment } from '../../lib/festival.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { MonthButton } from './month-button.tsx'

type Range = { from?: string | undefined; to?: string | undefined }
type Props = { range: Range; label: string; onChange: (range: Range) => void }

/** The coming Friday to Sunday; from Friday on, this one. */
function weekendFrom(today: string): Range {
  const weekday = weekdayOf(today)
  if (weekday === 0) return { from: today, to: today }
  const friday = addDays(today, Math.max(0, 5 - weekday))
  return { from: weekday === 6 ? today : friday, to: addDays(today, 7 - weekday) }
}

const dateOf = (civil: string): CalendarDate => parseDate(civil)

/** Civil dates at the place: a calendar in a popover, with the ranges that people ask for at one press. */
export function DateRangeField({ range, label, onChange }: Props) {
  const { t } = useTranslation('experiences')
  const [isOpen, setOpen] = useState(false)
  const today = todayAt()
  const { first, octava } = festivalMoment(today)
  const choose = (next: Range) => {
    onChange(next)
    setOpen(false)
  }
  const { from, to } = range
  const start = from ?? (to === undefined ? undefined : today)
  const end = to ?? from
  const festival = { from: addDays(first, -2), to: addDays(octava, 1) }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <div className="flex flex-col gap-1.5">
        <span className="font-semibold">{t('filters.dates')}</span>
        <AriaButton
          aria-label={`${t('filters.dates')}: ${label}`}
          className="flex min-h-12 w-full items-center justify-between gap-3 rounded-[10px] border border-line-strong bg-surface px-3.5 text-left"
        >
          <span className="tabular">{label}</span>
          <CalendarDays aria-hidden className="size-5 shrink-0 text-ink-soft" />
        </AriaButton>
      </div>
      <Popover
        placement="bottom start"
        className="w-[min(22rem,calc(100vw-1.5rem))] animate-fade rounded-lg border border-line-strong bg-surface shadow-high"
      >
        <Dialog aria-label={t('filters.pickDates')} className="max-h-[inherit] overflow-y-auto p-3 outline-none">
          <div className="mb-3 flex flex-wrap gap-2">
            <Chip onPress={() => choose({ from: today, to: today })}>{t('filters.today')}</Chip>
            <Chip onPress={() => choose(weekendFrom(today))}>{t('filters.weekend')}</Chip>
            <Chip onPress={() => choose(festival)}>{t('filters.festival')}</Chip>
          </div>
          <RangeCalendar
            aria-label={t('filters.pickDates')}
            minValue={dateOf(today)}
            {...(start !== undefined && end !== undefined && start <= end
              ? {
                  value: { start: dateOf(start), end: dateOf(end) },
                  defaultFocusedValue: dateOf(start < today ? today : start),
                }
              : {})}
            onChange={(next) => choose({ from: next.start.toString(), to: next.end.toString() })}
          >
            <header className="mb-1 flex items-center justify-between">
              <MonthButton slot="previous" />
              <Heading className="font-display text-lg font-semibold first-letter:uppercase" />
              <MonthButton slot="next" />
            </header>
            <CalendarGrid className="w-full table-fixed border-separate border-spacing-y-0.5">
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="pb-1 text-sm font-normal text-ink-soft">{day}</CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className={({ isSelected, isSelectionStart, isSelectionEnd, isDisabled, isOutsideMonth }) =>
                      cx(
                        'tabular flex h-11 items-center justify-center',
                        isOutsideMonth && 'hidden',
                        isDisabled && 'text-ink-soft opacity-45',
                        !isDisabled && !isSelected && 'cursor-pointer rounded-md hover:bg-sunken',
                        isSelected && !isSelectionStart && !isSelectionEnd && 'bg-grana-soft',
                        (isSelectionStart || isSelectionEnd) && 'bg-grana font-semibold text-on-grana',
                        isSelectionStart && 'rounded-l-md',
                        isSelectionEnd && 'rounded-r-md',
                      )
                    }
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </RangeCalendar>
          {(from !== undefined || to !== undefined) && (
            <Button variant="quiet" isWide className="mt-2" onPress={() => choose({})}>
              {t('filters.clearDates')}
            </Button>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
