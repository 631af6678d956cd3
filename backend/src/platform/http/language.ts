/** The language a request asks for. Spanish is what we speak when nobody says otherwise. */
import type { Language } from '../../../../contracts/common.ts'

/** Highest quality wins, earlier wins a tie; unknown languages and `q=0` do not count. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'es'
  let best: { language: Language; quality: number } | null = null
  for (const part of acceptLanguage.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = tag.toLowerCase().split('-')[0]
    if (language !== 'es' && language !== 'en') continue
    const given = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    const quality = given === undefined ? 1 : Number(given)
    if (quality > 0 && (best === null || quality > best.quality)) best = { language, quality }
  }
  return best?.language ?? 'es'
}
