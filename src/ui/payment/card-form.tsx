import { Lock } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../../contracts/common.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../button.tsx'
import { TextField } from '../field.tsx'
import {
  type CardFields,
  cardProblems,
  formatCardNumber,
  formatCvc,
  formatExpiry,
  readExpiry,
} from '../../lib/payment/card-form.rules.ts'
import { SandboxCards } from './sandbox-cards.tsx'
import type { CardToCharge } from '../../lib/payment/sandbox-provider.ts'

const empty: CardFields = { number: '', expiry: '', cvc: '', name: '' }
const order = ['number', 'expiry', 'cvc', 'name'] as const

type Props = {
  amount: Money
  isPending: boolean
  /** The field the bank pointed at, to be looked at first. */
  faultyField: 'number' | 'expiry' | 'cvc' | null
  onPay: (card: CardToCharge) => void
}

/** The practice bank's form: as with Stripe's own, the card never touches our server. */
export function CardForm({ amount, isPending, faultyField, onPay }: Props) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const [fields, setFields] = useState(empty)
  const [shown, setShown] = useState<Partial<Record<keyof CardFields, true>>>({})
  const form = useRef<HTMLFormElement>(null)
  const [today] = useState(() => new Date())
  const problems = cardProblems(fields, today)

  useEffect(() => {
    if (faultyField) form.current?.querySelector<HTMLInputElement>(`[name="card-${faultyField}"]`)?.select()
  }, [faultyField])

  const set = (field: keyof CardFields, value: string) => setFields((before) => ({ ...before, [field]: value }))
  const touched = (field: keyof CardFields) => {
    if (fields[field] !== '') setShown((before) => ({ ...before, [field]: true }))
  }
  const problemText = (field: keyof CardFields) => {
    const problem = shown[field] ? problems[field] : undefined
    return problem ? t(`cardProblem.${problem}`) : undefined
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setShown({ number: true, expiry: true, cvc: true, name: true })
    const first = order.find((field) => problems[field])
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name="card-${first}"]`)?.focus()
      return
    }
    const expiry = readExpiry(fields.expiry)
    if (expiry) onPay({ number: fields.number, ...expiry, cvc: fields.cvc, name: fields.name })
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      <TextField
        name="card-number"
        label={t('card.number')}
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder="1234 1234 1234 1234"
        className="tabular"
        value={fields.number}
        readOnly={isPending}
        onChange={(event) => set('number', formatCardNumber(event.target.value))}
        onBlur={() => touched('number')}
        errorMessage={problemText('number')}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <TextField
          name="card-expiry"
          label={t('card.expiry')}
          inputMode="numeric"
          autoComplete="cc-exp"
          placeholder={t('card.expiryHint')}
          className="tabular"
          value={fields.expiry}
          readOnly={isPending}
          onChange={(event) => set('expiry', formatExpiry(event.target.value, fields.expiry))}
          onBlur={() => touched('expiry')}
          errorMessage={problemText('expiry')}
        />
        <TextField
          name="card-cvc"
          label={t('card.cvc')}
          inputMode="numeric"
          autoComplete="cc-csc"
          placeholder="123"
          className="tabular"
          value={fields.cvc}
          readOnly={isPending}
          onChange={(event) => set('cvc', formatCvc(event.target.value))}
          onBlur={() => touched('cvc')}
          errorMessage={problemText('cvc')}
        />
      </div>
      <p className="-mt-2 text-sm text-ink-soft">{t('card.cvcHelp')}</p>
      <TextField
        name="card-name"
        label={t('card.name')}
        autoComplete="cc-name"
        value={fields.name}
        readOnly={isPending}
        onChange={(event) => set('name', event.target.value)}
        onBlur={() => touched('name')}
        errorMessage={problemText('name')}
      />
      <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
        {isPending ? t('sending') : t('payNow', { amount: money(amount) })}
      </Button>
      <p className="flex items-start gap-2 text-sm text-ink-soft">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t('secure')}
      </p>
      <SandboxCards
        onUse={(number) => {
          setFields((before) => ({
            number: formatCardNumber(number),
            expiry: before.expiry || `12/${String(new Date().getFullYear() + 3).slice(-2)}`,
            cvc: before.cvc.length === 3 ? before.cvc : '123',
            name: before.name,
          }))
          form.current?.querySelector<HTMLInputElement>('[name="card-name"]')?.focus()
        }}
      />
    </form>
  )
}
