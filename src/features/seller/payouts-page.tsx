import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statementKinds, type StatementLine, type StatementPage, statementSorts } from '../../../contracts/ledger.ts'
import { type PayoutAccount, type Transfer, transferSorts, transferStates } from '../../../contracts/payouts.ts'
import { addDays, placeTimeZone, todayAt, useDates } from '../../lib/dates.ts'
import { useMay } from '../../lib/acting.ts'
import { download } from '../../lib/download.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { Price } from '../../ui/price.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'
import { type PayoutsSearch, readPayouts, statementAsked, transfersAsked } from './payouts-search.rules.ts'
import { SellerGate } from './seller-gate.tsx'
import { payoutAccountQuery, type Side, statementQuery, transfersQuery, useOnboarding } from './sold-queries.ts'

/** `/vender/cobros` */
export function SellerPayoutsPage() {
  const search = useSearch({ from: '/vender/cobros' })
  const navigate = useNavigate()
  return (
    <SellerGate path="/vender/cobros" action="statement">
      <Payouts
        side="seller"
        search={search}
        onShow={(next) => void navigate({ to: '/vender/cobros', search: next, replace: true, resetScroll: false })}
      />
    </SellerGate>
  )
}

/** `/anfitrion/cobros` */
export function HostPayoutsPage() {
  const { t } = useTranslation('selling')
  const search = useSearch({ from: '/anfitrion/cobros' })
  const navigate = useNavigate()
  return (
    <PartnerGate kind="HOST" action="statement" path="/anfitrion/cobros" title={t('payoutsPage.title')}>
      <Payouts
        side="host"
        search={search}
        onShow={(next) => void navigate({ to: '/anfitrion/cobros', search: next, replace: true, resetScroll: false })}
      />
    </PartnerGate>
  )
}

type Props = { side: Side; search: PayoutsSearch; onShow: (search: PayoutsSearch) => void }

function Payouts({ side, search, onShow }: Props) {
  const { t } = useTranslation('selling')
  // Managers read the statement; the account that money goes to is its owner's.
  const isOwn = useMay(side === 'host' ? 'HOST' : 'SELLER')('payouts')
  return (
    <Page title={t('payoutsPage.title')} width="text" className="gap-10">
      {side === 'seller' ? <ShopNav /> : <HostNav />}
      <PageHeader
        title={t(side === 'host' ? 'payoutsPage.hostTitle' : 'payoutsPage.title')}
        lead={t('payoutsPage.lead')}
        back={
          side === 'host'
            ? { to: '/yo', label: t('payoutsPage.backHost') }
            : { to: '/vender', label: t('payoutsPage.back') }
        }
      />
      {isOwn && <Account side={side} />}
      <Statement side={side} search={search} onShow={onShow} />
      {isOwn && <Transfers side={side} search={search} onShow={onShow} />}
      <StepUpDialog />
    </Page>
  )
}

const tones: Record<PayoutAccount['state'], Tone> = {
  NONE: 'warning',
  INCOMPLETE: 'warning',
  ACTIVE: 'success',
  RESTRICTED: 'danger',
}

/** In plain words whether money can be sent, how much there is, and what is missing. */
function Account({ side }: { side: Side }) {
  const { t } = useTranslation('selling')
  const money = useFormatMoney()
  const { data, error, refetch } = useQuery(payoutAccountQuery(side))
  const onboarding = useOnboarding(side)
  if (!data) {
    return error ? (
      <ErrorState title={t('payoutsPage.loadFailed')} error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-56 rounded-lg" />
    )
  }
  const { state, balance, due, requirementsDue } = data
  const isDebt = balance.amount < 0
  const open = { NONE: 'payoutsPage.open', INCOMPLETE: 'payoutsPage.finish', RESTRICTED: 'payoutsPage.review' } as const
  return (
    <Card as="section" edge>
      <div className="flex flex-col items-start gap-4">
        <div className="flex w-full flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div>
            <p className="text-sm text-ink-soft">{t(isDebt ? 'payoutsPage.debt' : 'payoutsPage.balance')}</p>
            <Price money={{ ...balance, amount: Math.abs(balance.amount) }} size="lg" />
            {due.amount > 0 && !isDebt && (
              <p className="tabular text-sm text-ink-soft">
                {t('payoutsPage.due')}: <span className="font-semibold text-ink">{money(due)}</span>
              </p>
            )}
          </div>
          <StatusChip tone={tones[state]}>{t(`payoutsPage.state.${state}.chip`)}</StatusChip>
        </div>
        <div>
          <h2 className="text-lg">{t(`payoutsPage.state.${state}.title`)}</h2>
          <p className="mt-1 max-w-prose text-ink-soft">
            {t(`payoutsPage.state.${state}.body`)}{' '}
            {requirementsDue.length > 0 && t('payoutsPage.asked', { count: requirementsDue.length })}
          </p>
        </div>
        {onboarding.error !== null && (
          <Notice tone="danger" isLive>
            {t('payoutsPage.openFailed')}
          </Notice>
        )}
        {state !== 'ACTIVE' && (
          <Button variant="primary" isPending={onboarding.isPending} onPress={() => onboarding.mutate()}>
            {t(onboarding.isPending ? 'payoutsPage.opening' : open[state])}
          </Button>
        )}
      </div>
    </Card>
  )
}

const monthsBack = 12

function Statement({ side, search, onShow }: Props) {
  const { t } = useTranslation('selling')
  const month = search.mes ?? todayAt().slice(0, 7)
  const asked = statementAsked(search)
  const dates = useDates()
  const money = useFormatMoney()
  const list = useInfiniteQuery(statementQuery(side, month, asked))
  const first = list.data?.pages[0]
  const lines = list.data?.pages.flatMap((page) => page.items)
  const [saving, setSaving] = useState<StatementFile | null>(null)
  const [isLost, setLost] = useState(false)
  const save = async (file: StatementFile) => {
    setSaving(file)
    setLost(false)
    // Paper is the whole month, a table what is on the screen. A long month takes its time.
    const options =
      file === 'csv' ? { query: { month, ...asked }, headers: { accept: 'text/csv' } } : { query: { month } }
    await download(`/${side}/statement${file === 'pdf' ? '.pdf' : ''}`, `guelaguetza-${month}.${file}`, {
      ...options,
      timeoutMs: 120_000,
    }).catch(() => setLost(true))
    setSaving(null)
  }
  const change = (next: Record<string, string>) => onShow(readPayouts({ ...search, ...next }))
  const atStart = (page: StatementPage) => (
    <Balance label={t('payoutsPage.atStart')} amount={signed(page.opening, money)} />
  )
  const atEnd = (page: StatementPage) => (
    <Balance label={t('payoutsPage.atEnd')} amount={signed(page.closing, money)} isStrong />
  )
  const options = months(month).map((value) => ({ value, label: `${dates.month(`${value}-15`)} ${value.slice(0, 4)}` }))
  return (
    <Section title={t('payoutsPage.statement')}>
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-3">
        <SelectField
          label={t('payoutsPage.month')}
          fieldClassName="col-span-2 sm:col-span-1"
          value={month}
          onChange={(event) => change({ mes: event.target.value })}
          options={options}
        />
        <SelectField
          label={t('payoutsPage.kind')}
          value={search.tipo ?? ''}
          onChange={(event) => change({ tipo: event.target.value })}
          options={[
            { value: '', label: t('payoutsPage.kinds.all') },
            ...statementKinds.map((value) => ({ value, label: t(`payoutsPage.kinds.${value}`) })),
          ]}
        />
        <SelectField
          label={t('payoutsPage.sort')}
          value={search.orden ?? 'oldest'}
          onChange={(event) => change({ orden: event.target.value })}
          options={statementSorts.map((value) => ({ value, label: t(`payoutsPage.sorts.${value}`) }))}
        />
      </div>
      {lines && lines.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <Button isPending={saving === 'pdf'} onPress={() => void save('pdf')}>
            <FileText aria-hidden className="size-5" />
            {t('payoutsPage.print')}
          </Button>
          <Button isPending={saving === 'csv'} onPress={() => void save('csv')}>
            <Download aria-hidden className="size-5" />
            {t('payoutsPage.download')}
          </Button>
        </div>
      )}
      {isLost && (
        <Notice tone="danger" isLive>
          {t('payoutsPage.downloadFailed')}
        </Notice>
      )}
      {!first || !lines ? (
        list.error ? (
          <ErrorState title={t('payoutsPage.statementFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="h-60 rounded-lg" />
        )
      ) : lines.length === 0 && asked.kind ? (
        <p className="text-ink-soft">{t('payoutsPage.noneOfKind')}</p>
      ) : lines.length === 0 ? (
        <EmptyState title={t('payoutsPage.emptyTitle')} body={t('payoutsPage.empty')} textileId={`estado-${month}`} />
      ) : (
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          {asked.sort === 'newest' ? atEnd(first) : atStart(first)}
          <ul className="divide-y divide-line border-y border-line">
            {lines.map((line) => (
              <StatementRow key={line.id} line={line} />
            ))}
          </ul>
          {/* What stands below the last line shown, when more are to come, is not yet the month's other end. */}
          {!list.hasNextPage && (asked.sort === 'newest' ? atStart(first) : atEnd(first))}
        </div>
      )}
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('payoutsPage.more')}
        </Button>
      )}
    </Section>
  )
}

type Signed = StatementLine['amount']
const signed = ({ amount, currency }: Signed, money: ReturnType<typeof useFormatMoney>): string =>
  `${amount < 0 ? '−' : ''}${money({ amount: Math.abs(amount), currency })}`

function Balance({ label, amount, isStrong = false }: { label: string; amount: string; isStrong?: boolean }) {
  return (
    <p className="tabular flex justify-between gap-4 bg-sunken px-4 py-2.5">
      <span className={isStrong ? 'font-semibold' : 'text-ink-soft'}>{label}</span>
      <span className={cx('text-right', isStrong && 'font-display text-lg font-semibold')}>{amount}</span>
    </p>
  )
}

function StatementRow({ line }: { line: StatementLine }) {
  const { t } = useTranslation('selling')
  const dates = useDates()
  const money = useFormatMoney()
  const isIn = line.amount.amount > 0
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-2.5">
      <div className="min-w-0">
        <p>{line.text}</p>
        <p className="tabular text-sm text-ink-soft">
          <time dateTime={line.at}>{dates.dateTime(line.at, placeTimeZone)}</time>
          {line.code && ` · ${line.code}`}
        </p>
      </div>
      <div className="tabular shrink-0 text-right">
        <p className={cx('font-semibold', isIn && 'text-nopal')}>
          {isIn && '+'}
          {signed(line.amount, money)}
        </p>
        <p className="text-sm text-ink-soft">
          <span className="sr-only">{t('payoutsPage.balanceAfter')}: </span>
          {signed(line.balance, money)}
        </p>
      </div>
    </li>
  )
}

/** This month and those before it, and the one that is shown, however old. */
function months(shown: string): string[] {
  const found: string[] = []
  for (let day = `${todayAt().slice(0, 7)}-15`; found.length < monthsBack; day = `${addDays(day, -30).slice(0, 7)}-15`)
    found.push(day.slice(0, 7))
  return found.includes(shown) ? found : [...found, shown]
}

type StatementFile = 'csv' | 'pdf'

function Transfers({ side, search, onShow }: Props) {
  const { t } = useTranslation('selling')
  const asked = transfersAsked(search)
  const list = useInfiniteQuery(transfersQuery(side, asked))
  const transfers = list.data?.pages.flatMap(({ items }) => items)
  const change = (next: Record<string, string>) => onShow(readPayouts({ ...search, ...next }))
  return (
    <Section title={t('payoutsPage.transfers')}>
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:grid-cols-3">
        <SelectField
          label={t('payoutsPage.transferState')}
          value={search.envio ?? ''}
          onChange={(event) => change({ envio: event.target.value })}
          options={[
            { value: '', label: t('payoutsPage.transferStates.all') },
            ...transferStates.map((value) => ({ value, label: t(`payoutsPage.transferStates.${value}`) })),
          ]}
        />
        <SelectField
          label={t('payoutsPage.sort')}
          value={search.envios ?? 'newest'}
          onChange={(event) => change({ envios: event.target.value })}
          options={transferSorts.map((value) => ({ value, label: t(`payoutsPage.sorts.${value}`) }))}
        />
        {transfers && transfers.length > 0 && (
          <div className="col-span-2 sm:col-span-1 sm:justify-self-end">
            <DownloadButton
              path={`/${side}/payouts/transfers`}
              name={t('payoutsPage.transfersFile')}
              label={t('payoutsPage.download')}
              query={asked}
            />
          </div>
        )}
      </div>
      {!transfers ? (
        list.error ? (
          <ErrorState title={t('payoutsPage.transfersFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="h-32 rounded-lg" />
        )
      ) : transfers.length === 0 ? (
        <p className="text-ink-soft">{t(asked.state ? 'payoutsPage.transfersNone' : 'payoutsPage.transfersEmpty')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {transfers.map((transfer) => (
            <TransferRow key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('payoutsPage.moreTransfers')}
        </Button>
      )}
    </Section>
  )
}

function TransferRow({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation('selling')
  const dates = useDates()
  const money = useFormatMoney()
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-3">
      <div>
        <p>{t('payoutsPage.transferOf', { code: transfer.code ?? '' })}</p>
        <p className="tabular text-sm text-ink-soft">
          {t(`payoutsPage.transferStatus.${transfer.status}`)} ·{' '}
          {dates.day(transfer.settledAt ?? transfer.createdAt, placeTimeZone)}
        </p>
        {transfer.reversed.amount > 0 && (
          <p className="tabular text-sm text-barro">
            {t('payoutsPage.transferReversed', { amount: money(transfer.reversed) })}
          </p>
        )}
      </div>
      <span className="tabular font-semibold">{money(transfer.amount)}</span>
    </li>
  )
}
