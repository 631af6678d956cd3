import { useInfiniteQuery } from '@tanstack/react-query'
import { experiencesQuery } from '../../lib/catalogue-queries.ts'
import { addDays, civilDateAt } from '../../lib/dates.ts'

/** Two rows on a wide screen. */
const cardsShown = 8

/** What has places free on one day. */
export const freeOnDayQuery = (day: string) => ({
  ...experiencesQuery({ from: day, to: day, sort: 'soonest' }, cardsShown),
  // Another day is another answer: yesterday's cards under today's heading would be wrong.
  placeholderData: undefined,
})

/** The soonest free times after a day. */
export const freeAfterQuery = (day: string) => experiencesQuery({ from: addDays(day, 1), sort: 'soonest' }, cardsShown)

/**
 * The day whose cards the home page shows. Whoever comes late in the evening, when today has nothing left, is offered the
 * next day that has; a day that was chosen stays, even empty. Undefined until that is known.
 */
export function useOfferedDay(day: string, today: string): string | undefined {
  const isToday = day === today
  const ofToday = useInfiniteQuery({ ...freeOnDayQuery(today), enabled: isToday })
  const isOver = isToday && ofToday.isSuccess && ofToday.data.pages[0]?.items.length === 0
  const later = useInfiniteQuery({ ...freeAfterQuery(today), enabled: isOver })
  if (!isOver) return day
  if (later.isPending) return undefined
  const next = later.data?.pages[0]?.items[0]
  return next?.nextSlotAt ? civilDateAt(next.nextSlotAt, next.timeZone) : day
}
