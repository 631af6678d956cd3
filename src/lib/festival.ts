import { addDays, daysBetween, weekdayOf } from './dates.ts'

/**
 * The two Lunes del Cerro: the Monday after 16 July and the one a week later (the Octava). When the first would fall on
 * 18 July, the day Benito Juárez died, both move a week later, as in 2022.
 */
export function lunesDelCerro(year: number): { first: string; octava: string } {
  let first = `${year}-07-17`
  while (weekdayOf(first) !== 1) first = addDays(first, 1)
  if (first.endsWith('-07-18')) first = addDays(first, 7)
  return { first, octava: addDays(first, 7) }
}

/** Where a civil date stands in the festival's year. */
export function festivalMoment(today: string): {
  /** `season`: July until the Octava; `today`: a Lunes del Cerro; `far`: the rest of the year. */
  mood: 'today' | 'season' | 'far'
  first: string
  octava: string
  /** Days until the next Lunes del Cerro; 0 on the day. */
  daysLeft: number
} {
  const year = Number(today.slice(0, 4))
  let { first, octava } = lunesDelCerro(year)
  if (today > octava) ({ first, octava } = lunesDelCerro(year + 1))
  const next = today <= first ? first : octava
  const daysLeft = daysBetween(today, next)
  const mood = daysLeft === 0 ? 'today' : today >= `${first.slice(0, 4)}-07-01` ? 'season' : 'far'
  return { mood, first, octava, daysLeft }
}
