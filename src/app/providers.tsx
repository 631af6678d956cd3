import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useLanguage } from '../lib/i18n.ts'
import { localeOf } from '../lib/language.ts'

/** What everything below needs: the query cache, and the visitor's language for calendars and number fields. */
export function Providers({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  const language = useLanguage()
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={localeOf(language)}>{children}</I18nProvider>
    </QueryClientProvider>
  )
}
