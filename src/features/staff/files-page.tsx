import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CaseFileKind, type CaseFileRow } from '../../../contracts/staff-files.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { SelectField } from '../../ui/field.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { FileLink, FileStatus, PersonLink } from './file-parts.tsx'
import { useFileWords } from './file-words.ts'
import { byTimeOrMoney, type ByTimeOrMoney, ExportLink, ListTools, SortField } from './list-tools.tsx'
import { DayField, endOfDay, startOfDay } from './day-field.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { type Column, StaffTable } from './staff-table.tsx'

/** `/equipo/expedientes`: bookings, orders, purchases and payments, found by whatever somebody who complains can say. */
export function FilesPage() {
  const { t } = useTranslation('casework')
  return (
    <StaffFrame title={t('files.title')} lead={t('files.lead')} needs="admin">
      <Files />
    </StaffFrame>
  )
}

const bookingStates = ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'CONFIRMED', 'COMPLETED', 'CANCELLED'] as const
const orderStates = [
  'PENDING_PAYMENT',
  'PENDING',
  'PAYMENT_FAILED',
  'PAID',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'REFUNDED',
] as const
const states: Record<CaseFileKind, readonly string[]> = {
  BOOKING: bookingStates,
  ORDER: orderStates,
  PURCHASE: ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'PAID', 'CANCELLED'],
  PAYMENT: [
    'NEW',
    'SUBMITTING',
    'UNKNOWN',
    'REQUIRES_PAYMENT_METHOD',
    'REQUIRES_ACTION',
    'PROCESSING',
    'SUCCEEDED',
    'CANCELED',
  ],
}

function Files() {
  const { t } = useTranslation('casework')
  const words = useFileWords()
  const dates = useDates()
  const money = useFormatMoney()
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/expedientes' })
  const { q, tipo, estado, desde, hasta, orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/expedientes', search: { ...search, ...next }, replace: true, resetScroll: false })
  const filters = {
    q,
    kind: tipo,
    status: estado,
    from: startOfDay(desde),
    until: endOfDay(hasta),
    sort: orden,
  }
  const columns: Column<CaseFileRow, ByTimeOrMoney>[] = [
    {
      key: 'what',
      head: t('files.what'),
      cell: (row) => (
        <FileLink kind={row.kind} id={row.id}>
          {t(`fileKinds.${row.kind}`)}{' '}
          {row.kind === 'PAYMENT' ? (
            <span className="block max-w-44 truncate text-sm">{row.code ?? row.id}</span>
          ) : (
            row.code
          )}
        </FileLink>
      ),
    },
    { key: 'status', head: t('filter.status'), cell: (row) => <FileStatus status={row.status} /> },
    { key: 'person', head: t('files.person'), cell: (row) => <PersonLink person={row.person} /> },
    {
      key: 'about',
      head: t('files.about'),
      cell: (row) => (
        <>
          {row.about === '' ? '—' : row.about}
          {row.startsAt !== null && (
            <span className="block text-sm text-ink-soft">
              {t('files.begins', { when: dates.dateTime(row.startsAt, placeTimeZone) })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'amount',
      head: t('files.amount'),
      isNumber: true,
      sorts: { down: 'dearest', up: 'cheapest' },
      cell: (row) => money(row.amount),
    },
    {
      key: 'made',
      head: t('files.made'),
      sorts: { down: 'newest', up: 'oldest' },
      cell: (row) => <time dateTime={row.createdAt}>{dates.dateTime(row.createdAt, placeTimeZone)}</time>,
    },
  ]
  return (
    <>
      <WordsField
        label={t('files.search')}
        description={t('files.searchHelp')}
        spellCheck={false}
        words={q}
        onWords={(next) => go({ q: next })}
      />
      <ListTools out={<ExportLink path="/admin/case-files.csv" query={filters} />}>
        <SelectField
          label={t('filter.kind')}
          value={tipo ?? ''}
          onChange={(event) => {
            const kind = CaseFileKind.safeParse(event.target.value)
            go({ tipo: kind.success ? kind.data : undefined, estado: undefined })
          }}
          options={[
            { value: '', label: t('filter.all') },
            ...CaseFileKind.options.map((value) => ({ value, label: t(`fileKinds.${value}`) })),
          ]}
        />
        {tipo && (
          <SelectField
            label={t('filter.status')}
            value={estado ?? ''}
            onChange={(event) => go({ estado: event.target.value || undefined })}
            options={[
              { value: '', label: t('filter.all') },
              ...states[tipo].map((value) => ({ value, label: words.status(value) })),
            ]}
          />
        )}
        <DayField label={t('filter.from')} value={desde} onChange={(next) => go({ desde: next })} />
        <DayField label={t('filter.until')} value={hasta} onChange={(next) => go({ hasta: next })} />
        <SortField
          className="md:hidden"
          options={byTimeOrMoney}
          value={orden}
          onChange={(next) => go({ orden: next })}
        />
      </ListTools>
      <StaffTable<CaseFileRow, ByTimeOrMoney>
        path="/admin/case-files"
        query={filters}
        caption={t('files.caption')}
        columns={columns}
        keyOf={({ kind, id }) => kind + id}
        empty={{ title: t('files.emptyTitle'), body: t('files.empty') }}
        sort={orden}
        onSort={(next) => go({ orden: next })}
      />
    </>
  )
}
