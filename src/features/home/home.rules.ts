import { CivilDate } from '../../../contracts/common.ts'
import { addDays } from '../../lib/dates.ts'

/** Days on the strip of the home page, today included. */
export const stripDays = 14

export type HomeSearch = { dia?: string | undefined }

export function readHomeSearch(raw: Record<string, unknown>): HomeSearch {
  const day = CivilDate.safeParse(raw['dia'])
  return day.success ? { dia: day.data } : {}
}

/** Today at the place and the days after it. */
export function stripOf(today: string): string[] {
  return Array.from({ length: stripDays }, (_, i) => addDays(today, i))
}

/** The day to show: the one in the address while it is on the strip, else today. */
export function shownDay(search: HomeSearch, today: string): string {
  const { dia } = search
  return dia !== undefined && dia >= today && dia < addDays(today, stripDays) ? dia : today
}
