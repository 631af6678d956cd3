import type { Language } from '../../contracts/common.ts'
import { useLanguage } from './i18n.ts'
import { localeOf } from './language.ts'

/** Where everything in the catalogue happens, unless an answer names another zone. */
export const placeTimeZone = 'America/Mexico_City'

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(localeOf(language), options)
  formatters.set(key, made)
  return made
}

function part(parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return (parts.find((one) => one.type === type)?.value ?? '').replace('.', '')
}

/** `10:00` in Spanish, `10:00 AM` in English, on the clock of `timeZone`. */
export function formatTime(instant: string, timeZone: string, language: Language): string {
  return formatter(language, {
    timeZone,
    hour: language === 'en' ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: language === 'en' ? 'h12' : 'h23',
  }).format(new Date(instant))
}

/** `lun 19 jul` (English `Mon, Jul 19`), with the year only when it is not the year of `now` there. */
export function formatDay(instant: string, timeZone: string, language: Language, now = new Date()): string {
  const parts = formatter(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatToParts(new Date(instant))
  const thisYear = civilDateAt(now.toISOString(), timeZone).slice(0, 4)
  const year = part(parts, 'year')
  const [weekday, day, month] = [part(parts, 'weekday'), part(parts, 'day'), part(parts, 'month')]
  if (language === 'en') return `${weekday}, ${month} ${day}${year === thisYear ? '' : `, ${year}`}`
  return `${weekday} ${day} ${month}${year === thisYear ? '' : ` ${year}`}`
}

/** `lun 19 jul, 10:00`. */
export function formatDateTime(instant: string, timeZone: string, language: Language, now = new Date()): string {
  return `${formatDay(instant, timeZone, language, now)}, ${formatTime(instant, timeZone, language)}`
}

/** `10:00 a 12:30`, English `10:00 AM – 12:30 PM`. */
export function formatTimeRange(from: string, to: string, timeZone: string, language: Language): string {
  const join = language === 'en' ? ' – ' : ' a '
  return formatTime(from, timeZone, language) + join + formatTime(to, timeZone, language)
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const ordinalEnd: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (day: string): string => `${day}${ordinalEnd[ordinals.select(Number(day))] ?? 'th'}`

/** `weekday` is `lunes 19` (`Monday the 19th`), `short` is `19 jul`. */
export type CivilStyle = 'long' | 'short' | 'weekday'

/** A civil date in full, `lunes 19 de julio`, English `Monday, July 19`. */
export function formatCivilDay(civil: string, language: Language, style: CivilStyle = 'long'): string {
  if (style === 'weekday') {
    const parts = formatter(language, { timeZone: 'UTC', weekday: 'long', day: 'numeric' }).formatToParts(
      civilToDate(civil),
    )
    const day = part(parts, 'day')
    return language === 'en' ? `${part(parts, 'weekday')} the ${ordinal(day)}` : `${part(parts, 'weekday')} ${day}`
  }
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }
      : { timeZone: 'UTC', day: 'numeric', month: 'short' }
  return formatter(language, options)
    .format(civilToDate(civil))
    .replace(',', language === 'en' ? ',' : '')
    .replace('.', '')
}

/** `julio`, English `July`. */
export function formatMonth(civil: string, language: Language): string {
  return formatter(language, { timeZone: 'UTC', month: 'long' }).format(civilToDate(civil))
}

/** The pieces of a civil date for a calendar cell: `lun`, `19`, `jul`. */
export function civilParts(civil: string, language: Language): { weekday: string; day: string; month: string } {
  const parts = formatter(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).formatToParts(civilToDate(civil))
  return { weekday: part(parts, 'weekday'), day: part(parts, 'day'), month: part(parts, 'month') }
}

/** The civil date (YYYY-MM-DD) that calendars at `timeZone` show at that instant. */
export function civilDateAt(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant))
  return `${part(parts, 'year')}-${part(parts, 'month')}-${part(parts, 'day')}`
}

/** Today at the place, which near midnight is not the visitor's today. */
export function todayAt(timeZone = placeTimeZone, now = new Date()): string {
  return civilDateAt(now.toISOString(), timeZone)
}

function civilToDate(civil: string): Date {
  return new Date(`${civil}T00:00:00Z`)
}

/** Civil date arithmetic, without zones: `addDays('2027-02-28', 1)` is `2027-03-01`. */
export function addDays(civil: string, days: number): string {
  const date = civilToDate(civil)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((civilToDate(to).getTime() - civilToDate(from).getTime()) / 86_400_000)
}

/** 0 is Sunday. */
export function weekdayOf(civil: string): number {
  return civilToDate(civil).getUTCDay()
}

function offsetMinutes(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant)
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(part(parts, type))
  const local = Date.UTC(number('year'), number('month') - 1, number('day'), number('hour'), number('minute'))
  return Math.round((local - instant.getTime()) / 60_000)
}

/** True when the visitor's own clock reads differently from the place's at that instant. */
export function clocksDiffer(
  instant: string,
  timeZone: string,
  visitorZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): boolean {
  const date = new Date(instant)
  return offsetMinutes(date, timeZone) !== offsetMinutes(date, visitorZone)
}

/** `2 h 30 min`; whole days from 24 h on: `2 d`. */
export function formatDuration(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return `${minutes / 1440} d`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** The formatters of this module bound to the visitor's language. */
export function useDates() {
  const language = useLanguage()
  return {
    time: (instant: string, zone: string) => formatTime(instant, zone, language),
    day: (instant: string, zone: string) => formatDay(instant, zone, language),
    dateTime: (instant: string, zone: string) => formatDateTime(instant, zone, language),
    timeRange: (from: string, to: string, zone: string) => formatTimeRange(from, to, zone, language),
    civilDay: (civil: string, style?: CivilStyle) => formatCivilDay(civil, language, style),
    civilParts: (civil: string) => civilParts(civil, language),
    month: (civil: string) => formatMonth(civil, language),
  }
}
