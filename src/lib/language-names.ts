import { useLanguage } from './i18n.ts'
import { localeOf } from './language.ts'

const names = new Map<string, Intl.DisplayNames>()

/** What a language code is called in the visitor's language: `zap` is `zapoteco`. The code itself when nobody knows. */
export function useLanguageNames(): (code: string) => string {
  const language = useLanguage()
  let known = names.get(language)
  if (!known) {
    known = new Intl.DisplayNames(localeOf(language), { type: 'language', fallback: 'code' })
    names.set(language, known)
  }
  const dictionary = known
  return (code) => {
    try {
      return dictionary.of(code) ?? code
    } catch {
      return code
    }
  }
}
