import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { formatCardNumber } from '../../lib/payment/card-form.rules.ts'

/** Stripe's test numbers that the practice bank knows, one for each way it can go. */
const cards = [
  ['ok', '4242424242424242'],
  ['challenge', '4000002500003155'],
  ['declined', '4000000000000002'],
  ['insufficient', '4000000000009995'],
  ['expired', '4000000000000069'],
  ['cvc', '4000000000000127'],
  ['challengeDeclined', '4000008400001629'],
  ['processing', '4000000000001976'],
] as const

export function SandboxCards({ onUse }: { onUse: (number: string) => void }) {
  const { t } = useTranslation('checkout')
  return (
    <details className="rounded-lg border border-dashed border-line-strong px-4 py-3">
      <summary className="font-semibold">{t('sandboxCards')}</summary>
      <p className="mt-1 text-sm text-ink-soft">{t('sandboxNote')}</p>
      <ul className="mt-2 divide-y divide-line">
        {cards.map(([kind, number]) => (
          <li key={kind} className="flex items-center justify-between gap-3 py-1">
            <span className="min-w-0">
              <span className="tabular block text-sm">{formatCardNumber(number)}</span>
              <span className="block text-sm text-ink-soft">{t(`sandboxCard.${kind}`)}</span>
            </span>
            <Button
              variant="quiet"
              onPress={() => onUse(number)}
              aria-label={`${t('sandboxUse')}: ${t(`sandboxCard.${kind}`)}`}
            >
              {t('sandboxUse')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
