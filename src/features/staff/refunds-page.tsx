import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRefund } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FileLink } from './file-parts.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

/** `/equipo/reembolsos`: what was given back above policy; above the limit, a second person decides. */
export function RefundsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('refunds.title')} lead={t('refunds.lead')} needs="admin">
      <Refunds />
    </StaffFrame>
  )
}

const states = ['WAITING', 'DONE', 'REFUSED'] as const

function Refunds() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/reembolsos' })
  const { estado, orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/reembolsos', search: { ...search, ...next }, replace: true })
  const query = { status: estado, sort: orden }
  return (
    <>
      <ListTools
        out={
          <ExportButton<StaffRefund>
            path="/admin/refunds"
            query={query}
            name="reembolsos"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: words('filter.kind'), of: ({ subjectType }) => t(`refunds.subject.${subjectType}`) },
              { head: words('files.what'), of: ({ subjectId }) => subjectId },
              { head: 'MXN', of: ({ amount }) => (amount.amount / 100).toFixed(2) },
              { head: words('filter.status'), of: ({ status }) => t(`refunds.status.${status}`) },
              { head: t('refunds.reason'), of: ({ reason }) => reason },
              { head: words('audit.actor'), of: ({ requestedBy }) => requestedBy.name },
              { head: words('audit.when'), of: ({ createdAt }) => createdAt },
            ]}
          />
        }
      >
        <SelectField
          label={words('filter.status')}
          value={estado ?? ''}
          onChange={(event) => go({ estado: states.find((one) => one === event.target.value) })}
          options={[
            { value: '', label: words('filter.all') },
            ...states.map((value) => ({ value, label: t(`refunds.status.${value}`) })),
          ]}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<StaffRefund>
        path="/admin/refunds"
        query={query}
        empty={{ title: t('refunds.emptyTitle'), body: t('refunds.empty') }}
        keyOf={({ id }) => id}
      >
        {(refund) => <OneRefund refund={refund} />}
      </StaffList>
    </>
  )
}

const tones = { WAITING: 'warning', DONE: 'success', REFUSED: 'neutral' } as const

function OneRefund({ refund }: { refund: StaffRefund }) {
  const { t } = useTranslation('staff')
  const me = useMe()
  const dates = useDates()
  const money = useFormatMoney()
  const [move, setMove] = useState<'confirm' | 'refuse' | null>(null)
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="tabular font-display text-lg font-semibold">{money(refund.amount)}</span>
        <StatusChip tone={tones[refund.status]}>{t(`refunds.status.${refund.status}`)}</StatusChip>
      </p>
      <p className="wrap-anywhere">{refund.reason}</p>
      <p className="text-sm text-ink-soft">
        <FileLink kind={refund.subjectType === 'booking' ? 'BOOKING' : 'ORDER'} id={refund.subjectId}>
          {t(`refunds.subject.${refund.subjectType}`)}
        </FileLink>{' '}
        ·{' '}
        {t('refunds.asked', {
          name: refund.requestedBy.name,
          when: dates.dateTime(refund.createdAt, placeTimeZone),
        })}
        {refund.decidedBy && ` · ${t('refunds.decided', { name: refund.decidedBy.name })}`}
      </p>
      {refund.status === 'WAITING' &&
        (refund.requestedBy.id === me?.id ? (
          <p className="text-sm text-ink-soft">{t('refunds.own')}</p>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onPress={() => setMove('confirm')}>
              {t('refunds.confirm')}
            </Button>
            <Button variant="danger" onPress={() => setMove('refuse')}>
              {t('refunds.refuse')}
            </Button>
          </div>
        ))}
      {move && (
        <ReasonDialog
          title={t(`refunds.${move}`)}
          label={t('refunds.reason')}
          action={t(`refunds.${move}`)}
          done={t('refunds.done')}
          isDanger={move === 'refuse'}
          call={(reason) => ({ path: `/admin/refunds/${refund.id}/${move}`, body: { reason } })}
          onClose={() => setMove(null)}
        />
      )}
    </div>
  )
}
