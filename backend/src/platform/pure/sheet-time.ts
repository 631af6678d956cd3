/** Where everything sold here happens; months and days of statements and sheets are its own. */
const placeTimeZone = 'America/Mexico_City'

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * `2026-11-01 00:00`, as spreadsheets read it, by the clock of the place: by another one the first hours of a month would be
 * of the month before. Nothing for what did not happen.
 */
export function sheetTime(at: Date | string | null | undefined, timeZone = placeTimeZone): string {
  if (at === null || at === undefined) return ''
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format.format(new Date(at))
}
