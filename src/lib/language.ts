import type { Language } from '../../contracts/common.ts'
import { readSetting, writeSetting } from './storage.ts'

export const languageKey = 'gc.language'

/** Spanish unless the visitor chose English here: the same address shows the same page to everyone it is shared with. */
let current: Language = readSetting(languageKey) === 'en' ? 'en' : 'es'

export function currentLanguage(): Language {
  return current
}

/** The locale for Intl and for the calendars. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-US' : 'es-MX'
}

/** Remembers the choice and tells the document; `changeLanguage` in i18n.ts also swaps the texts. */
export function rememberLanguage(language: Language): void {
  current = language
  writeSetting(languageKey, language)
  document.documentElement.lang = localeOf(language)
}

/** True when the visitor never chose and their browser prefers English to Spanish. */
export function prefersOtherLanguage(): boolean {
  if (readSetting(languageKey) !== null) return false
  const first = navigator.languages.find((tag) => /^(es|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ?? false
}
