/** The export as a page that any browser opens without us: the same data as the JSON, in the reader's own words. */
import type { Language } from '../../../../contracts/common.ts'
import { fieldName, partName, valueName } from './export-words.rules.ts'

const words = {
  es: { title: 'Tus datos en Guelaguetza Connect', made: 'Reunidos el', nothing: 'Nada.', yes: 'Sí', no: 'No' },
  en: { title: 'Your data at Guelaguetza Connect', made: 'Gathered on', nothing: 'Nothing.', yes: 'Yes', no: 'No' },
}
const locales = { es: 'es-MX', en: 'en-US' }
const placeTimeZone = 'America/Mexico_City'
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** Fields of one of few values; the others are somebody's own words. */
const named = new Set([
  'about',
  'action',
  'appeal',
  'cancelReason',
  'delivery',
  'document',
  'for',
  'kind',
  'purpose',
  'role',
  'status',
])

interface Around {
  part: string
  language: Language
  currency: string
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function timeOf(at: Date, language: Language): string {
  const form = { timeZone: placeTimeZone, dateStyle: 'long', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat(locales[language], form).format(at)
}

function moneyOf(cents: number, { language, currency }: Around): string {
  const pesos = new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2 }).format(cents / 100)
  return `$${pesos} ${currency}`
}

function shown(key: string, value: unknown, around: Around): string {
  const { language } = around
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return words[language][value ? 'yes' : 'no']
  if (typeof value === 'number') return key.endsWith('Cents') ? moneyOf(value, around) : String(value)
  if (value instanceof Date) return timeOf(value, language)
  if (Array.isArray(value))
    return value.length === 0 ? '' : `<ul>${value.map((one) => `<li>${shown('', one, around)}</li>`).join('')}</ul>`
  if (!isRecord(value)) {
    const text = String(value as string | bigint)
    if (instant.test(text)) return escape(timeOf(new Date(text), language))
    const isName = named.has(key) || (key === 'reason' && around.part === 'reports')
    return escape(isName ? valueName(around.part, text, language) : text)
  }
  // The same in both languages: the reader's.
  const own = value[language]
  if (typeof value['es'] === 'string' && typeof own === 'string') return escape(own)
  return table(value, around)
}

function table(row: object, around: Around): string {
  const lines = Object.entries(row).filter(([key]) => key !== 'currency')
  return `<table>${lines
    .map(
      ([key, value]) =>
        `<tr><th>${escape(fieldName(key, around.language))}</th><td>${shown(key, value, around)}</td></tr>`,
    )
    .join('')}</table>`
}

export function exportPage(parts: Record<string, readonly object[]>, language: Language, madeAt: string): string {
  const say = words[language]
  const sections = Object.entries(parts).map(([part, rows]) => {
    const tables = rows.map((row) => {
      const currency = 'currency' in row && typeof row.currency === 'string' ? row.currency : 'MXN'
      return table(row, { part, language, currency })
    })
    return `<h2>${escape(partName(part, language))} (${rows.length})</h2>${tables.length > 0 ? tables.join('') : `<p>${say.nothing}</p>`}`
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${say.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}table{border-collapse:collapse;margin:0 0 1rem;width:100%}td table{margin:0}th{text-align:left;vertical-align:top;width:12rem;font-weight:600}@media(max-width:30rem){th{width:7rem}}th,td{border:1px solid #ccc;padding:.3rem .6rem;white-space:pre-wrap;overflow-wrap:anywhere}ul{margin:0;padding-left:1.2rem}</style>
</head><body><h1>${say.title}</h1><p>${say.made} ${escape(timeOf(new Date(madeAt), language))}</p>${sections.join('\n')}</body></html>`
}
