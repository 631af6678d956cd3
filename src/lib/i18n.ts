import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../../contracts/common.ts'
import type { catalogue } from '../locales/es/index.ts'
import { currentLanguage, localeOf, rememberLanguage } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof catalogue
    returnNull: false
  }
}

const load = {
  es: () => import('../locales/es/index.ts'),
  en: () => import('../locales/en/index.ts'),
}

async function ensureLoaded(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return
  const { catalogue } = await load[language]()
  for (const [namespace, texts] of Object.entries(catalogue)) i18next.addResourceBundle(language, namespace, texts)
}

/** Call once before the first render: one language is one chunk, so that nobody downloads both. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: currentLanguage(),
    fallbackLng: false,
    defaultNS: 'common',
    partialBundledLanguages: true,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await ensureLoaded(currentLanguage())
  document.documentElement.lang = localeOf(currentLanguage())
}

/** Swaps the texts and remembers the choice. Whoever calls it also refetches what the server translates. */
export async function changeLanguage(language: Language): Promise<void> {
  await ensureLoaded(language)
  rememberLanguage(language)
  await i18next.changeLanguage(language)
}

/** The language of this render; re-renders when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'es'
}
