import type { Slot } from '../../../contracts/experiences.ts'
import { addDays, civilDateAt, formatTime } from '../../lib/dates.ts'

/** What a day of the calendar has: room for the party, only times that are taken or closed, or nothing. */
export type DayState = { times: number; free: number; isBookable: boolean }

/** A time can be chosen when it is open and everyone fits. */
export function canTake(slot: Pick<Slot, 'status' | 'available'>, seats: number): boolean {
  return slot.status === 'OPEN' && slot.available >= Math.max(1, seats)
}

/** Slots by civil day at the place, each day in the order of its times. */
export function slotsByDay(slots: readonly Slot[], timeZone: string): Map<string, Slot[]> {
  const inOrder = slots.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
  return Map.groupBy(inOrder, (slot) => civilDateAt(slot.startsAt, timeZone))
}

export function dayState(slots: readonly Slot[] | undefined, seats: number): DayState {
  const all = slots ?? []
  return {
    times: all.length,
    free: all.reduce((sum, slot) => sum + (slot.status === 'OPEN' ? slot.available : 0), 0),
    isBookable: all.some((slot) => canTake(slot, seats)),
  }
}

/** The civil dates to ask for so that the month of `day` is whole, from today on. */
export function monthRange(day: string, today: string): { from: string; to: string } {
  const first = `${day.slice(0, 7)}-01`
  const nextMonth = `${addDays(first, 31).slice(0, 7)}-01`
  const last = addDays(nextMonth, -1)
  return { from: first < today ? today : first, to: last < today ? today : last }
}

/** The time of a slot on the clock of its place, as it stands in an address: `16:30`, whatever the language. */
export function hourOf(slot: Pick<Slot, 'startsAt'>, timeZone: string): string {
  return formatTime(slot.startsAt, timeZone, 'es')
}

/** The slot that an address names by day and hour; null when it is gone. */
export function slotAt(
  slots: readonly Slot[],
  timeZone: string,
  day: string | undefined,
  hour: string | undefined,
): Slot | null {
  if (day === undefined || hour === undefined) return null
  return slots.find((slot) => civilDateAt(slot.startsAt, timeZone) === day && hourOf(slot, timeZone) === hour) ?? null
}

/** Few enough to say so beside the time. */
export const fewPlaces = 5

/** Whether one has to wait for it: sold out, or with fewer places than the party. Closed and cancelled times never open again. */
export function hasNoRoom(slot: Pick<Slot, 'status' | 'available'>, seats: number): boolean {
  return slot.status === 'FULL' || (slot.status === 'OPEN' && slot.available < seats)
}
