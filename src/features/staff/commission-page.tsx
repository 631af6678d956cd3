import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CommissionRateList } from '../../../contracts/staff.ts'
import { addDays, placeTimeZone, todayAt, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { type CommissionDraft, commissionProblems, commissionWrite } from './commission-draft.rules.ts'
import { byTime, type ByTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery } from './staff-queries.ts'

type Rate = z.infer<typeof CommissionRateList>['items'][number]

const tones = { PAST: 'neutral', CURRENT: 'success', FUTURE: 'info' } as const

/** `/equipo/comision`: what the platform keeps, was and will be. */
export function CommissionPage() {
  const { t } = useTranslation('staff')
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  const { orden = 'newest' } = useSearch({ from: '/equipo/comision' })
  return (
    <StaffFrame title={t('commission.title')} lead={t('commission.lead')} needs="admin">
      <ListTools
        out={
          <ExportButton<Rate>
            path="/admin/commission-rates"
            query={{ sort: orden }}
            name="comision"
            columns={[
              { head: t('commission.kind'), of: ({ kind }) => t(`commission.kinds.${kind}`) },
              { head: t('commission.percent'), of: ({ bps }) => bps / 100 },
              { head: t('commission.day'), of: ({ startsAt }) => startsAt },
            ]}
          />
        }
      >
        <SortField
          options={byTime}
          value={orden}
          onChange={(next) => void navigate({ to: '/equipo/comision', search: { orden: next }, replace: true })}
        />
        <Button onPress={() => setOpen(true)}>{t('commission.plan')}</Button>
      </ListTools>
      <Rates sort={orden} />
      {isOpen && <PlanDialog onClose={() => setOpen(false)} />}
    </StaffFrame>
  )
}

function Rates({ sort }: { sort: ByTime }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const list = useQuery(staffOneQuery<z.infer<typeof CommissionRateList>>('/admin/commission-rates', { sort }))
  if (!list.data) {
    if (!list.error) return <ListSkeleton />
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {list.data.items.map((rate) => (
        <li key={rate.kind + rate.startsAt} className="flex flex-wrap items-center gap-3 p-4">
          <span className="tabular font-display text-lg font-semibold">{rate.bps / 100} %</span>
          <span>{t(`commission.kinds.${rate.kind}`)}</span>
          <StatusChip tone={tones[rate.state]}>{t(`commission.states.${rate.state}`)}</StatusChip>
          <span className="text-sm text-ink-soft">
            {t('commission.from', { when: dates.dateTime(rate.startsAt, placeTimeZone) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function PlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('staff')
  const [draft, setDraft] = useState<CommissionDraft>({ kind: 'BOOKING', percent: '', day: '' })
  const [pressed, setPressed] = useState(false)
  const problems = commissionProblems(draft, todayAt())
  return (
    <ReasonDialog
      title={t('commission.plan')}
      lead={t('commission.planLead')}
      label={t('commission.reason')}
      action={t('commission.plan')}
      done={t('commission.done')}
      check={() => {
        setPressed(true)
        return !problems.percent && !problems.day
      }}
      call={(reason) => ({ path: '/admin/commission-rates', body: { ...commissionWrite(draft), reason } })}
      onClose={onClose}
    >
      <SelectField
        label={t('commission.kind')}
        value={draft.kind}
        onChange={(event) => setDraft({ ...draft, kind: event.target.value })}
        options={(['BOOKING', 'PRODUCT'] as const).map((value) => ({ value, label: t(`commission.kinds.${value}`) }))}
      />
      <TextField
        label={t('commission.percent')}
        inputMode="decimal"
        maxLength={5}
        value={draft.percent}
        onChange={(event) => setDraft({ ...draft, percent: event.target.value })}
        errorMessage={pressed && problems.percent ? t('commission.percentWrong') : undefined}
      />
      <TextField
        label={t('commission.day')}
        type="date"
        min={addDays(todayAt(), 1)}
        value={draft.day}
        onChange={(event) => setDraft({ ...draft, day: event.target.value })}
        errorMessage={pressed && problems.day ? t('commission.dayWrong') : undefined}
      />
    </ReasonDialog>
  )
}
