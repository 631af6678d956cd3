import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from './field.tsx'

type Prices = { priceMin: number | undefined; priceMax: number | undefined }
type Props = Prices & { legend: string; onChange: (prices: Prices) => void }

const asPesos = (cents: number | undefined) => (cents === undefined ? '' : String(cents / 100))

/** Centavos of what was typed as pesos, undefined for nothing, null for what is no amount. */
function asCents(text: string): number | undefined | null {
  const clean = text.replaceAll(/[\s$,]/g, '')
  if (clean === '') return undefined
  return /^\d{1,6}(\.\d{1,2})?$/.test(clean) ? Math.round(Number(clean) * 100) : null
}

/** Two ends of a price in whole words: they count when one leaves the field or presses Enter, not at each digit. */
export function PriceFields({ legend, priceMin, priceMax, onChange }: Props) {
  const { t } = useTranslation('browse')
  const [texts, setTexts] = useState({ min: asPesos(priceMin), max: asPesos(priceMax) })
  const [known, setKnown] = useState({ priceMin, priceMax })
  // The address changed without us: the back button, a chip that was taken away.
  if (known.priceMin !== priceMin || known.priceMax !== priceMax) {
    setKnown({ priceMin, priceMax })
    setTexts({ min: asPesos(priceMin), max: asPesos(priceMax) })
  }
  const cents = { min: asCents(texts.min), max: asCents(texts.max) }
  const tell = () => {
    if (cents.min === null || cents.max === null) return
    if (cents.min === priceMin && cents.max === priceMax) return
    const isReversed = cents.min !== undefined && cents.max !== undefined && cents.max < cents.min
    onChange(isReversed ? { priceMin: cents.max, priceMax: cents.min } : { priceMin: cents.min, priceMax: cents.max })
  }
  const field = (end: 'min' | 'max') => (
    <TextField
      label={<span className="text-sm font-normal text-ink-soft">{t(end === 'min' ? 'priceMin' : 'priceMax')}</span>}
      inputMode="decimal"
      autoComplete="off"
      value={texts[end]}
      errorMessage={cents[end] === null ? t('priceWrong') : undefined}
      onChange={(event) => setTexts({ ...texts, [end]: event.target.value })}
      onBlur={tell}
      onKeyDown={(event) => event.key === 'Enter' && tell()}
      className="tabular"
    />
  )
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="grid grid-cols-2 gap-3">
        {field('min')}
        {field('max')}
      </div>
    </fieldset>
  )
}
