import type { Language } from '../../contracts/common.ts'
import { useLanguage } from './i18n.ts'
import { localeOf } from './language.ts'

/** Of Oaxaca's own languages many browsers know only the code. */
const ofOaxaca: Record<string, Record<Language, string>> = {
  zap: { es: 'zapoteco', en: 'Zapotec' },
  mix: { es: 'mixteco', en: 'Mixtec' },
  mau: { es: 'mazateco', en: 'Mazatec' },
  mxp: { es: 'mixe (ayuuk)', en: 'Mixe (Ayuuk)' },
  chz: { es: 'chinanteco', en: 'Chinantec' },
  ctp: { es: 'chatino', en: 'Chatino' },
}

const names = new Map<Language, Intl.DisplayNames>()

/** What a language code is called in a language: `zap` is `zapoteco`. The code itself when nobody knows. */
export function languageName(code: string, language: Language): string {
  let known = names.get(language)
  if (!known) {
    known = new Intl.DisplayNames(localeOf(language), { type: 'language', fallback: 'code' })
    names.set(language, known)
  }
  try {
    return ofOaxaca[code]?.[language] ?? known.of(code) ?? code
  } catch {
    return code
  }
}

/** The same in the visitor's language. */
export function useLanguageNames(): (code: string) => string {
  const language = useLanguage()
  return (code) => languageName(code, language)
}
