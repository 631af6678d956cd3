import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'

/** The accounts of the demo data; shown only where payments are practice. */
const password = 'guelaguetza-demo'
const accounts = [
  ['guest', 'ana@guelaguetza.test'],
  ['host', 'host@guelaguetza.test'],
] as const

export function DemoAccounts({ onUse }: { onUse: (email: string, password: string) => void }) {
  const { t } = useTranslation('auth')
  return (
    <details className="rounded-lg border border-dashed border-line-strong px-4 py-3">
      <summary className="font-semibold">{t('demo.title')}</summary>
      <p className="mt-1 text-sm text-ink-soft">{t('demo.lead', { password })}</p>
      <ul className="mt-1">
        {accounts.map(([kind, email]) => (
          <li key={kind} className="flex flex-wrap items-center justify-between gap-x-3">
            <span>{t(`demo.${kind}`)}</span>
            <Button variant="quiet" onPress={() => onUse(email, password)}>
              {t('demo.use', { email })}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
