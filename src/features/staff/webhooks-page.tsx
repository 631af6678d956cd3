import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WebhookEvent } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { FileStatus } from './file-parts.tsx'
import { useFileWords } from './file-words.ts'
import { byTime, type ByTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { useStaffAction } from './staff-queries.ts'
import { type Column, StaffTable } from './staff-table.tsx'

/** `/equipo/proveedor`: what the payment provider told us, to be worked off again where that failed. */
export function WebhooksPage() {
  const { t } = useTranslation('casework')
  return (
    <StaffFrame title={t('webhooks.title')} lead={t('webhooks.lead')} needs="admin">
      <Events />
    </StaffFrame>
  )
}

const states = ['RECEIVED', 'DONE', 'IGNORED', 'FAILED'] as const

function Events() {
  const { t } = useTranslation('casework')
  const words = useFileWords()
  const dates = useDates()
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/proveedor' })
  const { tipo, objeto, estado, orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/proveedor', search: { ...search, ...next }, replace: true, resetScroll: false })
  const query = { type: tipo, objectId: objeto, status: estado, sort: orden }
  const columns: Column<WebhookEvent, ByTime>[] = [
    {
      key: 'type',
      head: t('webhooks.type'),
      cell: (event) => <code className="text-sm wrap-anywhere">{event.type}</code>,
    },
    { key: 'status', head: t('webhooks.status'), cell: (event) => <FileStatus status={event.status} /> },
    {
      key: 'object',
      head: t('webhooks.object'),
      cell: (event) => <code className="text-sm wrap-anywhere">{event.objectId ?? '—'}</code>,
    },
    { key: 'attempts', head: t('webhooks.attempts'), isNumber: true, cell: (event) => event.attempts },
    {
      key: 'received',
      head: t('webhooks.received'),
      sorts: { down: 'newest', up: 'oldest' },
      cell: (event) => (
        <>
          <time dateTime={event.receivedAt}>{dates.dateTime(event.receivedAt, placeTimeZone)}</time>
          {event.lastError !== null && (
            <span className="block text-sm text-chapulin wrap-anywhere">{event.lastError}</span>
          )}
        </>
      ),
    },
    { key: 'replay', head: t('webhooks.replay'), cell: (event) => <Replay id={event.id} type={event.type} /> },
  ]
  return (
    <>
      <ListTools
        out={
          <ExportButton<WebhookEvent>
            path="/admin/webhook-events"
            query={query}
            name="proveedor"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: t('webhooks.type'), of: (event) => event.type },
              { head: t('webhooks.object'), of: (event) => event.objectId },
              { head: t('webhooks.status'), of: (event) => event.status },
              { head: t('webhooks.attempts'), of: (event) => event.attempts },
              { head: t('webhooks.error'), of: (event) => event.lastError },
              { head: t('webhooks.received'), of: (event) => event.receivedAt },
            ]}
          />
        }
      >
        <WordsField
          label={t('webhooks.type')}
          description={t('webhooks.typeHelp')}
          autoCapitalize="none"
          spellCheck={false}
          words={tipo}
          onWords={(next) => go({ tipo: next })}
        />
        <WordsField
          label={t('webhooks.object')}
          description={t('webhooks.objectHelp')}
          autoCapitalize="none"
          spellCheck={false}
          words={objeto}
          onWords={(next) => go({ objeto: next })}
        />
        <SelectField
          label={t('webhooks.status')}
          value={estado ?? ''}
          onChange={(event) => go({ estado: states.find((one) => one === event.target.value) })}
          options={[
            { value: '', label: t('filter.all') },
            ...states.map((value) => ({ value, label: words.status(value) })),
          ]}
        />
        <SortField className="md:hidden" options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffTable<WebhookEvent, ByTime>
        path="/admin/webhook-events"
        query={query}
        caption={t('webhooks.caption')}
        columns={columns}
        keyOf={({ id }) => id}
        empty={{ title: t('webhooks.emptyTitle'), body: t('webhooks.empty') }}
        sort={orden}
        onSort={(next) => go({ orden: next })}
      />
    </>
  )
}

function Replay({ id, type }: { id: string; type: string }) {
  const { t } = useTranslation('casework')
  const toast = useToast()
  const replay = useStaffAction()
  return (
    <>
      <Button
        isPending={replay.isPending}
        onPress={() =>
          replay.mutate(
            { path: `/admin/webhook-events/${encodeURIComponent(id)}/replay` },
            { onSuccess: () => toast({ tone: 'success', message: t('webhooks.replayed') }) },
          )
        }
      >
        {t('webhooks.replay')}
        <span className="sr-only">: {type}</span>
      </Button>
      <ProblemNotice error={replay.error} />
    </>
  )
}
