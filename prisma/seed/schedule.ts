/** Weekly schedules as slots: civil times at the place turned into instants. */
import { DateTime } from 'luxon'
import { type DemoExperience, weekdays } from './demo-files.ts'
import { derivedId } from './derived.ts'

/** Far enough for the July festival to be in reach. */
export const futureDays = 300
/** As far back as the demo's past bookings go. */
export const pastDays = 60

export interface DemoSlot {
  id: string
  experienceId: string
  startsAt: Date
  endsAt: Date
  bookableUntil: Date
  capacity: number
  taken: number
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
}

type Scheduled = Pick<
  DemoExperience,
  'slug' | 'weeklySchedule' | 'seasonMonths' | 'availableDates' | 'durationMinutes' | 'capacity'
>

function takesPlace(experience: Scheduled, day: DateTime): boolean {
  if (experience.availableDates) return experience.availableDates.includes(day.toISODate() ?? '')
  if (experience.seasonMonths && !experience.seasonMonths.includes(day.month)) return false
  return experience.weeklySchedule.days.some((name) => weekdays.indexOf(name) + 1 === day.weekday)
}

/** The slots from `daysBack` days before `today`'s civil date at the place until `futureDays` after it, in order of start. */
export function slotsOf(
  experience: Scheduled,
  details: { experienceId: string; cutoffMinutes: number },
  today: Date,
  daysBack: number,
): DemoSlot[] {
  const zone = experience.weeklySchedule.timezone
  const first = DateTime.fromJSDate(today, { zone }).startOf('day').minus({ days: daysBack })
  const days = Array.from({ length: daysBack + futureDays + 1 }, (_, index) => first.plus({ days: index }))
  return days
    .filter((day) => takesPlace(experience, day))
    .flatMap((day) =>
      experience.weeklySchedule.startTimes.toSorted().map((time) => {
        const start = DateTime.fromISO(`${day.toISODate()}T${time}`, { zone })
        const startsAt = start.toJSDate()
        return {
          id: derivedId(`slot:${experience.slug}:${startsAt.toISOString()}`),
          experienceId: details.experienceId,
          startsAt,
          endsAt: start.plus({ minutes: experience.durationMinutes }).toJSDate(),
          bookableUntil: start.minus({ minutes: details.cutoffMinutes }).toJSDate(),
          capacity: experience.capacity,
          taken: 0,
          state: 'OPEN' as const,
        }
      }),
    )
}
