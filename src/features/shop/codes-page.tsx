import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiscountCode } from '../../../contracts/checkout.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { type CodeState, codeState, lastDay } from './code-draft.rules.ts'
import { CodeDialog } from './code-dialog.tsx'
import { codeStates, mostLetters, readCodes } from './codes-search.rules.ts'
import { type CodesAsked, codesQuery, useSwitchCode } from './shop-queries.ts'

/** `/vender/descuentos`: the workshop's own codes, and how often each was used. */
export function CodesPage() {
  const { t } = useTranslation('shop')
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button variant="primary" onPress={() => setAdding(true)}>
      <Plus aria-hidden className="size-5" />
      {t('codes.add')}
    </Button>
  )
  return (
    <PartnerGate kind="SELLER" action="terms" path="/vender/descuentos" title={t('codes.title')}>
      <Page title={t('codes.title')}>
        <ShopNav />
        <PageHeader title={t('codes.title')} lead={t('codes.lead')} actions={add} />
        <Codes add={add} />
        {isAdding && <CodeDialog onClose={() => setAdding(false)} />}
      </Page>
    </PartnerGate>
  )
}

function Codes({ add }: { add: React.ReactNode }) {
  const search = useSearch({ from: '/vender/descuentos' })
  const asked: CodesAsked = {
    ...(search.q && { q: search.q }),
    ...(search.estado && { state: search.estado }),
    sort: search.orden ?? 'newest',
  }
  const isNarrowed = search.q !== undefined || search.estado !== undefined
  return (
    <>
      <CodesTools asked={asked} />
      <CodesFound asked={asked} isNarrowed={isNarrowed} add={add} />
    </>
  )
}

/** Which of the codes, in which order; on the screen and in the spreadsheet alike. */
function CodesTools({ asked }: { asked: CodesAsked }) {
  const { t } = useTranslation('shop')
  const navigate = useNavigate()
  const search = useSearch({ from: '/vender/descuentos' })
  const show = (next: Record<string, string>) =>
    void navigate({
      to: '/vender/descuentos',
      search: readCodes({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <WordsField
        label={t('codes.search')}
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={mostLetters}
        words={search.q}
        onWords={(q = '') => show({ q })}
      />
      <SelectField
        label={t('codes.stateLabel')}
        value={search.estado ?? ''}
        onChange={(event) => show({ estado: event.target.value })}
        options={[
          { value: '', label: t('codes.allStates') },
          ...codeStates.map((value) => ({ value, label: t(`codes.state.${value}`) })),
        ]}
      />
      <SelectField
        label={t('codes.sort')}
        value={search.orden ?? 'newest'}
        onChange={(event) => show({ orden: event.target.value })}
        options={(['newest', 'oldest'] as const).map((value) => ({ value, label: t(`codes.sorts.${value}`) }))}
      />
      <div className="lg:justify-self-end">
        <DownloadButton
          path="/seller/discount-codes.csv"
          name={t('codes.csvName')}
          label={t('codes.export')}
          query={asked}
        />
      </div>
    </div>
  )
}

function CodesFound({ asked, isNarrowed, add }: { asked: CodesAsked; isNarrowed: boolean; add: React.ReactNode }) {
  const { t } = useTranslation('shop')
  const list = useInfiniteQuery(codesQuery(asked))
  const codes = list.data?.pages.flatMap((page) => page.items)
  if (!codes) {
    if (list.error)
      return <ErrorState title={t('codes.failed')} error={list.error} onRetry={() => void list.refetch()} />
    return (
      <div aria-busy="true" className="grid gap-4 md:grid-cols-2">
        {[0, 1].map((i) => (
          <Skeleton key={i} className="h-44 rounded-lg" />
        ))}
      </div>
    )
  }
  if (codes.length === 0 && isNarrowed)
    return <EmptyState title={t('codes.noneFound')} body={t('codes.noneFoundBody')} textileId="descuentos" />
  if (codes.length === 0)
    return <EmptyState title={t('codes.noneTitle')} body={t('codes.none')} textileId="descuentos" action={add} />
  return (
    <>
      <ul aria-label={t('codes.title')} className="grid gap-4 md:grid-cols-2">
        {codes.map((code) => (
          <Code key={code.id} code={code} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('more')}
        </Button>
      )}
    </>
  )
}

const tones: Record<CodeState, Tone> = {
  WORKS: 'success',
  WAITING: 'info',
  OFF: 'neutral',
  OVER: 'neutral',
  USED_UP: 'warning',
}

function Code({ code }: { code: DiscountCode }) {
  const { t } = useTranslation('shop')
  const money = useFormatMoney()
  const dates = useDates()
  const toast = useToast()
  const now = useServerNow(60_000)
  const change = useSwitchCode()
  const state = codeState(code, now)
  const worth = useWorth()(code)
  const turn = (active: boolean) =>
    change.mutate(
      { id: code.id, active },
      {
        onSuccess: () =>
          toast({
            tone: 'success',
            message: t(active ? 'codes.switchedOn' : 'codes.switchedOff', { code: code.code }),
          }),
      },
    )
  const facts = [
    code.minimum.amount > 0 && t('codes.from', { amount: money(code.minimum, 'short') }),
    code.startsAt && t('codes.since', { day: dates.day(code.startsAt, placeTimeZone) }),
    code.endsAt ? t('codes.until', { day: dates.civilDay(lastDay(code.endsAt), 'short') }) : t('codes.noEnd'),
    code.maxPerUser !== null && t('codes.perUser', { count: code.maxPerUser }),
  ].filter(Boolean)
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-sans text-lg font-semibold tracking-wide wrap-anywhere">{code.code}</h2>
          <p className="tabular font-display text-xl font-semibold text-grana">{worth}</p>
        </div>
        <StatusChip tone={tones[state]}>{t(`codes.state.${state}`)}</StatusChip>
      </div>
      <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
        <div className="min-w-0 flex-1">
          <p className="tabular font-semibold">
            {code.maxUses === null
              ? t('codes.used', { count: code.used })
              : t('codes.usedOf', { count: code.used, most: code.maxUses })}
          </p>
          {code.maxUses !== null && (
            <div aria-hidden className="mt-1 h-1.5 max-w-40 overflow-hidden rounded-full bg-sunken">
              <div
                className="h-full bg-nopal"
                style={{ width: `${Math.min(100, (code.used / code.maxUses) * 100)}%` }}
              />
            </div>
          )}
        </div>
        {state !== 'OVER' && (
          <Button
            isPending={change.isPending}
            onPress={() => turn(!code.active)}
            aria-label={`${t(code.active ? 'codes.switchOff' : 'codes.switchOn')}: ${code.code}`}
          >
            {t(code.active ? 'codes.switchOff' : 'codes.switchOn')}
          </Button>
        )}
      </div>
      <SaveProblem error={change.error} />
    </li>
  )
}

/** `10 % menos`, `$100 menos`. */
function useWorth() {
  const { t } = useTranslation('shop')
  const money = useFormatMoney()
  return ({ kind, value }: Pick<DiscountCode, 'kind' | 'value'>) =>
    kind === 'PERCENT'
      ? t('codes.percent', { percent: value / 100 })
      : t('codes.amount', { amount: money({ amount: value, currency: 'MXN' }, 'short') })
}
