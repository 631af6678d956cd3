/**
 * How often each listing was looked at, day by day: more where somebody bought, more at weekends and more by the day, as the
 * festival comes nearer. Without views the demo could not show how many of those who look also buy.
 */
import { DateTime } from 'luxon'
import { chance } from './derived.ts'
import { pastDays } from './schedule.ts'

export interface ViewedListing {
  id: string
  payeeId: string
}
/** A listing that somebody paid for, and when. */
export interface SoldListing {
  listingId: string
  at: Date
}

const zone = 'America/Mexico_City'
/** Who buys has looked before, and so have others who did not. */
const viewsOfSale = 14
const mostViewsOfQuietDay = 4
const saturday = 6

export function planViews(listings: readonly ViewedListing[], sold: readonly SoldListing[], today: Date) {
  const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone }).toISODate() ?? ''
  const sales = new Map<string, number>()
  for (const { listingId, at } of sold) {
    const key = `${listingId} ${dayOf(at)}`
    sales.set(key, (sales.get(key) ?? 0) + 1)
  }
  const last = DateTime.fromJSDate(today, { zone }).startOf('day')
  const days = Array.from({ length: pastDays + 1 }, (_, age) => ({ age, date: last.minus({ days: age }) })).map(
    ({ age, date }) => ({
      day: date.toISODate() ?? '',
      /** Of a usual day; the last one is not over yet. */
      part: (1.25 - age / (2 * pastDays)) * (date.weekday >= saturday ? 1.4 : 1) * (age === 0 ? 0.5 : 1),
    }),
  )
  return listings.flatMap(({ id, payeeId }) => {
    const liked = 0.3 + 0.7 * chance(`views:${id}`)
    return days.flatMap(({ day, part }) => {
      const quiet = mostViewsOfQuietDay * liked * part * (0.4 + 1.2 * chance(`views:${id}:${day}`))
      const views = Math.round(quiet) + viewsOfSale * (sales.get(`${id} ${day}`) ?? 0)
      return views > 0 ? [{ payee_id: payeeId, listing_id: id, day, views }] : []
    })
  })
}
