import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'
import { Price } from '../../ui/price.tsx'
import { type PriceLine, totalOf } from '../../lib/party.rules.ts'

/** Every line of what is paid, and the sum as large as it deserves. */
export function PriceSummary({ lines }: { lines: readonly PriceLine[] }) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const total = totalOf(lines)
  return (
    <div>
      <h2 className="mb-3 text-lg">{t('howMuch')}</h2>
      <dl className="tabular">
        {lines.map((line) => (
          <div key={line.type} className="flex justify-between gap-4 py-1">
            <dt className="min-w-0">{t('line', { quantity: line.quantity, label: line.label })}</dt>
            <dd className="shrink-0">{line.subtotal.amount === 0 ? t('free') : money(line.subtotal)}</dd>
          </div>
        ))}
        <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-3">
          <dt className="font-semibold">{t('total')}</dt>
          <dd aria-live="polite">
            {total.amount === 0 ? (
              <span className="font-display text-lg font-semibold">{t('free')}</span>
            ) : (
              <Price money={total} size="lg" />
            )}
          </dd>
        </div>
      </dl>
      {total.amount > 0 && <p className="mt-1 text-sm text-ink-soft">{t('noFees')}</p>}
    </div>
  )
}
