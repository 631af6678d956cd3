import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shippingOffer } from '../../../contracts/checkout-shipping-offer.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { mexicanStates } from '../../lib/mexican-states.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { readPesos } from '../../lib/pesos.rules.ts'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Price } from '../../ui/price.tsx'
import { ratesProblems, type RatesDraft, ratesToTry, readKilos } from './rate-draft.rules.ts'

const abroad = 'ABROAD'

/** What a buyer would pay with the rates as they are written here, by the rule that will charge them. */
export function RateExample({ draft }: { draft: RatesDraft }) {
  const { t } = useTranslation('shop')
  const [to, setTo] = useState('OAX')
  const [kilos, setKilos] = useState('1.5')
  const [pesos, setPesos] = useState('800')
  return (
    <Card as="aside" edge className="lg:sticky lg:top-24">
      <section aria-labelledby="example-title" className="flex flex-col gap-4">
        <div>
          <h2 id="example-title" className="text-lg">
            {t('example.title')}
          </h2>
          <p className="text-sm text-ink-soft">{t('example.lead')}</p>
        </div>
        <SelectField label={t('example.to')} value={to} onChange={(event) => setTo(event.target.value)}>
          {mexicanStates.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
          <option value={abroad}>{t('rates.zone.ABROAD')}</option>
        </SelectField>
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField
            label={t('example.weight')}
            inputMode="decimal"
            className="tabular"
            maxLength={8}
            value={kilos}
            onChange={(event) => setKilos(event.target.value)}
          />
          <TextField
            label={t('example.goods')}
            inputMode="decimal"
            className="tabular"
            maxLength={12}
            value={pesos}
            onChange={(event) => setPesos(event.target.value)}
          />
        </div>
        <output className="block border-t border-line pt-4">
          <Answer draft={draft} to={to} grams={readKilos(kilos)} goodsCents={readPesos(pesos)} />
        </output>
      </section>
    </Card>
  )
}

function Answer({
  draft,
  to,
  grams,
  goodsCents,
}: {
  draft: RatesDraft
  to: string
  grams: number | null
  goodsCents: number | null
}) {
  const { t } = useTranslation('shop')
  const language = useLanguage()
  const money = useFormatMoney()
  if (grams === null || goodsCents === null) return <p className="text-ink-soft">{t('example.write')}</p>
  if (Object.keys(ratesProblems(draft)).length > 0) return <p className="text-ink-soft">{t('example.unfinished')}</p>
  const destination = to === abroad ? { country: 'US', stateCode: null } : { country: 'MX', stateCode: to }
  const offer = shippingOffer(ratesToTry(draft), destination, { grams, goodsCents })
  if (!offer) {
    return (
      <>
        <p className="font-semibold text-barro">{t('example.notSent')}</p>
        <p className="text-sm text-ink-soft">{t('example.notSentBody')}</p>
      </>
    )
  }
  const { label, minDays, maxDays } = offer.rate
  return (
    <>
      <p className="text-sm text-ink-soft">{t('example.pays')}</p>
      {offer.cents === 0 ? (
        <p className="font-display text-2xl font-semibold text-nopal">{t('example.free')}</p>
      ) : (
        <Price money={{ amount: offer.cents, currency: 'MXN' }} size="lg" />
      )}
      <p className="text-sm">
        {(language === 'en' && label.en) || label.es} · {t('example.days', { min: minDays, max: maxDays })}
      </p>
      <p className="tabular mt-2 text-sm text-ink-soft">
        {t('example.total', { amount: money({ amount: goodsCents + offer.cents, currency: 'MXN' }) })}
      </p>
    </>
  )
}
