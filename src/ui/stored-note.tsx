import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useServerNow } from '../lib/server-clock.ts'
import { ageOf } from '../lib/age.rules.ts'

/** How old the memory is, so that nobody trusts it more than it deserves. */
export function StoredNote({ savedAt }: { savedAt: number }) {
  const { t } = useTranslation('bookings')
  const { unit, count } = ageOf(savedAt, useServerNow(60_000))
  const age = unit === 'now' ? t('age.now') : t(`age.${unit}`, { count })
  return (
    <p aria-live="polite" className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
      <CloudOff aria-hidden className="size-4 shrink-0 text-barro" />
      {t('stored', { age })}
    </p>
  )
}
