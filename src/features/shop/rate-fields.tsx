import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mexicanStates } from '../../lib/mexican-states.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import type { ProblemAt } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { newTier, type RateDraft } from './rate-draft.rules.ts'

const mostTiers = 20
type Props = {
  rate: RateDraft
  index: number
  change: (facts: Partial<RateDraft>) => void
  onRemove: () => void
  problemAt: ProblemAt
}

/** One rate: where to, how it is called, what it costs, how long it takes. */
export function RateFields({ rate, index, change, onRemove, problemAt }: Props) {
  const { t } = useTranslation('shop')
  const at = `/rates/${index}`
  const title = t('rates.rate', { n: index + 1, where: t(`rates.zone.${rate.zone}`) })
  return (
    <Card as="section">
      <fieldset className="flex min-w-0 flex-col gap-5">
        <legend className="sr-only">{title}</legend>
        <div className="flex items-center justify-between gap-3">
          <h2 className="text-lg">{title}</h2>
          <Button variant="quiet" onPress={onRemove} aria-label={`${t('rates.remove')}: ${title}`}>
            <Trash2 aria-hidden className="size-5" />
            {t('points.remove')}
          </Button>
        </div>
        {rate.zone === 'STATES' && <States rate={rate} change={change} problem={problemAt(`${at}/states`)} />}
        <BothLanguages
          label={t('rates.label')}
          description={t('rates.labelHelp')}
          maxLength={80}
          value={rate.label}
          onChange={(label) => change({ label })}
          errorMessage={{ es: problemAt(`${at}/label`), en: problemAt(`${at}/translations/en/label`) }}
        />
        <Segmented
          label={t('rates.how')}
          value={rate.byWeight ? 'weight' : 'flat'}
          onChange={(how) => change({ byWeight: how === 'weight' })}
          items={[
            { id: 'flat', label: t('rates.flat') },
            { id: 'weight', label: t('rates.byWeight') },
          ]}
        />
        <Tiers rate={rate} at={at} change={change} problemAt={problemAt} />
        <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
          <TextField
            label={t('rates.freeAbove')}
            isOptional
            fieldClassName="max-sm:col-span-2"
            inputMode="decimal"
            placeholder="1500"
            className="tabular"
            maxLength={12}
            value={rate.freeAbove}
            onChange={(event) => change({ freeAbove: event.target.value })}
            errorMessage={problemAt(`${at}/freeAbove`)}
          />
          <TextField
            label={t('rates.minDays')}
            inputMode="numeric"
            className="tabular"
            maxLength={3}
            value={rate.minDays}
            onChange={(event) => change({ minDays: event.target.value })}
            errorMessage={problemAt(`${at}/minDays`)}
          />
          <TextField
            label={t('rates.maxDays')}
            inputMode="numeric"
            className="tabular"
            maxLength={3}
            value={rate.maxDays}
            onChange={(event) => change({ maxDays: event.target.value })}
            errorMessage={problemAt(`${at}/maxDays`)}
          />
        </div>
      </fieldset>
    </Card>
  )
}

function States({ rate, change, problem }: Pick<Props, 'rate' | 'change'> & { problem: string | undefined }) {
  const { t } = useTranslation('shop')
  const chosen = mexicanStates.filter(({ code }) => rate.states.includes(code))
  return (
    <details open={chosen.length === 0 || undefined} className="rounded-lg border border-line px-4 py-2">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">
        {t('rates.states', { count: chosen.length })}
        {chosen.length > 0 && (
          <span className="block font-normal text-ink-soft">{chosen.map(({ name }) => name).join(', ')}</span>
        )}
      </summary>
      <div className="grid gap-x-4 pb-2 sm:grid-cols-2 xl:grid-cols-3">
        {mexicanStates.map(({ code, name }) => (
          <CheckField
            key={code}
            label={name}
            checked={rate.states.includes(code)}
            onChange={(event) =>
              change({
                states: withOrWithout(rate.states, code, event.target.checked),
              })
            }
          />
        ))}
      </div>
      {problem && (
        <p data-problem tabIndex={-1} className="pb-2 text-sm font-medium text-chapulin">
          {problem}
        </p>
      )}
    </details>
  )
}

function Tiers({ rate, at, change, problemAt }: Pick<Props, 'rate' | 'change' | 'problemAt'> & { at: string }) {
  const { t } = useTranslation('shop')
  const { tiers } = rate
  const changeTier = (key: string, facts: Partial<(typeof tiers)[number]>) =>
    change({ tiers: tiers.map((tier) => (tier.key === key ? { ...tier, ...facts } : tier)) })
  if (!rate.byWeight) {
    const [only] = tiers
    return (
      only && (
        <TextField
          label={t('rates.price')}
          description={t('rates.priceHelp')}
          inputMode="decimal"
          placeholder="149"
          className="tabular"
          fieldClassName="sm:max-w-xs"
          maxLength={12}
          value={only.price}
          onChange={(event) => changeTier(only.key, { price: event.target.value })}
          errorMessage={problemAt(`${at}/tiers/0/cents`)}
        />
      )
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-soft">{t('rates.tiersHelp')}</p>
      <ol className="flex flex-col gap-3">
        {tiers.map((tier, number) => (
          <li key={tier.key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] items-start gap-3">
            <TextField
              label={t('rates.upTo')}
              aria-label={t('rates.upToOf', { n: number + 1 })}
              inputMode="decimal"
              placeholder={number === tiers.length - 1 ? t('rates.andMore') : '2'}
              className="tabular"
              maxLength={8}
              value={tier.upToKg}
              onChange={(event) => changeTier(tier.key, { upToKg: event.target.value })}
              errorMessage={problemAt(`${at}/tiers/${number}/upToGrams`)}
            />
            <TextField
              label={t('rates.price')}
              aria-label={t('rates.priceOf', { n: number + 1 })}
              inputMode="decimal"
              placeholder="149"
              className="tabular"
              maxLength={12}
              value={tier.price}
              onChange={(event) => changeTier(tier.key, { price: event.target.value })}
              errorMessage={problemAt(`${at}/tiers/${number}/cents`)}
            />
            <IconButton
              label={t('rates.removeTier', { n: number + 1 })}
              className="mt-8"
              isDisabled={tiers.length === 1}
              onPress={() => change({ tiers: tiers.filter(({ key }) => key !== tier.key) })}
            >
              <Trash2 aria-hidden className="size-5" />
            </IconButton>
          </li>
        ))}
      </ol>
      {tiers.length < mostTiers && (
        <Button className="self-start" onPress={() => change({ tiers: [...tiers, newTier(crypto.randomUUID())] })}>
          <Plus aria-hidden className="size-5" />
          {t('rates.addTier')}
        </Button>
      )}
    </div>
  )
}
